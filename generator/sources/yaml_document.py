"""YAML documents: a list of mappings with the fields of JSON Lines, alone or under `papers`, or one such mapping."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

from generator.errors import Problem
from generator.sources import _fields, _files
from generator.sources._yaml import YamlError, parse

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from generator.sources import Item
    from generator.sources._files import Line

NAME = "yaml_document"
SUFFIXES = (".yaml", ".yml")
MAX_LINE = _files.MAX_LINE
READS, DROPS = _fields.READS, _fields.DROPS
_MAX_ITEM = 1 << 20
_ITEM = re.compile(r"( *)-(?:\s|$)")
_LIST_KEY = re.compile(r"(?:papers|records|references|items)\s*:\s*(?:#.*)?")
_BETWEEN = re.compile(r"\s*(?:#.*)?|---\s*(?:#.*)?|\.\.\.\s*|%YAML.*")
_START = re.compile(
    r"(?:\s*(?:#.*)?\n|---.*\n)*(?:papers\s*:\s*\n(?:\s*(?:#.*)?\n)*)?\s*-\s+[a-z]+\s*:\s", re.MULTILINE
)


_OUTSIDE = "this stands outside the list of papers"


class _Chunk(NamedTuple):
    """The text of one paper, from the line that it starts on."""

    line: int
    text: str
    fault: str


def recognises(name: str, head: str) -> bool:
    """Tell YAML by its suffix, or by a list whose first item begins with a field of a paper."""
    if name.endswith(SUFFIXES):
        return True
    match = _START.match(head)
    return match is not None and match.group().rsplit("-", 1)[1].strip(" :\t") in READS


def read(lines: Iterable[Line], file: str) -> Iterator[Item]:
    """Yield a record for each mapping of the list; a fault costs the one item that it is in."""
    for chunk in _chunks(lines):
        yield from _fields.records(_values(chunk, file), file, NAME)


def _values(chunk: _Chunk, file: str) -> Iterator[tuple[int, dict[str, Any]] | Problem]:
    fault, at, value = chunk.fault, chunk.line, None
    try:
        value = None if fault else parse(chunk.text)
    except YamlError as error:
        fault, at = str(error), chunk.line + error.line
    if isinstance(value, dict) and isinstance(value.get("papers"), list):
        value = value["papers"]
    for item in value if isinstance(value, list) else [value]:
        if isinstance(item, dict) and not fault:
            yield chunk.line, item
        else:
            told = fault or "not a mapping such as `title: ...`"
            yield Problem(file, at, told, code="record-rejected", rejected=True)


def _chunks(lines: Iterable[Line]) -> Iterator[_Chunk]:
    """Cut the document where items of its list start: a line with a dash, as far to the left as the first."""
    indent = -1
    kept: list[str] = []
    first, size, fault = 0, 0, ""
    for line in lines:
        text = line.text.removeprefix("\ufeff")
        item = _ITEM.match(text)
        if not kept and _is_between(text):
            continue
        starts = item is not None and (indent < 0 or len(item[1]) <= indent) and (indent >= 0 or not kept)
        is_outside = not item and fault != _OUTSIDE and indent >= 0 and len(text) - len(text.lstrip(" ")) <= indent
        if starts or (kept and (text.startswith("---") or (is_outside and not _is_between(text)))):
            yield from [_Chunk(first, "\n".join(kept), fault)] if kept else []
            kept, size, fault = [], 0, _OUTSIDE if is_outside else ""
            if text.startswith("---"):
                indent, fault = -1, ""
                continue
            indent = len(item[1]) if item else indent
        first = first if kept else line.number
        fault = fault or line.fault
        size += len(text)
        if size > _MAX_ITEM:
            fault = fault or f"a paper takes more than {_MAX_ITEM:,} characters"
        else:
            kept.append(text)
    if kept:
        yield _Chunk(first, "\n".join(kept), fault)


def _is_between(text: str) -> bool:
    return _BETWEEN.fullmatch(text) is not None or _LIST_KEY.fullmatch(text) is not None
