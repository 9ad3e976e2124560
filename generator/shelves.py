"""Papers put together: by topic, author, venue and year; each shelf with its permalink."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

import msgspec

from . import permalinks
from .paper import UNSORTED, Paper
from .permalinks import Ledger, Wanted
from .taxonomy import Topic
from .text import fold

UNKNOWN_YEAR = "unknown"


class Shelf(msgspec.Struct, frozen=True):
    """Papers that share a topic, an author, a venue series or a year; `slug` is the last part of its URL."""

    slug: str
    name: str
    papers: tuple[Paper, ...]
    description: str = ""


class Shelving(msgspec.Struct, frozen=True):
    """The shelves of one kind, the slug of each by what its papers call it, and the ledger that remembers them."""

    shelves: tuple[Shelf, ...]
    slugs: Mapping[str, str]
    ledger: Ledger


def list_order(paper: Paper) -> tuple[str, str, str]:
    """Return the sort key of lists, to be sorted ascending: newest first, then title, then key."""
    return (_descending(paper.date or str(paper.year or "")), fold(paper.title), paper.key)


def _descending(date: str) -> str:
    # Digits are complemented so that one ascending sort gives newest first; no date sorts behind every date.
    return date.translate(str.maketrans("0123456789", "9876543210")) if date else "~"


def by_name(papers: Iterable[Paper], names: Mapping[str, Sequence[str]]) -> dict[str, tuple[Paper, ...]]:
    """Return the papers under each of their names, in the order given; `names` maps a paper's key to names."""
    shelves: dict[str, list[Paper]] = defaultdict(list)
    for paper in papers:
        for name in names[paper.key]:
            shelves[name].append(paper)
    return {name: tuple(members) for name, members in shelves.items()}


def topic_shelves(papers: Sequence[Paper], topics: Sequence[Topic], ledger: Ledger, now: str) -> Shelving:
    """Return a shelf for each topic, and one for what fits none when there is any."""
    members = by_name(papers, {paper.key: [topic.slug for topic in paper.topics] or [UNSORTED] for paper in papers})
    shelves = [Shelf(topic.slug, topic.name, members.get(topic.slug, ()), topic.description) for topic in topics]
    if UNSORTED in members:
        shelves.append(Shelf(UNSORTED, "Unsorted", members[UNSORTED], "Papers that the words of no topic fit."))
    # A topic's slug is the maintainer's own: the ledger only remembers that it was published.
    given = permalinks.remember(ledger, "topic", (topic.slug for topic in topics), now)
    return Shelving(tuple(shelves), {shelf.slug: shelf.slug for shelf in shelves}, given)


def author_shelves(papers: Sequence[Paper], threshold: int, ledger: Ledger, now: str) -> Shelving:
    """Return a shelf for each author of at least so many papers, by family name; names that fold alike are one."""
    members = by_name(papers, {paper.key: _author_names(paper) for paper in papers})
    shown: dict[str, str] = {}
    order: dict[str, tuple[str, str]] = {}
    for paper in papers:
        for author in paper.authors:
            name = fold(author.name)
            shown.setdefault(name, author.name)
            order.setdefault(name, (fold(author.family or author.name.rpartition(" ")[2]), name))
    kept = {name: found for name, found in members.items() if len(found) >= threshold}
    wanted = [Wanted((_identity("author", name),), shown[name]) for name in kept]
    given = permalinks.assign(ledger, "author", wanted, now)
    slugs = {name: given.slug(_identity("author", name)) for name in kept}
    shelves = [Shelf(slugs[name], shown[name], kept[name]) for name in sorted(kept, key=order.__getitem__)]
    return Shelving(tuple(shelves), slugs, given.ledger)


def _author_names(paper: Paper) -> list[str]:
    return list(dict.fromkeys(name for author in paper.authors if (name := fold(author.name))))


def venue_shelves(papers: Sequence[Paper], ledger: Ledger, now: str) -> Shelving:
    """Return a shelf for each venue series, by name; `slugs` is by the series as papers have it."""
    members = by_name(papers, {paper.key: [paper.venue.series] if paper.venue else [] for paper in papers})
    wanted = [Wanted((_identity("venue", series),), series) for series in members]
    given = permalinks.assign(ledger, "venue", wanted, now)
    slugs = {series: given.slug(_identity("venue", series)) for series in members}
    shelves = [
        Shelf(slugs[series], series, members[series]) for series in sorted(members, key=lambda name: (fold(name), name))
    ]
    return Shelving(tuple(shelves), slugs, given.ledger)


def _identity(kind: str, name: str) -> str:
    # An identity has no white space; two series that differ in signs alone stay apart.
    return f"{kind}:{'_'.join(name.split())}"


def year_shelves(papers: Sequence[Paper]) -> tuple[Shelf, ...]:
    """Return a shelf for each year, newest first, and `unknown` for papers without one."""
    members = by_name(papers, {paper.key: [str(paper.year or UNKNOWN_YEAR)] for paper in papers})
    order = sorted(members, key=lambda year: (year == UNKNOWN_YEAR, -int(year) if year != UNKNOWN_YEAR else 0))
    return tuple(Shelf(year, "Year unknown" if year == UNKNOWN_YEAR else year, members[year]) for year in order)
