"""CSL-JSON as Zotero and other managers write it, and the records of Crossref, which are a dialect of it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import msgspec

from generator.errors import Problem
from generator.paper import TYPES, RawPaper, Source
from generator.sources import Ignored, _dates, _files
from generator.sources._arxiv import arxiv_id
from generator.sources._elements import elements, objects
from generator.sources._fields import split_keywords, without_surrogates
from generator.sources._json import Number
from generator.sources._markup import plain
from generator.sources._names import notation, split_names
from generator.text import clean

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from generator.sources import Item
    from generator.sources._files import Line

NAME = "csl_json"
SUFFIXES = (".json",)
MAX_LINE = _files.MAX_DOCUMENT
_TEXTS = {
    "abstract": "abstract", "DOI": "doi", "URL": "url", "publisher": "publisher", "publisher-place": "place",
    "publisher-location": "place", "volume": "volume", "issue": "number", "number": "number", "page": "pages",
    "article-number": "pages", "edition": "edition", "edition-number": "edition", "genre": "genre", "ISBN": "isbn",
    "ISSN": "issn", "language": "language", "note": "note", "collection-title": "series",
    "is-referenced-by-count": "citations",
}  # fmt: skip
"""Fields of one text, the better of two for one fact first."""
_VENUES = ("container-title", "event-title", "event")
_DATES = ("issued", "published", "published-print", "published-online")
READS = {
    "type": "type", "title": "title", "subtitle": "title", "author": "authors", "editor": "editors",
    **dict.fromkeys(_VENUES, "venue"), **dict.fromkeys(_DATES, "date"), **_TEXTS,
    "keyword": "keywords", "subject": "keywords", "link": "pdf", "archive_location": "arxiv",
}  # fmt: skip
_KEPT_BY = "of use only to the program that wrote it"
_OTHER = "no fact of the paper itself"
_SHORT = "a shorter form of a field that is read"
DROPS = {
    **dict.fromkeys(("id", "citation-key", "categories", "custom", "system_id", "source", "archive"), _KEPT_BY),
    **dict.fromkeys(("accessed", "created", "deposited", "indexed", "submitted", "resource", "score"), _OTHER),
    **dict.fromkeys(("reference", "reference-count", "references-count", "relation", "funder", "license"), _OTHER),
    **dict.fromkeys(("prefix", "member", "content-domain", "assertion", "alternative-id", "journal-issue"), _OTHER),
    **dict.fromkeys(("title-short", "short-title", "container-title-short", "short-container-title"), _SHORT),
    **dict.fromkeys(("issn-type", "isbn-type", "original-title", "event-date", "event-place"), _SHORT),
    "translator": "people other than authors and editors are not shown",
    "PMID": "registries of other fields are not linked", "PMCID": "registries of other fields are not linked",
}  # fmt: skip
# Keys that only CSL has, and those that only records of our own have.
_OF_CSL = re.compile(r'"(?:container-title|issued|DOI|URL|author|date-parts|message-type|publisher-place)"\s*:')
_OF_OURS = re.compile(r'"(?:authors|venue|arxiv|year)"\s*:')
_CROSSREF_TYPES = {
    "journal-article": "article-journal", "proceedings-article": "paper-conference", "posted-content": "article",
    "book-chapter": "chapter", "book-section": "chapter", "book-part": "chapter", "reference-entry": "entry",
    "monograph": "book", "edited-book": "book", "reference-book": "book", "proceedings": "book", "book-set": "book",
    "dissertation": "thesis", "report-component": "report", "peer-review": "review", "journal": "periodical",
    "database": "dataset", "other": "document",
}  # fmt: skip


def recognises(name: str, head: str) -> bool:
    """Tell CSL-JSON by the names of its fields in a document of JSON."""
    if not (name.endswith(SUFFIXES) or re.match(r"\s*\[\s*\{", head)):
        return False
    return bool(_OF_CSL.search(head)) and not _OF_OURS.search(head)


def read(lines: Iterable[Line], file: str) -> Iterator[Item]:
    """Yield a record for each item."""
    for item in objects(elements(lines), file):
        if isinstance(item, Problem):
            yield item
            continue
        line, value = item
        inner = value.get("message")
        yield from _record(inner if isinstance(inner, dict) else value, Source(file, line))


def _record(item: Mapping[str, Any], source: Source) -> Iterator[Item]:
    facts: dict[str, Any] = {}
    for name, field in _TEXTS.items():
        facts.setdefault(field, "")
        facts[field] = facts[field] or plain(_text(item.get(name)))
    kind = _text(item.get("type"))
    facts["type"] = kind if kind in TYPES else _CROSSREF_TYPES.get(kind, kind)
    facts["title"] = _title(item)
    facts["venue"] = next((plain(found) for name in _VENUES if (found := _last(item.get(name)))), "")
    facts["date"] = next((found for name in _DATES if (found := _date(item.get(name)))), "")
    for name, field in (("author", "authors"), ("editor", "editors")):
        facts[field] = tuple(_people(item.get(name)))
    facts["keywords"] = tuple(_keywords(item.get("keyword") or item.get("subject")))
    facts["pdf"] = _pdf(item.get("link"))
    facts["arxiv"] = arxiv_id(*(_text(item.get(name)) for name in ("archive_location", "number", "note")))
    if facts["arxiv"] and facts["number"].lower().startswith("arxiv"):
        facts["number"] = ""
    # Crossref names the series of a volume of proceedings before the volume.
    if isinstance(containers := item.get("container-title"), list) and len(containers) > 1 and not facts["series"]:
        facts["series"] = plain(_first(containers))
    yield msgspec.structs.replace(RawPaper(source=source, format=NAME), **facts)
    for name in ("author", "editor", "title"):
        if item.get(name) and not facts[READS[name]]:
            yield Problem(
                source.file, source.line, f"has a form that is not known: {_shown(item[name])}", name, "field"
            )
    yield from (Ignored(f"field {clean(name)[:40]}") for name in item if name not in READS)


def _text(value: object) -> str:
    """Return a text, a number as it was written, or what a list of either holds, joined."""
    if isinstance(value, str):
        return without_surrogates(value)
    if isinstance(value, dict):
        return _text(value.get("name"))
    return " ".join(filter(None, map(_text, value))) if isinstance(value, list) else ""


def _title(item: Mapping[str, Any]) -> str:
    title, subtitle = plain(_first(item.get("title"))), plain(_first(item.get("subtitle")))
    is_said = not subtitle or subtitle.lower() in title.lower()
    return title if is_said or not title else f"{title}: {subtitle}"


def _first(value: object) -> str:
    return next(filter(None, map(_text, value)), "") if isinstance(value, list) else _text(value)


def _last(value: object) -> str:
    return _first(value[::-1]) if isinstance(value, list) else _text(value)


def _date(value: object) -> str:
    """Return the date of `date-parts`, `raw` or `literal`; a range as far as its ends agree."""
    if isinstance(value, str):
        return _dates.from_iso(value)
    if not isinstance(value, dict):
        return ""
    parts = value.get("date-parts")
    ends = [_dates.from_parts(end) for end in parts if isinstance(end, list)] if isinstance(parts, list) else []
    ends = [end for end in ends if end]
    if ends:
        return ends[0] if len(ends) == 1 else _dates.common(ends[0], ends[-1]) or ends[0]
    return _dates.from_iso(_text(value.get("raw")) or _text(value.get("literal")))


def _people(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield from split_names(value)
    for person in value if isinstance(value, list) else ():
        if isinstance(person, str) and not isinstance(person, Number):
            yield person
        elif isinstance(person, dict):
            yield from filter(None, [_person(person)])


def _person(person: Mapping[str, Any]) -> str:
    given, family, suffix, before, dropped, literal, name, orcid = (
        plain(_text(person.get(part))).strip()
        for part in (
            "given",
            "family",
            "suffix",
            "non-dropping-particle",
            "dropping-particle",
            "literal",
            "name",
            "ORCID",
        )
    )
    family = f"{before} {family}" if before and family else family
    given = f"{given} {dropped}" if dropped else given
    return notation(given, family, suffix, name=literal or name, is_whole=True, orcid=orcid.rpartition("/")[2])


def _keywords(value: object) -> Iterator[str]:
    if isinstance(value, list):
        yield from filter(None, map(_text, value))
    else:
        yield from split_keywords(_text(value))


def _pdf(links: object) -> str:
    found = (link for link in links if isinstance(link, dict)) if isinstance(links, list) else ()
    return next((_text(link.get("URL")) for link in found if link.get("content-type") == "application/pdf"), "")


def _shown(value: object) -> str:
    return clean(str(value))[:40]
