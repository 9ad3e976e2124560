"""The index of topics, and a page for each with its papers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from urllib.parse import urlencode

from generator.shelves import Shelf
from generator.taxonomy import Topic

from . import Draft, Planned
from ._lists import PaperList, paper_list
from ._shared import Shared

INDEX = ("Topics", "topics/")


def plan(shared: Shared) -> Iterator[Planned]:
    """Yield `/topics/` and the pages of each topic."""
    yield Planned(INDEX[1], "topics", partial(_index, shared))
    taxonomy = {topic.slug: topic for topic in shared.site.catalogue.taxonomy}
    for shelf in shared.site.catalogue.topics:
        yield from paper_list(shared, _topic(shelf, taxonomy))


def _index(shared: Shared) -> Draft:
    count = len(shared.site.catalogue.taxonomy)
    return Draft(
        path=INDEX[1],
        kind="topics",
        title="Topics",
        description=f"The {count} topics that the papers of {shared.site.settings.site_name} are sorted into.",
        body="topics.md.jinja",
        values={**shared.head(INDEX[1]), "shelves": shared.topics(), "count": count},
    )


def _topic(shelf: Shelf, taxonomy: Mapping[str, Topic]) -> PaperList:
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
        beside=("topics", "venues", "authors"),
        within=urlencode({"topic": shelf.slug}) if topic else "",
    )
