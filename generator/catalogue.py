"""The catalogue: every paper with its topics, authors, venues and years; built once and never changed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

import msgspec

from .errors import Problem
from .paper import UNSORTED, Paper, Related
from .permalinks import Entry
from .text import fold
from .topics import Topic


class Shelf(msgspec.Struct, frozen=True):
    """Papers that share a topic, an author, a venue series or a year; `slug` is the last part of its URL."""

    slug: str
    name: str
    papers: tuple[Paper, ...]
    description: str = ""


class Counts(msgspec.Struct, frozen=True):
    """What became of the records: read = published + merged + rejected."""

    read: int
    published: int
    merged: int
    rejected: int


class Catalogue(msgspec.Struct, frozen=True, kw_only=True):
    """All that pages, exports and search are made from; read-only."""

    papers: tuple[Paper, ...]
    """Newest first, then by title: the order of every list."""
    related: Mapping[str, tuple[Related, ...]]
    """By key of the paper."""
    taxonomy: tuple[Topic, ...]
    topics: tuple[Shelf, ...]
    """In the order of the taxonomy, empty ones too; the unsorted last, when there are any."""
    authors: tuple[Shelf, ...]
    """Those with a page, by family name."""
    venues: tuple[Shelf, ...]
    years: tuple[Shelf, ...]
    """Newest first; `unknown` last."""
    author_slugs: Mapping[str, str]
    """Folded name to slug, of the authors with a page."""
    venue_slugs: Mapping[str, str]
    """Series to slug."""
    gone: tuple[Entry, ...]
    """Permalinks whose paper left or was merged: they stay as tombstones and redirects."""
    counts: Counts
    problems: tuple[Problem, ...]
    now: str
    """The day of the build, `YYYY-MM-DD`."""

    def by_key(self) -> dict[str, Paper]:
        """Return the papers by key."""
        return {paper.key: paper for paper in self.papers}

    def latest(self) -> tuple[Paper, ...]:
        """Return the papers by the day they were first published here, then by date, newest first."""
        return tuple(sorted(self.papers, key=lambda paper: (paper.first_seen, paper.date or ""), reverse=True))


def shelve(papers: Iterable[Paper], names: Mapping[str, Sequence[str]]) -> dict[str, tuple[Paper, ...]]:
    """Return the papers under each of their names, in the order given; `names` maps a paper's key to names."""
    shelves: dict[str, list[Paper]] = defaultdict(list)
    for paper in papers:
        for name in names[paper.key]:
            shelves[name].append(paper)
    return {name: tuple(members) for name, members in shelves.items()}


def list_order(paper: Paper) -> tuple[str, str, str]:
    """Return the sort key of lists, to be sorted ascending: newest first, then title, then key."""
    return (_descending(paper.date or ""), fold(paper.title), paper.key)


def _descending(date: str) -> str:
    # Digits are complemented so that one ascending sort gives newest first; no date sorts behind every date.
    return date.translate(str.maketrans("0123456789", "9876543210")) if date else "~"


def topic_shelves(papers: Sequence[Paper], taxonomy: Sequence[Topic]) -> tuple[Shelf, ...]:
    """Return a shelf for each topic of the taxonomy, and one for what fits none when there is any."""
    names = {paper.key: [topic.slug for topic in paper.topics] or [UNSORTED] for paper in papers}
    members = shelve(papers, names)
    shelves = [Shelf(topic.slug, topic.name, members.get(topic.slug, ()), topic.description) for topic in taxonomy]
    if UNSORTED in members:
        shelves.append(Shelf(UNSORTED, "Unsorted", members[UNSORTED], "Papers that no topic's words fit."))
    return tuple(shelves)


def year_shelves(papers: Sequence[Paper]) -> tuple[Shelf, ...]:
    """Return a shelf for each year, newest first, and `unknown` for papers without one."""
    members = shelve(papers, {paper.key: [str(paper.year or "unknown")] for paper in papers})
    order = sorted(members, key=lambda year: (year == "unknown", [-ord(char) for char in year]))
    return tuple(Shelf(year, "Year unknown" if year == "unknown" else year, members[year]) for year in order)
