"""JSON Lines: one object a line, with the fields of `RawPaper`; other fields are counted and left out."""

from __future__ import annotations

import json
import re
from collections import Counter
from typing import TYPE_CHECKING, Any

import msgspec

from generator import text
from generator.errors import Problem
from generator.paper import RawPaper, Source
from generator.sources import Ignored

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from generator.sources import Item
    from generator.sources._files import Line

NAME = "jsonl"

_TEXTS = (
    "type", "title", "abstract", "venue", "url", "pdf", "doi", "arxiv", "code", "project", "data", "slides", "video",
    "date", "year", "citations", "publisher", "place", "series", "volume", "number", "pages", "edition", "genre",
    "isbn", "issn", "language", "note",
)  # fmt: skip
_NUMBERS = frozenset({"date", "year", "citations", "arxiv", "volume", "number", "pages", "edition", "isbn", "issn"})
"""Fields that may be written as a number; what was written is kept, so that `2403.0710` keeps its zero."""
_LISTS = ("authors", "editors", "keywords")
_PEOPLE = frozenset({"authors", "editors"})
_KNOWN = frozenset(_TEXTS + _LISTS)
_MAX_NUMBER = 20
"""No year, date, id or count has more characters; a number that has was made to hurt."""
_MAX_DEPTH = 64
_SURROGATE = re.compile("[\ud800-\udfff]")
_BRACKETS = re.compile(r'"(?:[^"\\]|\\.)*+"?|[\[{\]}]')


class _Number(str):
    """A number as it was written."""

    __slots__ = ()


class _Duplicate(dict[str, Any]):
    """An object in which a key stands twice; the first value stays."""

    repeated: tuple[str, ...] = ()


def recognises(name: str, head: str) -> bool:
    """Tell JSON Lines by the suffix, or by a first line that is an object and whole."""
    if name.endswith((".jsonl", ".ndjson", ".jsonlines")):
        return True
    first = head.lstrip().splitlines()[0].strip()
    try:
        return first.startswith("{") and isinstance(json.loads(first), dict)
    except (ValueError, RecursionError):
        return False


def read(lines: Iterable[Line], file: str) -> Iterator[Item]:
    """Yield a record for each line that holds an object, whatever is wrong with single fields."""
    for line in lines:
        if not line.text.strip():
            continue
        try:
            yield from _record(_parse(line), Source(file, line.number))
        except _RejectedLineError as rejected:
            yield Problem(file, line.number, str(rejected), code="line-rejected", rejected=True)


class _RejectedLineError(Exception):
    """The line holds no record."""


def _parse(line: Line) -> dict[str, Any]:
    if line.fault:
        raise _RejectedLineError(line.fault)
    if _depth(line.text) > _MAX_DEPTH:
        raise _RejectedLineError(f"nested more than {_MAX_DEPTH} deep")
    try:
        value = _DECODER.decode(line.text)
    except ValueError as error:
        raise _RejectedLineError(f"no valid JSON: {error}") from error
    if not isinstance(value, dict):
        raise _RejectedLineError('not an object such as {"title": ..., "abstract": ...}')
    return value


def _depth(line: str) -> int:
    """Return how deep the brackets outside strings nest; counting first keeps the common line cheap."""
    if line.count("[") + line.count("{") <= _MAX_DEPTH:
        return 0
    depth = deepest = 0
    for match in _BRACKETS.finditer(line):
        depth += {"[": 1, "{": 1, "]": -1, "}": -1}.get(match.group(), 0)
        deepest = max(deepest, depth)
    return deepest


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    result = dict(pairs)
    if len(result) == len(pairs):
        return result
    first = _Duplicate(reversed(pairs))
    first.repeated = tuple(key for key, times in Counter(key for key, _ in pairs).items() if times > 1)
    return first


