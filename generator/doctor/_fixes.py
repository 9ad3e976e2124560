"""Safe corrections written into the text of `corrections.yml`: entries are added, nothing that stands there changes."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

import yaml

from generator.corrections import parse_corrections
from generator.doctor._advice import Fix
from generator.errors import ContentError
from generator.maths import to_unicode
from generator.paper import REGISTRIES, Paper
from generator.text import fold

_ANY_WIDTH = 1 << 20


def fixed(text: str, file: str, fixes: Iterable[Fix], papers: Sequence[Paper]) -> str:
    """Return the text with an entry for each paper that has a fix and no entry under its name yet.

    A field that the maintainer has corrected is left to her, so that a second run adds nothing.
    """
    before, faults = parse_corrections(text, file)
    taken = {entry.paper for entry in before.papers}
    titles = Counter(fold(to_unicode(paper.title)) for paper in papers)
    entries: dict[str, dict[str, list[Fix]]] = defaultdict(lambda: defaultdict(list))
    for fix in fixes:
        name = _name(fix.paper, titles)
        if name and name not in taken and not _is_corrected(fix.paper, fix.field):
            entries[name][fix.field].append(fix)
    if not entries:
        return text
    blocks = [_block(name, fields) for name, fields in sorted(entries.items())]
    after = "\n\n".join(filter(None, (text.rstrip("\n"), *(block.rstrip("\n") for block in blocks)))) + "\n"
    read, told = parse_corrections(after, file)
    if len(told) > len(faults) or len(read.papers) != len(before.papers) + len(blocks):
        raise ContentError("entries cannot be added to this file as it stands; repair it first", told)
    return after


def _name(paper: Paper, titles: Mapping[str, int]) -> str:
    """Return what names the paper alone in the file: an identifier, else its title; empty where others share that.

    The file names papers by what their records say, so that a corrected title names none.
    """
    known = next((name for name in paper.identities if name.partition(":")[0] in REGISTRIES), "")
    if known or titles[fold(to_unicode(paper.title))] > 1:
        return known
    return paper.identities[0] if _is_corrected(paper, "title") else paper.title


def _is_corrected(paper: Paper, field: str) -> bool:
    return any(repair.rule == "correction" and repair.field == field for repair in paper.repairs)


def _block(name: str, fields: Mapping[str, Sequence[Fix]]) -> str:
    said = {field: _changes(fixes) for field, fixes in fields.items()}
    return yaml.safe_dump({name: said}, allow_unicode=True, sort_keys=False, width=_ANY_WIDTH, default_flow_style=None)


def _changes(fixes: Sequence[Fix]) -> object:
    """Return one change as it is, several replacements as a list, and those beside a new value made within it."""
    changes = [dict(fix.change) for fix in fixes]
    whole = next((change for change in changes if "value" in change), None)
    if whole is None:
        return changes if len(changes) > 1 else changes[0]
    replacements = [change for change in changes if "replace" in change]
    for change in replacements:
        whole["value"] = whole["value"].replace(change["replace"], change["with"], 1)
    whole["why"] = "; ".join(dict.fromkeys(change["why"] for change in (whole, *replacements)))
    return whole
