"""The site that is published now: its files that have not changed become files of the new site too, without a copy.

A file is unchanged when all that it is made from is. The cache knows what that was and where the file stands, and a
file is taken only as it was left: same file, same size, same time of its last change.
"""

from __future__ import annotations

import os
import stat
from pathlib import Path

import msgspec

from generator.cache import Cache
from generator.folder import FILE_MODE, Folder
from generator.stamps import Stamp, stamp_of
from generator.standing import Settled

NAMESPACE = "published"
_PLAIN = stat.S_IFREG | FILE_MODE
_encode = msgspec.msgpack.Encoder().encode


class Standing(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """What a file of the site was made from, and where it stands."""

    made_of: bytes
    """A digest of all that the file, or what fills its shell, is made from."""
    stamp: Stamp
    """Number, size and time of the file."""
    source: tuple[int, ...]
    """The same of the one in docs/ that belongs to it, where that is kept."""
    given: tuple[str, ...] = ()
    """The keys of the front matter that a page has."""
    shell: bytes = b""
    """The digest of a page's shell and theme."""


_decode = msgspec.msgpack.Decoder(dict[str, Standing]).decode


class Folders(msgspec.Struct, frozen=True):
    """Where files stand and go."""

    before: Path
    """The site that the build replaces; it may not be there."""
    site: Folder
    """The new one."""
    docs: Folder | None
    """Where the files of docs/ that belong to those of the site are kept, if they are."""


class Published:
    """Knows one part of the files that this build replaces, and tells the cache of those of the new site.

    With `NO_CACHE` it knows nothing, and tells nobody.
    """

    def __init__(self, cache: Cache, part: bytes, folders: Folders, settled: Settled) -> None:
        self._cache = cache
        self._part = part
        self._folder = str(folders.before.resolve())
        self.site = folders.site
        self._docs = folders.docs
        self._settled = settled
        self.is_open = cache.is_open
        kept = cache.get(NAMESPACE, part) if self.is_open else None
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
        if known is None or known.made_of != made_of or known.source != self._source_stamp(source):
            return False
        path = f"{self._folder}/{file}"
        status = _status(path)
        if not status or known.stamp != stamp_of(status) or not self.site.link(file, path):
            return False
        self._keep(file, known, status)
        return True

    def remember(self, file: str, source: str, made_of: bytes, given: tuple[str, ...] = (), shell: bytes = b"") -> None:
        """Know a file of the new site from now on, unless nobody can tell what it is made of."""
        status = _status(self.site.path(file)) if self.is_open and made_of else None
        of_source = self._source_stamp(source)
        if status and of_source is not None:
            self._keep(file, Standing(made_of, stamp_of(status), of_source, given, shell), status)
        else:
            self._settled.leave_open([file])

    def forget(self, file: str) -> None:
        """Know a file no more."""
        self._now.pop(file, None)
        self._settled.stamps.pop(file, None)
        self._settled.leave_open([file])

    def save(self) -> None:
        """Tell the cache of all files that are known, and the build which folders were made for them."""
        self._settled.made |= self.site.made
        if self.is_open:
            self._cache.put(NAMESPACE, self._part, _encode(self._now))

    def _keep(self, file: str, standing: Standing, status: os.stat_result) -> None:
        self._now[file] = standing
        if status.st_mode == _PLAIN:
            self._settled.stamps[file] = standing.stamp
        else:
            self._settled.leave_open([file])

    def _source_stamp(self, source: str) -> tuple[int, ...] | None:
        if not self._docs:
            return ()
        status = _status(self._docs.path(source))
        return stamp_of(status) if status else None


def _status(path: str) -> os.stat_result | None:
    try:
        return os.lstat(path)  # a Path costs more
    except OSError:
        return None
