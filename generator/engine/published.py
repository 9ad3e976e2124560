"""The site that is published now: its files that have not changed become files of the new site too, without a copy.

A file is unchanged when all that it is made from is. The cache knows what that was and where the file stands, and a
file is taken only as it was left: same file, same size, same time of its last change.
"""

from __future__ import annotations

import os
from pathlib import Path

import msgspec

from generator.cache import Cache
from generator.folder import Folder

NAMESPACE, KEY = "published", b"files"
_encode = msgspec.msgpack.Encoder().encode
Stamp = tuple[int, ...]


class Standing(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """What a file of the site was made from, and where it stands."""

    made_of: bytes
    """A digest of all that the file, or what fills its shell, is made from."""
    stamp: Stamp
    """Number, size and time of the file, and of the one in docs/ that belongs to it, where that is kept."""
    given: tuple[str, ...] = ()
    """The keys of the front matter that a page has."""
    shell: bytes = b""
    """The digest of a page's shell and theme."""


_decode = msgspec.msgpack.Decoder(dict[str, Standing]).decode


class Published:
    """Knows the files of the site that this build replaces, and tells the cache of those of the new one."""

    def __init__(self, cache: Cache, before: Path, site: Folder, docs: Folder | None, *, is_followed: bool) -> None:
        self._cache = cache
        self._folder = str(before.resolve())
        self.site = site
        self._docs = docs
        self.is_open = cache.is_open and not is_followed
        """Whether anything is known; it is not where somebody may change the files of the new site later on."""
        kept = cache.get(NAMESPACE, KEY) if self.is_open else None
        self._before: dict[str, Standing] = _decode(kept) if kept else {}
        self._now: dict[str, Standing] = {}

    def standing(self, file: str) -> Standing | None:
        """Return what is known of a file of the site, which may have changed or vanished since."""
        return self._before.get(file)

    def recall(self, file: str, made_of: bytes, source: str) -> bool:
        """Put a file of the old site into the new one, if it is made of the same; tell whether.

        `source` is the name of the file in docs/ that belongs to it.
        """
        known = self._before.get(file)
        if known is None or known.made_of != made_of or known.stamp != self._stamp(self._folder, file, source):
            return False
        if not self.site.link(file, f"{self._folder}/{file}"):
            return False
        self._now[file] = known
        return True

    def remember(self, file: str, source: str, made_of: bytes, given: tuple[str, ...] = (), shell: bytes = b"") -> None:
        """Know a file of the new site from now on."""
        stamp = self._stamp(self.site.root, file, source)
        if stamp:
            self._now[file] = Standing(made_of, stamp, given, shell)

    def forget(self, file: str) -> None:
        """Know a file no more."""
        self._now.pop(file, None)

    def save(self) -> None:
        """Tell the cache of all files that are known."""
        if self.is_open:
            self._cache.put(NAMESPACE, KEY, _encode(self._now))

    def _stamp(self, folder: str, file: str, source: str) -> Stamp | None:
        try:
            status = os.stat(f"{folder}/{file}", follow_symlinks=False)  # noqa: PTH116  # a Path costs more
            stamp = (status.st_ino, status.st_size, status.st_mtime_ns)
            if not self._docs:
                return stamp
            status = os.stat(self._docs.path(source), follow_symlinks=False)  # noqa: PTH116  # the same
        except OSError:
            return None
        return (*stamp, status.st_ino, status.st_size, status.st_mtime_ns)
