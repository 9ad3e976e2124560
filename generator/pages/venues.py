"""The index of venues, and a page for each series with its papers."""

from __future__ import annotations

from collections.abc import Iterator

from . import Planned
from ._lists import PaperList, paper_list
from ._shared import Shared
from ._shelves import shelf_index


def plan(shared: Shared) -> Iterator[Planned]:
    """Yield `/venues/` and the pages of each venue."""
    shelves = shared.site.catalogue.venues
    yield from shelf_index(shared, "venues/", "Venues", shelves)
    for shelf in shelves:
        series = next((paper.venue.series for paper in shelf.papers if paper.venue), "")
        listed = PaperList(
            base=f"venues/{shelf.slug}/",
            kind="venue",
            title=shelf.name,
            papers=shelf.papers,
            description=shelf.description
            or f"Papers of {shared.site.settings.site_name} that appeared at {shelf.name}.",
            lead=True,
            crumbs=(("Venues", "venues/"),),
            beside=("topics", "authors"),
            within=("venue", series),
        )
        yield from paper_list(shared, listed)
