"""JSON documents: a list of objects with the fields of JSON Lines, alone or under `papers`, or one such object."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from generator.sources import _fields, _files
from generator.sources._elements import elements, objects

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from generator.sources import Item
    from generator.sources._files import Line

NAME = "json_document"
SUFFIXES = (".json",)
MAX_LINE = _files.MAX_DOCUMENT
READS, DROPS = _fields.READS, _fields.DROPS
_LIST = re.compile(r'\s*\[\s*\{\s*"')


def recognises(name: str, head: str) -> bool:
    """Tell a document by its suffix, or by the start of a list of objects; CSL-JSON is narrower and comes before."""
    return name.endswith(SUFFIXES) or bool(_LIST.match(head))


def read(lines: Iterable[Line], file: str) -> Iterator[Item]:
    """Yield a record for each object of the list."""
    yield from _fields.records(objects(elements(lines), file), file, NAME)
