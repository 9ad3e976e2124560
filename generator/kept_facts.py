"""What the link checker has learned of sound pages, kept for the next check: each holds while its file is as it was."""

from __future__ import annotations

import secrets
from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

import msgspec

from .addresses import INDEX
from .blocks import cut_by_key
from .cache import Cache, digest
from .page_facts import Block, Facts, Stamped, block_of, unpacked
from .stamps import Stamp

NAMESPACE, KEY = "check", b"pages"
"""The key of what all blocks have in common; each block has one of its own."""
_MOST_DEAD = 0.25
"""With a larger share of files that are gone, the numbers are given out anew."""
_SIZE = 32
"""Pages in a block on average: most blocks are as they were, and are recalled as one."""


class _Kept(msgspec.Struct, frozen=True, array_like=True):
    """What one check leaves to the next."""

    site_url: str
    numbering: bytes
    """Tells the numbers of these files from those that other checks have given."""
    files: list[str]
    blocks: list[tuple[str, bytes]]
    """The last page and the key of each, in the order of the names of their pages."""
    sitemaps: Stamped


_encode = msgspec.msgpack.Encoder().encode
_decode = msgspec.msgpack.Decoder(_Kept).decode
_decode_block = msgspec.msgpack.Decoder(Block).decode
_decode_pages = msgspec.msgpack.Decoder(Stamped).decode


class KeptFacts:
    """Owns the numbers of the files of one site, and what earlier checks have learned of its pages."""

    def __init__(self, cache: Cache, site_url: str, files: Mapping[str, Stamp]) -> None:
        self._cache = cache
        self._stamps = files
        self._site_url = site_url
        self._before, gone = self._recalled(files)
        self.files = list(dict.fromkeys((*self._before.files, INDEX, *files)))
        """The files by number, and the home page even where it is missing."""
        self.numbers = {file: number for number, file in enumerate(self.files)}
        self._dead = frozenset(map(self.numbers.__getitem__, gone))
        self._lasts = [last for last, _ in self._before.blocks]
        self._opened: dict[bytes, Stamped] = {}
        self._blocks: list[tuple[str, bytes]] = []
        self._fresh: dict[bytes, bytes] = {}
        """Blocks that are not kept yet, by their keys."""
        self._sitemaps: Stamped = {}

    def _recalled(self, files: Collection[str]) -> tuple[_Kept, set[str]]:
        """Return what the last check has left, and which files of it are gone; nothing where that is of little use."""
        kept = self._cache.get(NAMESPACE, KEY)
        before = _decode(kept) if kept else None
        if before and before.site_url == self._site_url:
            gone = set(before.files).difference(files)
            if len(gone) <= _MOST_DEAD * len(before.files):
                return before, gone
        return _Kept(self._site_url, secrets.token_bytes(), [], [], {}), set()

    def blocks(self, pages: Iterable[str]) -> Iterator[list[str]]:
        """Yield pages, which are sorted by name, in the blocks that are recalled as one."""
        return cut_by_key(pages, lambda page: page.encode(errors="surrogateescape"), _SIZE)

    def recall_block(self, pages: Sequence[str]) -> Block | None:
        """Return what the pages of a block say that have no finding, if they are as they were.

        So must be all that they lead to: it must still be there.
        """
        if not self._lasts:
            return None
        key = self._key(pages)
        kept = self._cache.get(NAMESPACE, key)
        known = _decode_block(kept) if kept else None
        if known is None or not known.is_sound or self._is_dead(known.leads_to):
            return None
        self._blocks.append((pages[-1], key))
        return known

    def recall(self, page: str) -> Facts | None:
        """Return what a page says that has no finding, on the same conditions."""
        place = bisect_left(self._lasts, page)
        return self._still(page, self._pages_of(self._before.blocks[place][1])) if place < len(self._lasts) else None

    def keep_block(self, said: Mapping[str, Facts], sound: Sequence[str]) -> Block:
        """Return what the pages of a block say together; those that are `sound`, without a finding, are kept."""
        if not self._cache.is_open:
            return block_of(said, {})
        kept = {page: (self._stamps[page], said[page]) for page in sound}
        block = block_of(said, kept)
        key = self._key(list(said))
        self._fresh[key] = _encode(block)
        self._blocks.append((max(said), key))
        return block

    def recall_sitemap(self, name: str) -> Facts | None:
        """Return what a sitemap says that has no finding, on the same conditions."""
        known = self._still(name, self._before.sitemaps)
        if known:
            self.keep_sitemap(name, known)
        return known

    def keep_sitemap(self, name: str, facts: Facts) -> None:
        """Keep what a sitemap says that has no finding."""
        self._sitemaps[name] = (self._stamps[name], facts)

    def save(self) -> None:
        """Leave all of it to the next check."""
        if self._cache.is_open:
            kept = _Kept(self._site_url, self._before.numbering, self.files, self._blocks, self._sitemaps)
            # First what the numbers in the blocks mean: a check may be interrupted anywhere.
            self._cache.put(NAMESPACE, KEY, _encode(kept))
            for key, block in self._fresh.items():
                self._cache.put(NAMESPACE, key, block)

    def _key(self, pages: Sequence[str]) -> bytes:
        return digest(self._before.numbering, _encode([(page, self._stamps[page]) for page in pages]))

    def _pages_of(self, key: bytes) -> Stamped:
        if key not in self._opened:
            kept = self._cache.get(NAMESPACE, key)
            self._opened[key] = _decode_pages(_decode_block(kept).pages) if kept else {}
        return self._opened[key]

    def _still(self, name: str, known: Stamped) -> Facts | None:
        stamp, facts = known.get(name, (None, None))
        return facts if facts and stamp == self._stamps[name] and not self._is_dead(facts.leads_to) else None

    def _is_dead(self, numbers: bytes) -> bool:
        """Tell whether one of the files is gone."""
        return bool(self._dead) and not self._dead.isdisjoint(unpacked(numbers))
