"""Files that are kept compressed: same content, same bytes."""

from __future__ import annotations

import zlib

_GZIP = 31
"""The window of zlib that writes the header of gzip, without time or name."""
_LEVEL = 9


def packer() -> zlib._Compress:
    """Return what compresses a file piece by piece."""
    return zlib.compressobj(_LEVEL, zlib.DEFLATED, _GZIP)


def packed(content: bytes) -> bytes:
    """Return a file that the site's own scripts unpack: a host that sends it compressed keeps and counts it whole."""
    made = packer()
    return made.compress(content) + made.flush()
