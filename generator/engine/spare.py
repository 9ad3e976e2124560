"""The site before the published one, kept beside the cache: the next site is made of it, because most files stay.

A build that changes one of 20,000 papers would otherwise link 170,000 files into a new folder, and remove as many.

- Files that both sites have are one file. So whatever may have stayed in here is known by name (`Published` knows every
  file that it ever took over), and what the new site does not take over is gone before the builder writes anything.
- The folder's name and what the cache knows of it go together: a name is drawn for each, and never used again.
- Whoever is killed has lost it, and the next build makes every link.
"""

from __future__ import annotations

import secrets
from contextlib import suppress
from pathlib import Path

import msgspec

from generator.cache import Cache
from generator.folder import remove_file, remove_leftover, remove_tree
from generator.page_facts import Stamp

NAMESPACE, TOKEN = "spare", b"token"
_PREFIX = "spare-"
PAGES, FINISHED = PARTS = b"pages", b"finished files"
"""Parts of a site that the cache knows each for itself."""


class _Stood(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """What is read here of `published.Standing`."""

    made_of: bytes
    stamp: Stamp


_decode = msgspec.msgpack.Decoder(dict[str, _Stood]).decode


class Spare:
    """Owns the folder in one build: it is taken as the new site, and the site that is replaced is kept as the next."""

    def __init__(self, cache: Cache) -> None:
        self._cache = cache
        self._stands: dict[str, Stamp] = {}
        """The files in it that the new site has not taken over yet."""
        self._token = ""
        self._told: set[bytes] = set()
        """Parts of the published site that the cache knows under the token."""
        self.since = 0
        """Files of the new site that changed before this moment, and that nobody knows, stayed in the folder; or 0."""

    def take(self, site: Path) -> None:
        """Make an empty folder, where the new site is to stand, of this one, if there is one."""
        if not self._cache.folder:
            return
        token = self._cache.get(NAMESPACE, TOKEN) or b""
        self._token = secrets.token_hex(8)
        for folder in self._cache.folder.glob(f"{_PREFIX}*"):
            if not (folder.name == f"{_PREFIX}{token.decode()}" and self._take(folder, site, token)):
                remove_tree(str(folder))

    def _take(self, folder: Path, site: Path, token: bytes) -> bool:
        known = [content for part in PARTS if (content := self._cache.get(NAMESPACE, token + part))]
        if len(known) < len(PARTS):
            return False
        try:
            since = _moment(site)
            folder.rename(site)
        except OSError:
            return False
        self.since = since
        for content in known:
            self._stands |= {file: stood.stamp for file, stood in _decode(content).items()}
        return True

    def keeps(self, site: str, file: str, stamp: Stamp) -> bool:
        """Tell whether a file of the new site stands there already; another one of that name goes."""
        stands = self._stands.pop(file, None)
        if stands and stands != stamp:
            remove_file(f"{site}/{file}")
        return stands == stamp

    def is_replaced(self, file: str) -> None:
        """Know that a new file stands in the place of that name."""
        self._stands.pop(file, None)

    def clear(self, site: str) -> None:
        """Remove what the new site has not taken over."""
        for file in self._stands:
            remove_leftover(site, file)
        self._stands = {}

    def remember(self, part: bytes, known: bytes) -> None:
        """Tell the cache what is known of a part of the published site, which `keep` will find replaced."""
        if self._token:
            self._cache.put(NAMESPACE, self._token.encode() + part, known)
            self._told.add(part)

    def keep(self, before: Path) -> None:
        """Keep a site that was replaced, where enough is known of it and the system can move it."""
        if self._told == set(PARTS) and self._cache.folder and before.is_dir():
            with suppress(OSError):
                before.rename(self._cache.folder / f"{_PREFIX}{self._token}")
                self._cache.put(NAMESPACE, TOKEN, self._token.encode())


def _moment(site: Path) -> int:
    """Return the moment as the file system tells it."""
    probe = site.with_name("moment")
    probe.touch()
    return probe.stat().st_ctime_ns
