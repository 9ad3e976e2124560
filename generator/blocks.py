"""Items in blocks that the cache keeps as one: one item more or less moves no other block's end."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

Item = TypeVar("Item")
_MOST = 8
"""Times the size of a block on average that it has at most."""


def cut_by_key(items: Iterable[Item], key: Callable[[Item], bytes], size: int) -> Iterator[list[Item]]:
    """Yield the items in blocks of so many on average, whose ends depend on their keys alone."""
    block: list[Item] = []
    for item in items:
        block.append(item)
        if len(block) == _MOST * size or zlib.crc32(key(item)) % size == 0:
            yield block
            block = []
    if block:
        yield block
