"""What the link checker has learned of sound pages, kept for the next check: each holds while its file is as it was."""

from __future__ import annotations

import os
from array import array
from collections.abc import Collection, Iterable, Mapping
from pathlib import Path

import msgspec

from .addresses import INDEX
from .cache import Cache

NAMESPACE, KEY = "check", b"pages"
_NUMBERS = "I"
Stamp = tuple[int, int, int]
"""Number, size and time of the last change of a file."""
_MOST_DEAD = 0.25
"""With a larger share of files that are gone, the numbers are given out anew."""


class Facts(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """What one page says of the site; files are numbers, because pages name the same ones over and over."""

    links: int
    """Addresses that lead into the site."""
    anchors: int
    """Those of them that name a place in a page."""
    ids: int
    is_unlisted: bool
    leads_to: bytes
    """All files that its addresses lead to."""
    shows: bytes
    """Those that a reader can go to, without the page itself."""
    places: tuple[tuple[int, str], ...]
    """Places in other pages that it names."""


class _Kept(msgspec.Struct, frozen=True, array_like=True):
    """What one check leaves to the next."""

    site_url: str
    files: list[str]
    pages: dict[str, tuple[Stamp, Facts]]
    """By file: where it stood, and what it said."""


_encode = msgspec.msgpack.Encoder().encode
_decode = msgspec.msgpack.Decoder(_Kept).decode


def stamp_of(status: os.stat_result) -> Stamp:
    """Return the stamp of a file."""
    return (status.st_ino, status.st_size, status.st_mtime_ns)


def stamps_below(folder: Path) -> dict[str, Stamp]:
    """Return the stamps of all files below a folder, by their paths from it."""
    root = len(str(folder)) + 1
    found: dict[str, Stamp] = {}
    for path, _, names in os.walk(folder):
        for name in names:
            status = os.lstat(f"{path}/{name}")  # a Path for each file costs more than the look
            found[f"{path[root:]}/{name}".lstrip("/")] = stamp_of(status)
    return found


def packed(numbers: Iterable[int]) -> bytes:
    """Return numbers of files as they are kept."""
    return array(_NUMBERS, numbers).tobytes()


def unpacked(numbers: bytes) -> array[int]:
    """Return the numbers again."""
    return array(_NUMBERS, numbers)


def facts_of(links: int, leads_to: Iterable[int]) -> Facts:
    """Return what a file says that leads to others and shows none to readers, as a sitemap does."""
    return Facts(links=links, anchors=0, ids=0, is_unlisted=False, leads_to=packed(leads_to), shows=b"", places=())


class PageFacts:
    """Owns the numbers of the files of one site, and what earlier checks have learned of its pages."""

    def __init__(self, cache: Cache, site_url: str, files: Mapping[str, Stamp]) -> None:
        self._cache = cache
        self._stamps = files
        self._site_url = site_url
        self._before = self._recalled(files)
        self.files = list(dict.fromkeys((*self._before.files, INDEX, *files)))
        """The files by number, and the home page even where it is missing."""
        self.numbers = {file: number for number, file in enumerate(self.files)}
        self._dead = frozenset(map(self.numbers.__getitem__, set(self._before.files).difference(files)))
        self._now: dict[str, tuple[Stamp, Facts]] = {}

    def _recalled(self, files: Collection[str]) -> _Kept:
        kept = self._cache.get(NAMESPACE, KEY)
        before = _decode(kept) if kept else None
        if before and before.site_url == self._site_url:
            dead = len(set(before.files).difference(files))
            if dead <= _MOST_DEAD * len(before.files):
                return before
        return _Kept(self._site_url, [], {})

    def recall(self, page: str) -> Facts | None:
        """Return what a page says that has no finding, if it is as it was, and so is all that it leads to."""
        known = self._before.pages.get(page)
        if known is None or known[0] != self._stamps[page]:
            return None
        if self._dead and not self._dead.isdisjoint(unpacked(known[1].leads_to)):
            return None
        self._now[page] = known
        return known[1]

    def keep(self, page: str, facts: Facts) -> None:
        """Keep what a page says that has no finding."""
        if self._cache.is_open:
            self._now[page] = (self._stamps[page], facts)

    def save(self) -> None:
        """Leave all of it to the next check."""
        if self._cache.is_open:
            self._cache.put(NAMESPACE, KEY, _encode(_Kept(self._site_url, self.files, self._now)))
