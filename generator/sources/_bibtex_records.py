"""An entry of BibTeX, its values evaluated and its inheritance settled, as a record."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import msgspec

from generator.errors import Problem
from generator.paper import RawPaper, Source
from generator.sources import _dates
from generator.sources._arxiv import arxiv_id
from generator.sources._bibtex_fields import GENRES, KEYWORDS, PROSE, TITLES, TYPES, VENUES, VERBATIM
from generator.sources._bibtex_names import people
from generator.sources._fields import split_keywords
from generator.sources._markup import plain as without_tags
from generator.sources._tex import plain, verbatim
from generator.text import squeeze

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.sources import Item
    from generator.sources._bibtex_entries import Entry

_MAY_BE_PREPRINT = frozenset({"document", "manuscript", "webpage", "article-journal"})
_PREPRINT_VENUE = re.compile(r"(?:arxiv|corr\b).*", re.IGNORECASE | re.DOTALL)
_ADDRESS = re.compile(r"https?://\S+")


def record(entry: Entry, file: str, form: str) -> Iterator[Item]:
    """Yield the paper, and what is wrong with its lists of people."""
    facts = _Facts(entry)
    found: dict[str, Any] = {
        "title": facts.title("title"),
        "date": facts.date(),
        "type": TYPES.get(entry.type, entry.type),
    }
    for names, read in ((PROSE, facts.prose), (VERBATIM, facts.verbatim)):
        for name, field in names.items():
            found[field] = found.get(field) or read(name)
    found["venue"] = next((venue for name in VENUES if (venue := facts.title(name))), "")
    found["keywords"] = tuple(word for name in KEYWORDS for word in split_keywords(facts.prose(name)))
    found["genre"] = GENRES.get(found["genre"] or entry.type, found["genre"])
    found["arxiv"] = facts.arxiv()
    _settle_preprint(found)
    _settle_howpublished(found, facts)
    authors, editors = people(facts.raw("author")), people(facts.raw("editor"))
    source = Source(file, entry.line)
    yield msgspec.structs.replace(
        RawPaper(source=source, format=form), **found, authors=authors.names, editors=editors.names
    )
    for name, field, found_people in (("author", "authors", authors), ("editor", "editors", editors)):
        if found_people.fault:
            yield Problem(file, entry.fields[name].line, found_people.fault, field, "bibtex-names")


def _settle_preprint(found: dict[str, Any]) -> None:
    """Say `arXiv` where the venue repeats the id, and that the work is a preprint."""
    if not found["arxiv"]:
        return
    is_preprint = bool(_PREPRINT_VENUE.fullmatch(found["venue"]))
    if is_preprint and "arxiv" in found["venue"].lower():
        found["venue"] = "arXiv"
    if found["type"] in _MAY_BE_PREPRINT and (is_preprint or not found["venue"]):
        found["type"] = "article"
    for name in ("volume", "pages", "number"):
        if arxiv_id(found[name]) == found["arxiv"]:
            found[name] = ""


def _settle_howpublished(found: dict[str, Any], facts: _Facts) -> None:
    """Take what is an address and nothing else, in `howpublished` or `note`, for the address."""
    for name, field in (("howpublished", "venue"), ("note", "note")):
        address = facts.verbatim(name)
        if _ADDRESS.fullmatch(address) and found[field].strip() == facts.title(name):
            found["url"] = found["url"] or address
            found[field] = ""


class _Facts:
    """The values of one entry in the form that each field needs."""

    def __init__(self, entry: Entry) -> None:
        self.entry = entry

    def raw(self, name: str) -> str:
        """Return the value as TeX."""
        field = self.entry.fields.get(name)
        return field.value if field else ""

    def prose(self, name: str) -> str:
        """Return the value as text."""
        value = self.raw(name)
        return without_tags(plain(value)) if value else ""

    def verbatim(self, name: str) -> str:
        """Return the value of an address or identifier."""
        return verbatim(self.raw(name))

    def title(self, name: str) -> str:
        """Return a title with its subtitle behind a colon."""
        title, subtitle = squeeze(self.prose(name)), squeeze(self.prose(TITLES.get(name, "")))
        return f"{title}: {subtitle}" if title and subtitle else title

    def date(self) -> str:
        """Return the date of `date`, or of `year`, `month` and `day`."""
        if written := self.prose("date"):
            return _dates.from_iso(written)
        month, day = _dates.month_and_day(self.prose("month"))
        parts = (self.prose("year").strip(), month, self.prose("day").strip() or day)
        return _dates.from_parts(parts) or self.prose("year")

    def arxiv(self) -> str:
        """Return the arXiv id of `eprint`, or of the fields in which people write it."""
        registry = (self.prose("archiveprefix") or self.prose("eprinttype")).lower()
        eprint = self.verbatim("eprint")
        if eprint and registry in {"", "arxiv"} and (registry or arxiv_id(eprint)):
            return eprint
        places = ("journal", "journaltitle", "volume", "number", "howpublished", "note", "pages", "eid")
        return arxiv_id(*(squeeze(self.verbatim(name)) for name in places))
