"""The index of authors, and a page for each with her papers."""

from __future__ import annotations

from collections.abc import Iterator

from generator.site import Site

from . import Page
from ._lists import paper_list
from ._shelves import shelf_index


def render(site: Site) -> Iterator[Page]:
    """Yield `/authors/` and the pages of each author who has one."""
    shelves = site.catalogue.authors
    yield from shelf_index(site, "authors/", "authors", "Authors", shelves)
    for shelf in shelves:
        description = f"Papers by {shelf.name} in {site.settings.site_name}."
        yield from paper_list(
            site,
            f"authors/{shelf.slug}/",
            "author",
            shelf.name,
            shelf.papers,
            description=description,
            crumb=("Authors", "authors/"),
        )
