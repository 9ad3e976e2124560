"""Indexes of shelves: the names of authors, venues or years with how many papers each has."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import groupby

import msgspec

from generator.shelves import Shelf

from . import Draft, Planned
from ._lists import Cut, cut
from ._shared import Shared

NAMES_PER_PAPER = 5
"""A name takes about a fifth of the room of a paper's list item, so an index page holds so many times more."""


class _Index(msgspec.Struct, frozen=True):
    """What the pages of one index share."""

    base: str
    title: str
    count: int
    most: int
    """Papers on the longest shelf."""
    fewest: int
    """Whoever has fewer papers is mostly not among them."""
    group: Callable[[Shelf], str]
    letters: dict[str, str]
    """Each group and the path of the page that it begins on."""


def shelf_index(
    shared: Shared,
    base: str,
    title: str,
    shelves: Sequence[Shelf],
    group: Callable[[Shelf], str] = lambda _: "",
    *,
    fewest: int = 1,
) -> Iterator[Planned]:
    """Yield the pages of an index; neighbours of one `group`, such as a first letter, stand under its name."""
    pages = list(cut(shelves, shared.site.settings.page_size * NAMES_PER_PAPER, base))
    letters: dict[str, str] = {}
    for place, items in pages:
        for shelf in items:
            letters.setdefault(group(shelf), place.own_path)
    most = max((len(shelf.papers) for shelf in shelves), default=0)
    index = _Index(base, title, len(shelves), most, fewest, group, letters)
    for place, items in pages:
        yield Planned(place.own_path, base.rstrip("/"), partial(_draft, shared, index, place, items))


def _draft(shared: Shared, index: _Index, place: Cut, items: Sequence[Shelf]) -> Draft:
    groups = [
        (letter, [(shelf.slug, shelf.name, len(shelf.papers)) for shelf in members])
        for letter, members in groupby(items, key=index.group)
    ]
    return Draft(
        path=place.own_path,
        kind=index.base.rstrip("/"),
        title=place.titled(index.title),
        description=f"{index.title} in {shared.site.settings.site_name}: {index.count}.",
        body="shelves.md.jinja",
        values={
            **shared.head(place.own_path),
            "place": place,
            "base": index.base,
            "heading": index.title,
            "groups": groups,
            "letters": index.letters,
            "count": index.count,
            "most": index.most,
            "fewest": index.fewest,
            "is_charted": index.base == "years/",
        },
    )
