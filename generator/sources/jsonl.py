"""JSON Lines: one object a line, with the fields of `RawPaper`; other fields are counted and left out."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from generator.sources import _fields, _files
from generator.sources._elements import Element, objects

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from generator.sources import Item
    from generator.sources._files import Line

NAME = "jsonl"
SUFFIXES = (".jsonl", ".ndjson", ".jsonlines")
MAX_LINE = _files.MAX_LINE
READS, DROPS = _fields.READS, _fields.DROPS


def recognises(name: str, head: str) -> bool:
    """Tell JSON Lines by the suffix, or by a first line that is an object and whole."""
    if name.endswith(SUFFIXES):
        return True
    first = head.lstrip().splitlines()[0].strip()
    try:
        return first.startswith("{") and isinstance(json.loads(first), dict)
    except (ValueError, RecursionError):
        return False


def read(lines: Iterable[Line], file: str) -> Iterator[Item]:
    """Yield a record for each line that holds an object, whatever is wrong with single fields."""
    found = (Element(line.number, line.text, line.fault) for line in lines if line.text.strip())
    yield from _fields.records(objects(found, file), file, NAME)
