"""What the papers of a list have in common: their topics, venues and authors, as links beside the list."""

from __future__ import annotations

import heapq
from collections import Counter
from collections.abc import Sequence
from itertools import chain

import msgspec

from generator.paper import Paper
from generator.text import fold

from ._shared import Shared

LONGEST = 8
"""Entries of a facet at most."""


class Entry(msgspec.Struct, frozen=True):
    """One shelf that papers of the list stand on too."""

    name: str
    path: str
    count: int
    colour: str = ""


class Facet(msgspec.Struct, frozen=True):
    """One heading beside the list."""

    name: str
    entries: tuple[Entry, ...]


def facets(shared: Shared, papers: Sequence[Paper], itself: str, kinds: Sequence[str]) -> tuple[Facet, ...]:
    """Return the facets of those kinds (`topics`, `venues`, `authors`) without the list `itself`, a path."""
    if len(papers) < shared.fewest_beside:
        return ()
    found = [Facet(kind.capitalize(), entries_of(shared, papers, kind, itself, LONGEST)) for kind in kinds]
    return tuple(facet for facet in found if facet.entries)


def entries_of(
    shared: Shared, papers: Sequence[Paper], kind: str, itself: str = "", most: int | None = None
) -> tuple[Entry, ...]:
    """Return the shelves of that kind that these papers stand on, those with most of them first: all, or so many."""
    counts = _COUNTERS[kind](shared, papers)
    # Nearly all authors of a long list have fewer papers than those that are named: their names need no order.
    least = min(heapq.nlargest(most + 1, counts.values()), default=0) if most else 0
    entries = [
        Entry(name, path, count, colour)
        for (name, path, colour), count in counts.items()
        if count >= least and path != itself
    ]
    return tuple(sorted(entries, key=lambda entry: (-entry.count, fold(entry.name), entry.path))[:most])


def _topics(shared: Shared, papers: Sequence[Paper]) -> Counter[tuple[str, str, str]]:
    marks = shared.marks
    slugs = Counter(topic.slug for paper in papers for topic in paper.topics if topic.slug in marks)
    return Counter({(marks[slug].name, f"topics/{slug}/", marks[slug].colour): count for slug, count in slugs.items()})


def _venues(shared: Shared, papers: Sequence[Paper]) -> Counter[tuple[str, str, str]]:
    slugs = shared.site.catalogue.venue_slugs
    series = Counter(paper.venue.series for paper in papers if paper.venue)
    return Counter({(name, f"venues/{slugs[name]}/", ""): count for name, count in series.items()})


def _authors(shared: Shared, papers: Sequence[Paper]) -> Counter[tuple[str, str, str]]:
    counts = Counter(chain.from_iterable(map(shared.author_shelves, papers)))
    return Counter({(*shelf, ""): count for shelf, count in counts.items()})


_COUNTERS = {"topics": _topics, "venues": _venues, "authors": _authors}
