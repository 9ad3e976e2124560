"""The index of topics, and a page for each with its papers, those at its centre, and the topics near it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial

from generator.paper import Paper
from generator.shelves import Shelf
from generator.taxonomy import Topic

from . import Draft, Planned
from ._facets import Entry
from ._lists import PaperList, paper_list
from ._shared import Shared

INDEX = ("Topics", "topics/")
CENTRAL, NEIGHBOURS = 5, 6
"""Entries of each at most."""


def plan(shared: Shared) -> Iterator[Planned]:
    """Yield `/topics/` and the pages of each topic."""
    yield Planned(INDEX[1], "topics", partial(_index, shared))
    taxonomy = {topic.slug: topic for topic in shared.site.catalogue.taxonomy}
    for shelf in shared.site.catalogue.topics:
        yield from paper_list(shared, _topic(shared, shelf, taxonomy))


def _index(shared: Shared) -> Draft:
    taxonomy = shared.site.catalogue.taxonomy
    names = {topic.slug: topic.name for topic in taxonomy}
    count = len(taxonomy)
    return Draft(
        path=INDEX[1],
        kind="topics",
        title="Topics",
        description=f"The {count} topics that the papers of {shared.site.settings.site_name} are sorted into.",
        body="topics.md.jinja",
        values={
            **shared.head(INDEX[1]),
            "shelves": shared.topics(),
            "count": count,
            "wholes": {topic.slug: names[topic.parent] for topic in taxonomy if topic.parent},
            "is_mapped": bool(shared.site.catalogue.places),
        },
    )


def _topic(shared: Shared, shelf: Shelf, taxonomy: Mapping[str, Topic]) -> PaperList:
    topic = taxonomy.get(shelf.slug)
    parent = taxonomy.get(topic.parent) if topic and topic.parent else None
    return PaperList(
        base=f"topics/{shelf.slug}/",
        kind="topic",
        title=shelf.name,
        papers=shelf.papers,
        description=shelf.description,
        lead=True,
        crumbs=(INDEX, *([(parent.name, f"topics/{parent.slug}/")] if parent else [])),
        near=[(item.name, f"topics/{item.slug}/") for item in taxonomy.values() if item.parent == shelf.slug],
        central=_central(shared, shelf),
        neighbours=_neighbours(shared, shelf) if topic else (),
        beside=("venues", "authors"),
        within=("topic", shelf.slug) if topic else None,
    )


def _central(shared: Shared, shelf: Shelf) -> list[tuple[Paper, int]]:
    """Return the papers that most others of the topic name among their related ones, with how many: the in-degree.

    Degree is the plainest measure of centrality (Freeman, 1978), and a reader can count it. One link alone is none.
    """
    degrees = shared.overlaps.degrees[shelf.slug]
    # Sorted is stable: between equals the newest comes first, as in the list.
    ranked = sorted(shelf.papers, key=lambda paper: -degrees[paper.key])[:CENTRAL]
    return [(paper, degrees[paper.key]) for paper in ranked if degrees[paper.key] > 1]


def _neighbours(shared: Shared, shelf: Shelf) -> list[tuple[Entry, str]]:
    """Return the topics that meet this one most, each with how it does."""
    marks = shared.marks
    found = []
    for slug, papers, links in shared.overlaps.neighbours(shelf.slug)[:NEIGHBOURS]:
        both = f"{papers} {'paper' if papers == 1 else 'papers'} in both" if papers else ""
        across = f"{links} related {'link' if links == 1 else 'links'}" if links else ""
        entry = Entry(marks[slug].name, f"topics/{slug}/", papers, marks[slug].colour)
        found.append((entry, ", ".join(filter(None, (both, across)))))
    return found
