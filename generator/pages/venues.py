"""The index of venues, and a page for each series with its papers."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlencode

from generator.site import Site

from . import Page
from ._lists import paper_list
from ._shelves import shelf_index


def render(site: Site) -> Iterator[Page]:
    """Yield `/venues/` and the pages of each venue."""
    shelves = site.catalogue.venues
    yield from shelf_index(site, "venues/", "Venues", shelves)
    for shelf in shelves:
        description = shelf.description or f"Papers of {site.settings.site_name} that appeared at {shelf.name}."
        series = next((paper.venue.series for paper in shelf.papers if paper.venue), "")
        yield from paper_list(
            site,
            f"venues/{shelf.slug}/",
            "venue",
            shelf.name,
            shelf.papers,
            description=description,
            crumbs=(("Venues", "venues/"),),
            beside=("topics", "authors"),
            within=urlencode({"venue": series}),
        )
