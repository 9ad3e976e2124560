"""Slugs for what is published for the first time: readable, free, and decided by what is named, never by order."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from typing import TYPE_CHECKING

from generator import text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generator.permalinks._matching import Wanted

# What lists keep beside their entries, and what web servers and Windows take for something else.
_LISTS = (
    "page", "index", "readme", "404", "feed", "atom", "rss", "json", "bibtex", "bib", "ris", "csl", "csv", "api", "all",
    "search", "latest", "new", "random", "unknown", "unsorted", "assets", "sitemap", "robots", "cname",
)  # fmt: skip
_DEVICES = ("con", "prn", "aux", "nul", *(f"{port}{number}" for port in ("com", "lpt") for number in range(10)))
RESERVED = frozenset(_LISTS + _DEVICES)
"""Slugs that nothing may have."""
_HEX = 6
"""Digits of the hash that tells apart what has one base; more where they are not enough."""


def new_slugs(kind: str, things: Iterable[Wanted], taken: set[str]) -> dict[Wanted, str]:
    """Return slugs for what is new: the base where it is free and nobody else wants it, else with a hash."""
    by_base: dict[str, list[Wanted]] = defaultdict(list)
    for thing in things:
        by_base[text.slugify(thing.text)].append(thing)
    slugs: dict[Wanted, str] = {}
    crowded = []
    for base, members in sorted(by_base.items()):
        if base and len(members) == 1 and base not in taken:
            slugs[members[0]] = base
        else:
            crowded.append((base or kind, members))
    used = taken | set(slugs.values())
    for base, members in crowded:
        suffixed = _with_hashes(base, members, used)
        used |= set(suffixed.values())
        slugs |= suffixed
    return slugs


def _with_hashes(base: str, members: list[Wanted], used: set[str]) -> dict[Wanted, str]:
    """Return slugs with the shortest hashes, of one length, that are free and different."""
    hashes = {thing: hashlib.sha256(thing.identities[0].encode()).hexdigest() for thing in members}
    for length in range(_HEX, 29):
        slugs = {thing: f"{base}-{digest[:length]}" for thing, digest in hashes.items()}
        if len(set(slugs.values())) == len(members) and used.isdisjoint(slugs.values()):
            return slugs
    raise ValueError(f"two different {base!r} have one identity")  # callers merge what shares an identity
