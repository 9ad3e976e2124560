"""The index of years, and a page for each with its papers."""

from __future__ import annotations

from collections.abc import Iterator

from . import Planned
from ._lists import PaperList, paper_list
from ._shared import Shared
from ._shelves import shelf_index


def plan(shared: Shared) -> Iterator[Planned]:
    """Yield `/years/` and the pages of each year."""
    shelves = shared.site.catalogue.years
    yield from shelf_index(shared, "years/", "Years", shelves)
    for shelf in shelves:
        listed = PaperList(
            base=f"years/{shelf.slug}/",
            kind="year",
            title=shelf.name,
            papers=shelf.papers,
            description=f"Papers of {shared.site.settings.site_name}: {shelf.name}.",
            crumbs=(("Years", "years/"),),
            beside=("topics", "venues"),
            within=("year", shelf.slug),
            charted=False,
        )
        yield from paper_list(shared, listed)
