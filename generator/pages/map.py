"""The map of papers: drawn in the browser, and the same papers as a table, by topic, cut into pages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from itertools import groupby
from typing import NamedTuple

from generator.atlas import MANIFEST, Region, points_file, regions
from generator.layout import LAST
from generator.paper import Paper

from . import Draft, Planned
from ._lists import Cut, cut
from ._marks import Mark
from ._shared import Shared

PATH = "map/"
_PER_MILLE = 1000


class Row(NamedTuple):
    """A row of the table."""

    slug: str
    """That of its topic."""
    paper: Paper
    x: int
    """In thousandths of the map's width, from the left."""
    y: int
    """In thousandths of its height, from below."""


def plan(shared: Shared) -> Iterator[Planned]:
    """Yield `/map/`, and the pages on which its table goes on; none where there is no map."""
    by_topic = regions(shared.site)
    if not by_topic:
        return
    rows = [
        Row(region.slug, point.paper, point.x * _PER_MILLE // (LAST + 1), point.y * _PER_MILLE // (LAST + 1))
        for region in by_topic
        for point in region.points
    ]
    # A row is a fifth of an item of a list.
    for place, items in cut(rows, shared.site.settings.page_size * 2, PATH):
        yield Planned(place.own_path, _kind(place), partial(_draft, shared, by_topic, place, items))


def _kind(place: Cut) -> str:
    """Return the kind of a page: those on which the table goes on have no map, and load nothing of it."""
    return "map" if place.number == 1 else "map-table"


def _draft(shared: Shared, by_topic: Sequence[Region], place: Cut, rows: Sequence[Row]) -> Draft:
    return Draft(
        path=place.own_path,
        kind=_kind(place),
        title=place.titled("Map of papers"),
        description=f"How near the papers of {shared.site.settings.site_name} are to each other, by their words.",
        body="map.md.jinja",
        values={
            **shared.head(place.own_path),
            "fetched": [MANIFEST, points_file(by_topic)[0]] if place.number == 1 else [],
            "place": place,
            "count": len(shared.papers),
            "topics": [(region.slug, shared.marks[region.slug], len(region.points)) for region in by_topic],
            "groups": _grouped(shared, rows),
        },
    )


def _grouped(shared: Shared, rows: Sequence[Row]) -> list[tuple[str, Mark, list[Row]]]:
    """Return the rows under their topics."""
    grouped = groupby(rows, key=lambda row: row.slug)
    return [(slug, shared.marks[slug], list(members)) for slug, members in grouped]
