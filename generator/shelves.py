"""Papers put together: by topic, author, venue and year; each shelf with its permalink."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

import msgspec

from . import permalinks
from .paper import UNSORTED, Paper
from .people import Persons
from .permalinks import LIVE, Ledger, Wanted
from .taxonomy import Topic
from .text import fold
from .venues import Venues

UNKNOWN_YEAR = "unknown"


class Shelf(msgspec.Struct, frozen=True):
    """Papers that share a topic, an author, a venue series or a year; `slug` is the last part of its URL."""

    slug: str
    name: str
    papers: tuple[Paper, ...]
    description: str = ""
    spellings: tuple[str, ...] = ()
    """Other names of the author in the catalogue."""
    orcid: str | None = None
    family: str = ""
    """The folded family name that an author's shelf is sorted by."""


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
    moved = {former: topic.slug for topic in topics for former in topic.former}
    given = permalinks.remember(ledger, "topic", (shelf.slug for shelf in shelves), now, moved)
    return Shelving(tuple(shelves), {shelf.slug: shelf.slug for shelf in shelves}, given)


def author_shelves(papers: Sequence[Paper], persons: Persons, threshold: int, ledger: Ledger, now: str) -> Shelving:
    """Return a shelf for each author of at least so many papers, by family name; `slugs` is by the key of the person.

    Who had a page keeps it as long as one of her papers is here.
    """
    members = by_name(papers, {paper.key: _person_keys(paper, persons) for paper in papers})
    published = {name for entry in ledger.of("author") if entry.state == LIVE for name in entry.identities}
    known = persons.identities()
    kept = {
        key: known[key]
        for key, found in members.items()
        if len(found) >= threshold or not published.isdisjoint(known[key].names)
    }
    wanted = {key: Wanted(person.names, person.name, pin=person.slug) for key, person in kept.items()}
    given = permalinks.assign(ledger, "author", wanted.values(), now)
    slugs = {key: given.entries[thing.identities[0]].slug for key, thing in wanted.items()}
    families = _family_names(persons)
    order = sorted((families[key], fold(person.name), key) for key, person in kept.items())
    shelves = [
        Shelf(slugs[key], person.name, members[key], spellings=person.spellings, orcid=person.orcid, family=family)
        for family, _, key in order
        for person in (kept[key],)
    ]
    return Shelving(tuple(shelves), slugs, given.ledger)


def _person_keys(paper: Paper, persons: Persons) -> list[str]:
    keys = persons.keys
    found = dict.fromkeys([keys[author.name, author.orcid] for author in paper.authors])
    found.pop("", None)
    return list(found)


def _family_names(persons: Persons) -> dict[str, str]:
    """Return the folded family name of each person, as her first paper has it."""
    found: dict[str, str] = {}
    for spelling, author in persons.authors.items():
        key = persons.keys[spelling]
        if key not in found:
            found[key] = fold(author.family or author.name.rpartition(" ")[2])
    return found


def venue_shelves(papers: Sequence[Paper], venues: Venues, ledger: Ledger, now: str) -> Shelving:
    """Return a shelf for each venue series, by name; `slugs` is by the series as papers have it.

    A page that was published under a name which `venues.yml` has made an alias since then redirects to its series.
    """
    members = by_name(papers, {paper.key: [paper.venue.series] if paper.venue else [] for paper in papers})
    own = {_identity("venue", series): series for series in members}
    former: dict[str, list[str]] = defaultdict(list)
    for name in (name for entry in ledger.of("venue") for name in entry.identities if name not in own):
        known = venues.series(name.removeprefix("venue:").replace("_", " "))
        former[known.series if known else ""].append(name)
    wanted = [Wanted((name, *sorted(set(former[series]))), series) for name, series in own.items()]
    given = permalinks.assign(ledger, "venue", wanted, now)
    slugs = {series: given.slug(name) for name, series in own.items()}
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
