"""Indexes of shelves: the names of authors, venues or years with how many papers each has."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generator.catalogue import Shelf
from generator.site import Site

from . import Page, common_head, fill
from ._lists import cut

NAMES_PER_PAPER = 5
"""A name takes about a fifth of the room of a paper's list item, so an index page holds so many times more."""


def shelf_index(site: Site, base: str, kind: str, title: str, shelves: Sequence[Shelf]) -> Iterator[Page]:
    """Yield the pages of an index."""
    for place, items in cut(shelves, site.settings.page_size * NAMES_PER_PAPER, base):
        path = place.path(place.number)
        name = title if place.number == 1 else f"{title}, page {place.number}"
        description = f"{title} in {site.settings.site_name}: {len(shelves)}."
        yield Page(
            path=path,
            kind=kind,
            title=name,
            description=description,
            head=common_head(site, path, name, description, place),
            body=fill(
                "shelves.md.jinja",
                path,
                site=site,
                base=base,
                kind=kind,
                title=title,
                place=place,
                shelves=items,
                count=len(shelves),
            ),
        )
