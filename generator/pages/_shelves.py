"""Indexes of shelves: the names of authors, venues or years with how many papers each has."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import groupby

from generator.shelves import Shelf
from generator.site import Site

from . import Page, common_head, fill
from ._lists import cut

NAMES_PER_PAPER = 5
"""A name takes about a fifth of the room of a paper's list item, so an index page holds so many times more."""


def shelf_index(
    site: Site,
    base: str,
    title: str,
    shelves: Sequence[Shelf],
    group: Callable[[Shelf], str] = lambda _: "",
) -> Iterator[Page]:
    """Yield the pages of an index; neighbours of one `group`, such as a first letter, stand under its name."""
    kind = base.rstrip("/")
    pages = list(cut(shelves, site.settings.page_size * NAMES_PER_PAPER, base))
    first: dict[str, str] = {}
    for place, items in pages:
        for shelf in items:
            first.setdefault(group(shelf), place.path(place.number))
    for place, items in pages:
        path = place.path(place.number)
        name = title if place.number == 1 else f"{title}, page {place.number}"
        description = f"{title} in {site.settings.site_name}: {len(shelves)}."
        groups = [(letter, list(members)) for letter, members in groupby(items, key=group)]
        yield Page(
            path=path,
            kind=kind,
            title=name,
            description=description,
            head=common_head(site, path, name, description, place),
            body=fill(
                "shelves.md.jinja", path,
                base=base, kind=kind, title=title, place=place, groups=groups, letters=first, count=len(shelves),
                most=max((len(shelf.papers) for shelf in shelves), default=0),
            ),
        )  # fmt: skip
