"""The index of authors, and a page for each with her papers."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlencode

from generator.shelves import Shelf
from generator.site import Site
from generator.text import fold

from . import Page
from ._lists import paper_list
from ._shelves import shelf_index


def render(site: Site) -> Iterator[Page]:
    """Yield `/authors/` and the pages of each author who has one."""
    shelves = site.catalogue.authors
    yield from shelf_index(site, "authors/", "Authors", shelves, _initial)
    for shelf in shelves:
        description = f"Papers by {shelf.name} in {site.settings.site_name}."
        yield from paper_list(
            site,
            f"authors/{shelf.slug}/",
            "author",
            shelf.name,
            shelf.papers,
            description=description,
            crumbs=(("Authors", "authors/"),),
            beside=("authors", "topics", "venues"),
            within=urlencode({"q": f'author:"{shelf.name}"'}),
        )


def _initial(shelf: Shelf) -> str:
    """Return the letter that the author is listed under: the first of the family name, as in the order of the shelf."""
    authors = (author for author in shelf.papers[0].authors if fold(author.name) == fold(shelf.name))
    family = next((author.family for author in authors), None) or shelf.name.rpartition(" ")[2]
    return (fold(family)[:1] or "#").upper()
