"""The index of topics, and a page for each with its papers."""

from __future__ import annotations

from collections.abc import Iterator

from generator.site import Site

from . import Page, common_head, fill, year_counts
from ._lists import paper_list


def render(site: Site) -> Iterator[Page]:
    """Yield `/topics/` and the pages of each topic."""
    shelves = site.catalogue.topics
    description = f"The {len(shelves)} topics that the papers of {site.settings.site_name} are sorted into."
    yield Page(
        path="topics/",
        kind="topics",
        title="Topics",
        description=description,
        head=common_head(site, "topics/", "Topics", description),
        body=fill("topics.md.jinja", "topics/", site=site, shelves=shelves, years=year_counts),
    )
    for shelf in shelves:
        yield from paper_list(
            site,
            f"topics/{shelf.slug}/",
            "topic",
            shelf.name,
            shelf.papers,
            description=shelf.description,
            years=year_counts(shelf.papers),
            crumb=("Topics", "topics/"),
        )
