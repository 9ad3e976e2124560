"""Files of many records, made piece by piece: compressed where the catalogue is large, cut where a file has a limit."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator

import msgspec

from generator.cache import digest
from generator.site import Site

_GZIP = 31
"""The window of zlib that writes the header of gzip, without time or name: same input, same bytes."""
_LEVEL = 9
_encode = msgspec.msgpack.Encoder().encode


def made_of(site: Site, form: str, *values: object) -> bytes:
    """Return a digest of the values that a file in some form is made from."""
    return digest(site.ground, form.encode(), _encode(values))


def joined(chunks: Iterable[str], *, packed: bool) -> bytes:
    """Return the chunks as one file, compressed with gzip if asked."""
    if not packed:
        return "".join(chunks).encode()
    packer = _packer()
    return b"".join([*(packer.compress(chunk.encode()) for chunk in chunks), packer.flush()])


def packed(content: bytes) -> bytes:
    """Return a file that the site's own scripts unpack: a host that sends it compressed keeps and counts it whole."""
    packer = _packer()
    return packer.compress(content) + packer.flush()


def _packer() -> zlib._Compress:
    return zlib.compressobj(_LEVEL, zlib.DEFLATED, _GZIP)


def cut(chunks: Iterable[str], limit: int) -> Iterator[list[str]]:
    """Yield the chunks in groups of at most `limit` bytes; a larger chunk is a group of its own."""
    group: list[str] = []
    size = 0
    for chunk in chunks:
        length = len(chunk.encode())
        if group and size + length > limit:
            yield group
            group, size = [], 0
        group.append(chunk)
        size += length
    yield group
