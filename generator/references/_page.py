"""The references of one page."""

from __future__ import annotations

import msgspec


class References(msgspec.Struct, frozen=True, kw_only=True):
    """The references of one page, as they are written in it."""

    links: frozenset[str]
    """Where a reader can go."""
    addresses: frozenset[str]
    """Every address of the page: the links too, what the browser loads, what the page calls itself."""
    canonical: str = ""
    """The address that the page gives as its own; empty without one."""
    ids: list[str]
    """Sorted, each as often as it is given."""
    anchors: frozenset[str]
    """What a fragment can name: the ids, and the names of old-fashioned anchors."""
    base: str = ""
    """The address of a `<base>` element; empty without one."""
    is_unlisted: bool = False
    """True for a page that sends its reader on by itself, or asks search engines to leave it out."""
