"""`facets/*.bin` and the columns of sorts: topics, code, PDFs, citations, days; fetched when a filter or sort asks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from .bits import pack, rice, rice_width, varint, varints
from .documents import LINKS, Document
from .files import MAGIC

_DAYS = 32


def memberships(documents: Sequence[Document], topics: Mapping[str, int]) -> bytes:
    """Return each topic's papers as Rice-coded gaps, a bit for each paper with code, then one for each with a PDF."""
    members: list[list[int]] = [[] for _ in topics]
    for number, item in enumerate(documents):
        for topic in item.paper.topics:
            if topic.slug in topics:
                members[topics[topic.slug]].append(number)
    lists = [_packed(numbers, len(documents)) for numbers in members]
    heads = (varint(len(numbers)) + varint(len(content)) for numbers, content in zip(members, lists, strict=True))
    bits = np.array([item.links for item in documents], dtype=np.uint8)
    sets = (np.packbits((bits >> LINKS.index(kind)) & 1).tobytes() for kind in ("code", "pdf"))
    return MAGIC + b"".join(heads) + b"".join(lists) + b"".join(sets)


def _packed(numbers: list[int], total: int) -> bytes:
    if not numbers:
        return b""
    gaps = np.diff(np.array(numbers), prepend=-1).astype(np.int64) - 1
    return pack(rice(gaps, rice_width(total, len(numbers))), np.array([0]))[0]


def citations(documents: Sequence[Document]) -> bytes | None:
    """Return one more than the citations of each paper, 0 where unknown; None when none is known."""
    counts = [0 if item.paper.citations is None else item.paper.citations + 1 for item in documents]
    return MAGIC + varints(counts) if any(counts) else None


def days(documents: Sequence[Document]) -> bytes | None:
    """Return month and day of each paper as one number, 0 where only the year is known; None when no month is known."""
    numbers = [_day(item.paper.date or "") for item in documents]
    return MAGIC + varints(numbers) if any(numbers) else None


def _day(date: str) -> int:
    parts = [int(part) for part in date.split("-")[1:] if part.isdigit()]
    month, day = (*parts, 0, 0)[:2]
    return month * _DAYS + day
