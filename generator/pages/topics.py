"""The index of topics, and a page for each with its papers."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlencode

from generator.shelves import Shelf
from generator.site import Site

from . import Page, common_head, fill
from ._charts import chart_span, year_chart
from ._lists import paper_list
from ._marks import topic_marks

INDEX = ("Topics", "topics/")


def render(site: Site) -> Iterator[Page]:
    """Yield `/topics/` and the pages of each topic."""
    shelves = site.catalogue.topics
    description = (
        f"The {len(site.catalogue.taxonomy)} topics that the papers of {site.settings.site_name} are sorted into."
    )
    yield Page(
        path="topics/",
        kind="topics",
        title="Topics",
        description=description,
        head=common_head(site, "topics/", "Topics", description),
        body=fill(
            "topics.md.jinja",
            "topics/",
            marks=topic_marks(site),
            shelves=charted(site),
            count=len(site.catalogue.taxonomy),
        ),
    )
    for shelf in shelves:
        yield from _topic(site, shelf)


def charted(site: Site) -> list[tuple[Shelf, object]]:
    """Return each topic's shelf with the chart of its years."""
    span = chart_span(site)
    return [(shelf, year_chart(shelf.papers, span)) for shelf in site.catalogue.topics]


def _topic(site: Site, shelf: Shelf) -> Iterator[Page]:
    taxonomy = {topic.slug: topic for topic in site.catalogue.taxonomy}
    topic = taxonomy.get(shelf.slug)
    parent = taxonomy.get(topic.parent) if topic and topic.parent else None
    yield from paper_list(
        site,
        f"topics/{shelf.slug}/",
        "topic",
        shelf.name,
        shelf.papers,
        description=shelf.description,
        crumbs=(INDEX, *([(parent.name, f"topics/{parent.slug}/")] if parent else [])),
        near=[(item.name, f"topics/{item.slug}/") for item in taxonomy.values() if item.parent == shelf.slug],
        beside=("topics", "venues", "authors"),
        within=urlencode({"topic": shelf.slug}) if topic else "",
    )