# Not strict: a tab or a line end that stands raw in a string is no reason to lose the record.
_DECODER = json.JSONDecoder(
    object_pairs_hook=_object, parse_int=_Number, parse_float=_Number, parse_constant=_Number, strict=False
)


def _record(value: dict[str, Any], source: Source) -> Iterator[Item]:
    problems: list[tuple[str, str]] = []
    if isinstance(value, _Duplicate):
        problems += [(text.clean(key)[:40], "stands twice; the first is kept") for key in value.repeated]
    texts = {name: _text(name, value.get(name), problems) for name in _TEXTS}
    lists = {name: tuple(_names(name, value.get(name), problems)) for name in _LISTS}
    yield msgspec.structs.replace(RawPaper(source=source, format=NAME), **texts, **lists)
    for name, message in problems:
        yield Problem(source.file, source.line, message, field=name, code="field")
    yield from (Ignored(f"field {text.clean(name)[:40]}") for name in value if name not in _KNOWN)


def _text(name: str, value: object, problems: list[tuple[str, str]]) -> str:
    """Return the field as it is written; a value of another type is left out with a problem."""
    if value is None:
        return ""
    if isinstance(value, _Number) and name in _NUMBERS:
        if len(value) <= _MAX_NUMBER and value[-1].isdigit():
            return str(value)
        problems.append((name, f"not a usable number: {value[:_MAX_NUMBER]}"))
        return ""
    if isinstance(value, _Number) or not isinstance(value, str):
        problems.append((name, f"expected text, found {_kind(value)}"))
        return ""
    if _SURROGATE.search(value):
        problems.append((name, "holds half of a surrogate pair, which stands for no character"))
    return value


def _names(name: str, value: object, problems: list[tuple[str, str]]) -> Iterator[str]:
    """Yield the entries of a list; a single string is split as people write lists."""
    if isinstance(value, str) and not isinstance(value, _Number):
        yield from (
            split_names(_text(name, value, problems))
            if name in _PEOPLE
            else _split_keywords(_text(name, value, problems))
        )
        return
    if value is not None and not isinstance(value, list):
        problems.append((name, f"expected a list, found {_kind(value)}"))
        return
    for entry in value or ():
        yield from filter(None, [_text(name, _name(entry), problems)])


def _name(entry: object) -> object:
    """Return the name that an object stands for, in the notation of `RawPaper.authors`; anything else as it is."""
    if not isinstance(entry, dict):
        return entry
    given, family, suffix, name, orcid = (
        value.strip() if isinstance(value := entry.get(part), str) else ""
        for part in ("given", "family", "suffix", "name", "orcid")
    )
    if family and given:
        shown = ", ".join(filter(None, (family, suffix, given)))
    elif name and {"given", "family"} <= entry.keys():
        # Said to have no parts: it must not be split.
        shown = f"{{{name}}}"
    else:
        shown = name or family or given
    return f"{shown} ({orcid})" if shown and orcid else shown or entry


def _kind(value: object) -> str:
    kinds = {dict: "an object", list: "a list", bool: "true or false", _Number: "a number"}
    return kinds.get(type(value), "an object" if isinstance(value, dict) else "something else")


def split_names(value: str) -> list[str]:
    """Return the people of `A B; C D`, `A B and C D`, `A B, C D and E F` or `Family, Given and Family, Given`."""
    parts = value.split(";") if ";" in value else re.split(r"\s+(?:and|&)\s+", value)
    if ";" not in value:
        together = len(parts) > 1 and all(part.count(",") == 1 for part in parts)
        alone = len(parts) == 1 and value.count(",") == 1 and " " not in value.split(",", maxsplit=1)[0].strip()
        if not together and not alone:
            parts = [name for part in parts for name in part.split(",")]
    return [stripped for part in parts if (stripped := part.strip().removeprefix("and ").strip())]


def _split_keywords(value: str) -> list[str]:
    return [stripped for part in value.split(";" if ";" in value else ",") if (stripped := part.strip())]
