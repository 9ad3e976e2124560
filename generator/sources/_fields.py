"""The fields of this project's own records, which JSON Lines, JSON and YAML share: any value to strings, or a fault."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import msgspec

from generator import text
from generator.errors import Problem
from generator.paper import STATES, RawPaper, Source
from generator.sources import Ignored
from generator.sources._json import Duplicate, Number
from generator.sources._names import notation, split_names

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from generator.sources import Item

LISTS = ("authors", "editors", "keywords")
TEXTS = tuple(
    field.name for field in msgspec.structs.fields(RawPaper) if field.name not in {*LISTS, "source", "format"}
)
READS = {name: name for name in (*TEXTS, *LISTS)} | {
    "identifiers": "doi, arxiv, url, pdf",
    "links": "code, project, data, slides, video",
}
_MADE = "made anew by every build"
DROPS = dict.fromkeys(("key", "slug", "topics", "related", "repairs", "flags", "source"), _MADE)
_STATUS = frozenset({"status", "status_reason"})
"""Read where the status is a word of ours; in other lists it says what became of a submission, such as `Poster`."""
_PEOPLE = frozenset({"authors", "editors"})
_NUMBERS = frozenset({"date", "year", "citations", "arxiv", "volume", "number", "pages", "edition", "isbn", "issn"})
"""Fields that may be written as a number; what was written is kept, so that `2403.0710` keeps its zero."""
_IDENTIFIERS = ("doi", "arxiv", "url", "pdf")
_ADDRESSES = {"openreview": "https://openreview.net/forum?id=", "acl": "https://aclanthology.org/"}
"""Registries whose ids are read from the address of the paper."""
_LINKS = ("code", "project", "data", "slides", "video")
_MAX_NUMBER = 20
"""No year, date, id or count has more characters; a number that has was made to hurt."""
_SURROGATE = re.compile("[\ud800-\udfff]")

_Problems = list[tuple[str, str]]


def records(found: Iterable[tuple[int, dict[str, Any]] | Problem], file: str, form: str) -> Iterator[Item]:
    """Yield the papers of objects with these fields, and the problems on the way."""
    for item in found:
        if isinstance(item, Problem):
            yield item
        else:
            line, value = item
            yield from record(value, Source(file, line), form)


def record(value: dict[str, Any], source: Source, form: str) -> Iterator[Item]:
    """Yield the paper that an object with these fields describes, what is wrong with single fields, and the others."""
    problems: _Problems = []
    if isinstance(value, Duplicate):
        problems += [(text.clean(key)[:40], "stands twice; the first is kept") for key in value.repeated]
    value = dict(_flat(value, problems))
    others = [name for name in value if name not in READS or (name in _STATUS and value.get("status") not in STATES)]
    # A record has a fourth of the fields that it could have.
    fields: dict[str, Any] = {
        name: _text(name, value[name], problems) for name in TEXTS if name in value and name not in others
    }
    fields |= {name: tuple(_names(name, value[name], problems)) for name in LISTS if name in value}
    yield RawPaper(source=source, format=form, **fields)
    for name, message in problems:
        yield Problem(source.file, source.line, message, field=name, code="field")
    yield from (Ignored(f"field {text.clean(name)[:40]}") for name in others)


def _flat(value: Mapping[str, Any], problems: _Problems) -> Iterator[tuple[str, Any]]:
    """Yield the fields, those within `identifiers` and `links` too, as `api/papers.jsonl` of a site has them."""
    identifiers, links = value.get("identifiers"), value.get("links")
    if identifiers is None and links is None:
        yield from value.items()
        return
    # There `url` is the address of the page in that catalogue.
    outer = {name: inner for name, inner in value.items() if name not in ("identifiers", "links", "url")}
    yield from outer.items()
    yield from _of_identifiers(identifiers if isinstance(identifiers, dict) else {})
    for link in links if isinstance(links, list) else ():
        if isinstance(link, dict) and link.get("kind") in _LINKS and link["kind"] not in outer:
            yield link["kind"], link.get("url")
    for name, inner, kind in (("identifiers", identifiers, dict), ("links", links, list)):
        if inner is not None and not isinstance(inner, kind):
            problems.append((name, f"expected {'an object' if kind is dict else 'a list'}, found {_kind(inner)}"))


def _of_identifiers(identifiers: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    for name, value in identifiers.items():
        if name in _IDENTIFIERS:
            yield name, value
        elif name in _ADDRESSES and isinstance(value, str) and not identifiers.get("url"):
            yield "url", _ADDRESSES[name] + value


def _text(name: str, value: object, problems: _Problems) -> str:
    """Return the field as it is written; a value of another type is left out with a problem."""
    if type(value) is str and value.isascii():
        return value
    if value is None:
        return ""
    if isinstance(value, Number) and name in _NUMBERS:
        if len(value) <= _MAX_NUMBER and value[-1].isdigit():
            return str(value)
        problems.append((name, f"not a usable number: {value[:_MAX_NUMBER]}"))
        return ""
    if isinstance(value, Number) or not isinstance(value, str):
        problems.append((name, f"expected text, found {_kind(value)}"))
        return ""
    if _SURROGATE.search(value):
        problems.append((name, "holds half of a surrogate pair, which stands for no character"))
    return without_surrogates(value)


def without_surrogates(value: str) -> str:
    """Return the text with U+FFFD for what is no character, so that it can be written."""
    return _SURROGATE.sub("\ufffd", value)


def _names(name: str, value: object, problems: _Problems) -> Iterator[str]:
    """Yield the entries of a list; a single string is split as people write lists."""
    if isinstance(value, str) and not isinstance(value, Number):
        split = split_names if name in _PEOPLE else split_keywords
        yield from split(_text(name, value, problems))
        return
    if value is not None and not isinstance(value, list):
        problems.append((name, f"expected a list, found {_kind(value)}"))
        return
    for entry in value or ():
        if written := _text(name, _name(entry) if isinstance(entry, dict) else entry, problems):
            yield written


def _name(entry: dict[str, Any]) -> object:
    """Return the name that an object stands for, in the notation of `RawPaper.authors`; else the object as it is."""
    given, family, suffix, name, orcid = (
        value.strip() if isinstance(value := entry.get(part), str) else ""
        for part in ("given", "family", "suffix", "name", "orcid")
    )
    # An object that has room for the parts and no parts is a name that must not be split.
    is_whole = bool(name) and {"given", "family"} <= entry.keys()
    return notation(given, family, suffix, name=name, is_whole=is_whole, orcid=orcid) or entry


def _kind(value: object) -> str:
    kinds = {dict: "an object", list: "a list", bool: "true or false", Number: "a number", str: "text"}
    return kinds.get(type(value), "an object" if isinstance(value, dict) else "something else")


def split_keywords(value: str, separator: str = "") -> list[str]:
    """Return the keywords of `tea; toast` or `tea, toast`, or what stands between the separators."""
    separator = separator or (";" if ";" in value else ",")
    return [stripped for part in value.split(separator) if (stripped := part.strip())]
