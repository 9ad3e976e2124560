"""Files of many records, made piece by piece: compressed where the catalogue is large, cut where a file has a limit."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from generator.cache import digest
from generator.packing import packer
from generator.paper import Paper
from generator.site import Site


def made_of(site: Site, form: str, papers: Sequence[Paper]) -> bytes:
    """Return a digest of all that a file of these papers in some form is made from; empty where nobody keeps it."""
    return digest(site.ground, form.encode(), site.told_of(papers)) if site.cache.is_open else b""


def joined(chunks: Iterable[bytes], *, packed: bool) -> bytes:
    """Return the chunks as one file, compressed with gzip if asked."""
    if not packed:
        return b"".join(chunks)
    made = packer()
    return b"".join([*map(made.compress, chunks), made.flush()])


def cut(chunks: Iterable[bytes], limit: int) -> Iterator[list[bytes]]:
    """Yield the chunks in groups of at most `limit` bytes; a larger chunk is a group of its own."""
    group: list[bytes] = []
    size = 0
    for chunk in chunks:
        if group and size + len(chunk) > limit:
            yield group
            group, size = [], 0
        group.append(chunk)
        size += len(chunk)
    yield group
