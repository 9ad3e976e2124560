"""The index of years, and a page for each with its papers."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlencode

from generator.site import Site

from . import Page
from ._lists import paper_list
from ._shelves import shelf_index


def render(site: Site) -> Iterator[Page]:
    """Yield `/years/` and the pages of each year."""
    shelves = site.catalogue.years
    yield from shelf_index(site, "years/", "Years", shelves)
    for shelf in shelves:
        description = f"Papers of {site.settings.site_name}: {shelf.name}."
        yield from paper_list(
            site,
            f"years/{shelf.slug}/",
            "year",
            shelf.name,
            shelf.papers,
            description=description,
            crumbs=(("Years", "years/"),),
            beside=("topics", "venues"),
            within=urlencode({"year": shelf.slug}),
        )
