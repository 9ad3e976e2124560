"""Names as BibTeX writes them: `First von Last`, `von Last, First`, `von Last, Jr, First`, and `{A Group}`."""

from __future__ import annotations

import re
from typing import NamedTuple

from bibtexparser.middlewares.names import parse_single_name_into_parts, split_multiple_persons_names

from generator.sources._names import notation, whole
from generator.sources._tex import plain
from generator.text import squeeze

_MAX_NAMES = 10_000
_OTHERS = frozenset({"others", "et al.", "et al"})
_TIE = re.compile(r"(?<!\\)~")
_NOBODY = frozenset({"", "and"})
# At least three names of at least two words each: no single name looks so.
_COMMAS = re.compile(r"[^,{}]*[^\s,{}]\s[^,{}]+(?:,\s*[^\s,{}]+\s[^,{}]+){2,}")
_EXTENDED = re.compile(r"(given|family|prefix|suffix)(?:-i)?\s*=\s*(.*)", re.DOTALL)
# Words that braces hold together, as in `Ada {Example Sample}`.
_GROUPED = re.compile(r"\{[^{}\\]*\s[^{}]*\}")
# One pair of braces around all: a group, or a letter with its accent.
_GROUP = re.compile(r"\{(?!\\)(?:[^{}]|\{[^{}]*\})*\}")


class People(NamedTuple):
    """Names in the notation of `RawPaper.authors`, and what is wrong with the list."""

    names: tuple[str, ...]
    fault: str = ""


def people(value: str) -> People:
    """Return the names of an evaluated field."""
    written = [name.strip() for name in split_multiple_persons_names(squeeze(value))][:_MAX_NAMES]
    # An `and` too many stands before a name, or alone.
    written = [name.removeprefix("and ") for name in written if name.lower() not in _NOBODY]
    kept = [name for name in written if name.lower() not in _OTHERS]
    fault = "" if len(kept) == len(written) else "the list ends in `and others`; only those who are named are known"
    if len(kept) == 1 and _COMMAS.fullmatch(kept[0]):
        kept = kept[0].split(",")
        fault = "its names are separated by commas; BibTeX wants `and` between them"
    return People(tuple(name for part in kept if (name := _name(part.strip()))), fault)


def _name(written: str) -> str:
    if _GROUP.fullmatch(written):
        return whole(squeeze(plain(written)))
    if "=" in written and (parts := _extended(written)):
        return notation(*parts)
    if "," not in written and not _GROUPED.search(written):
        # BibTeX takes the last word for the family name, whatever stands before it: that is no fact of the source.
        return squeeze(plain(_TIE.sub(" ", written)))
    parsed = parse_single_name_into_parts(_TIE.sub(" ", written), strict=False)
    given, family, suffix = (
        squeeze(plain(" ".join(words))) for words in (parsed.first, [*parsed.von, *parsed.last], parsed.jr)
    )
    if written.count(",") > 2:  # noqa: PLR2004  # `von Last, Jr, First` has two
        return whole(squeeze(plain(written)))
    if "," in family or "," in given:
        return whole(f"{given} {family}".strip())
    return notation(given, family, suffix, name=family)


def _extended(written: str) -> tuple[str, str, str] | None:
    """Return given name, family name and suffix of BibLaTeX's `given=Ada, family=Example, prefix=van`."""
    found = {match[1]: plain(match[2]) for part in written.split(",") if (match := _EXTENDED.match(part.strip()))}
    family = " ".join(filter(None, (found.get("prefix"), found.get("family"))))
    return (found.get("given", ""), family, found.get("suffix", "")) if family else None
