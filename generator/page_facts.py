"""What pages of a built site say of it: each page for itself, and those that stand beside each other together."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Mapping

import msgspec
import numpy as np

from .stamps import Stamp

_NUMBERS = "I"


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


Stamped = dict[str, tuple[Stamp, Facts]]
"""By file: where it stood, and what it said."""


class Block(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """What pages say together that stand beside each other."""

    is_sound: bool
    """Whether none of them has a finding."""
    links: int
    anchors: int
    ids: int
    unlisted: tuple[str, ...]
    leads_to: bytes
    shows: bytes
    """All that a reader can go to from a page that is another."""
    places: tuple[tuple[int, str, str], ...]
    """Places in other pages, and which page names them."""
    pages: msgspec.Raw
    """What each page without a finding says, as `Stamped`."""


_encode = msgspec.msgpack.Encoder().encode


def packed(numbers: Iterable[int]) -> bytes:
    """Return numbers of files as they are kept."""
    return array(_NUMBERS, numbers).tobytes()


def unpacked(numbers: bytes) -> array[int]:
    """Return the numbers again."""
    return array(_NUMBERS, numbers)


def merged(numbers: Iterable[bytes]) -> bytes:
    """Return the numbers of several pages, each once."""
    return np.unique(np.frombuffer(b"".join(numbers), _NUMBERS)).tobytes()


def facts_of(links: int, leads_to: Iterable[int]) -> Facts:
    """Return what a file says that leads to others and shows none to readers, as a sitemap does."""
    return Facts(links=links, anchors=0, ids=0, is_unlisted=False, leads_to=packed(leads_to), shows=b"", places=())


def block_of(said: Mapping[str, Facts], kept: Stamped) -> Block:
    """Return what pages say together; where those are `kept` that have no finding, they are looked up again."""
    facts = said.values()
    return Block(
        is_sound=len(kept) == len(said),
        links=sum(page.links for page in facts),
        anchors=sum(page.anchors for page in facts),
        ids=sum(page.ids for page in facts),
        unlisted=tuple(name for name, page in said.items() if page.is_unlisted),
        leads_to=merged(page.leads_to for page in facts) if kept else b"",
        shows=merged(page.shows for page in facts),
        places=tuple((number, place, name) for name, page in said.items() for number, place in page.places),
        pages=msgspec.Raw(_encode(kept)),
    )
