"""BibTeX and BibLaTeX: every entry that is a work, with what it inherits, TeX read as text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from generator.errors import Problem
from generator.sources import Ignored, _files
from generator.sources._bibtex_entries import Entry, Field, Macro, entries
from generator.sources._bibtex_fields import DROPS, NO_WORKS, READS
from generator.sources._bibtex_inherit import inherited, volumes
from generator.sources._bibtex_records import record
from generator.sources._bibtex_values import Macros, lost_field
from generator.text import clean, cut

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from generator.sources import Item
    from generator.sources._files import Line

__all__ = ["DROPS", "MAX_LINE", "NAME", "READS", "SUFFIXES", "read", "recognises"]

NAME = "bibtex"
SUFFIXES = (".bib", ".bibtex", ".biblatex")
MAX_LINE = _files.MAX_LINE
_ENTRY = re.compile(
    r"^[ \t]*@[ \t]*(?:article|book|in(?:proceedings|collection|book)|conference|misc|proceedings|unpublished|online"
    r"|(?:phd|masters)?thesis|(?:tech)?report|dataset|software|string|comment|preamble)\s*[{(]",
    re.IGNORECASE | re.MULTILINE,
)
# A line of another form: that of a listing, or of a table.
_OTHER = re.compile(r"^(?!\s*(?:%|#|//|$)).{200,}", re.MULTILINE)


def recognises(name: str, head: str) -> bool:
    """Tell BibTeX by an entry at the start of a line; where the name says nothing, behind no long text."""
    match = _ENTRY.search(head)
    return match is not None and (name.endswith(SUFFIXES) or not _OTHER.search(head[: match.start()]))


def read(lines: Iterable[Line], file: str) -> Iterator[Item]:
    """Yield a record for each entry that is a work, once all are known: an entry may inherit from a later one."""
    macros = Macros()
    works: list[Entry] = []
    by_key: dict[str, Entry] = {}
    for item in entries(lines, file):
        if isinstance(item, Problem):
            yield item
        elif isinstance(item, Macro):
            yield from (Problem(file, item.line, told, item.name, "bibtex-macro") for told in macros.define(*item[:2]))
        else:
            entry, problems = _evaluated(item, macros, file)
            yield from problems
            if entry.type not in NO_WORKS:
                works.append(entry)
            earlier = by_key.setdefault(entry.key.lower(), entry)
            if earlier is not entry and entry.key:
                told = f"the key {cut(clean(entry.key), 60)!r} is that of line {earlier.line} too; both are read"
                yield Problem(file, entry.line, told, code="bibtex-key")
    containers = volumes(by_key)
    for entry in works:
        if entry.key.lower() in containers:
            yield Ignored("volume that other entries stand in")
        else:
            yield from _work(entry, by_key, file)


def _evaluated(entry: Entry, macros: Macros, file: str) -> tuple[Entry, list[Problem]]:
    """Return the entry with the values of the fields that are read, macros expanded; others stay as they are."""
    fields: dict[str, Field] = {}
    problems: list[Problem] = []
    queue = list(entry.fields.items())
    while queue:
        name, field = queue.pop(0)
        if name not in READS:
            fields.setdefault(name, field)
            continue
        value = macros.evaluate(field.value)
        fields.setdefault(name, Field(value.text, field.line))
        problems += [Problem(file, field.line, told, name, "bibtex-macro") for told in value.faults]
        if lost := lost_field(value.rest):
            queue.append((lost[0], Field(lost[1], field.line)))
            problems.append(Problem(file, field.line, "a comma is missing before it", lost[0], "bibtex-comma"))
        elif value.rest:
            told = f"{cut(clean(value.rest), 40)!r} stands behind the value and is left out"
            problems.append(Problem(file, field.line, told, name, "bibtex-value"))
    return Entry(entry.type, entry.key, entry.line, fields), problems


def _work(entry: Entry, by_key: dict[str, Entry], file: str) -> Iterator[Item]:
    fields, missing = inherited(entry, by_key)
    yield from record(Entry(entry.type, entry.key, entry.line, fields), file, NAME)
    for key in missing:
        told = f"the entry {cut(clean(key), 60)!r} that it refers to is not in this file"
        yield Problem(file, entry.line, told, "crossref", "bibtex-crossref")
    yield from (Ignored(f"field {clean(name)[:40]}") for name in entry.fields if name not in READS)
