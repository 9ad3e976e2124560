"""The map of papers as its page and its files say it: by topic, and within a topic along a curve through the map."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from operator import itemgetter

import msgspec
import numpy as np
from numpy.typing import NDArray

from .catalogue import Catalogue
from .layout import LAST
from .paper import UNSORTED, Paper
from .site import Site

FOLDER = "map/"
MANIFEST = f"{FOLDER}manifest.json"
_NAME_LENGTH = 10
# The middle of a topic is sought on a chart of so many squares a side, in so many neighbouring ones at once.
_SQUARES, _WINDOW = 24, 3


class Point(msgspec.Struct, frozen=True, gc=False):
    """One paper on the map."""

    paper: Paper
    x: int
    """From 0 at the left to `LAST`."""
    y: int
    """From 0 at the bottom to `LAST`."""


class Region(msgspec.Struct, frozen=True):
    """The papers whose first topic is the same."""

    slug: str
    points: tuple[Point, ...]
    """Those that follow each other stand near each other, with few leaps."""

    @property
    def middle(self) -> tuple[int, int]:
        """Where most of its papers stand."""
        return densest(np.array([(point.x, point.y) for point in self.points], dtype=np.int64))


def regions(site: Site) -> tuple[Region, ...]:
    """Return the map by topic, in the order of the taxonomy, those of no topic last; empty where there is no map."""
    known: tuple[Region, ...] | None = site.shared.get(FOLDER)
    if known is None:
        known = site.shared[FOLDER] = tuple(_by_topic(site.catalogue)) if site.catalogue.places else ()
    return known


def _by_topic(catalogue: Catalogue) -> Iterator[Region]:
    order = {topic.slug: number for number, topic in enumerate(catalogue.taxonomy)}
    last = len(order)
    points = (Point(paper, *catalogue.places[paper.key]) for paper in catalogue.papers)
    ranked = sorted(
        (order.get(point.paper.primary_topic, last), _along(point), point.paper.key, point) for point in points
    )
    slugs = [*order, UNSORTED]
    for number, members in groupby(ranked, key=itemgetter(0)):
        yield Region(slugs[number], tuple(point for *_, point in members))


def points_file(by_topic: Sequence[Region]) -> tuple[str, bytes]:
    """Return path and content of the file that the page draws: all x, then all y, as 16 bits, little-endian."""
    places = np.array([(point.x, point.y) for region in by_topic for point in region.points], dtype="<u2").T.tobytes()
    return f"{FOLDER}points-{name_of([places])}.bin", places


def name_of(contents: Iterable[bytes]) -> str:
    """Return what names a file by what is in it, so that parts of two builds never meet."""
    return hashlib.sha256(b"".join(contents)).hexdigest()[:_NAME_LENGTH]


def densest(places: NDArray[np.int64]) -> tuple[int, int]:
    """Return the mean of the places in the fullest window of the map: a topic in two parts has nothing in between."""
    squares = places * _SQUARES // (LAST + 1)
    counts = np.zeros((_SQUARES, _SQUARES), dtype=np.int64)
    np.add.at(counts, (squares[:, 0], squares[:, 1]), 1)
    sums = np.lib.stride_tricks.sliding_window_view(counts, (_WINDOW, _WINDOW)).sum(axis=(2, 3))
    corner = np.array(np.unravel_index(sums.argmax(), sums.shape))
    within = ((squares >= corner) & (squares < corner + _WINDOW)).all(axis=1)
    x, y = places[within].sum(axis=0) // within.sum()
    return int(x), int(y)


def _along(point: Point) -> int:
    """Return the place on Morton's curve (1966): the bits of both coordinates by turns."""
    return _spread(point.y) << 1 | _spread(point.x)


def _spread(number: int) -> int:
    return int(f"{number:b}", 4)
