"""Charts by year, as the one path of an SVG: a page holds dozens of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

import msgspec

from generator.paper import Paper
from generator.site import Site

LONGEST = 12
"""Years in a chart at most: with more the bars of a small one are no longer seen."""
SMALL, LARGE = 14, 72
"""Heights of the chart in a row and of the one beside a list."""
_BAR, _STEP = 4, 5


class YearChart(msgspec.Struct, frozen=True):
    """A bar for each year of the span."""

    first: int
    last: int
    width: int
    height: int
    bars: str
    """Path data."""
    label: str
    """The same in words."""


def chart_span(site: Site, longest: int = LONGEST) -> range:
    """Return the years that every chart of the site shows, so that two of them can be compared."""
    years = [paper.year for paper in site.catalogue.papers if paper.year]
    return range(max(min(years), max(years) - longest + 1), max(years) + 1) if years else range(0)


def year_chart(papers: Iterable[Paper], span: Sequence[int], height: int = SMALL) -> YearChart | None:
    """Return the chart of these papers, or None where none of them has a year in the span."""
    counts = Counter(paper.year for paper in papers if paper.year in span)
    return value_chart("Papers by year", [counts[year] for year in span], span, height) if counts else None


def value_chart(name: str, values: Sequence[int], span: Sequence[int], height: int, most: int = 0) -> YearChart:
    """Return the chart of a value for each year; a bar of the whole height means `most`, or the largest of them."""
    top = most or max(values)
    drawn = (_bar(place * _STEP, _rise(value, top, height), height) for place, value in enumerate(values))
    label = ", ".join(f"{year}: {value}" for year, value in zip(span, values, strict=True) if value)
    return YearChart(span[0], span[-1], len(span) * _STEP - 1, height, "".join(drawn), f"{name}. {label}")


def _rise(count: int, most: int, height: int) -> int:
    # A year without papers keeps a mark on the base line, so that the eye can count the years.
    return max(3, round(count * height / most)) if count else 1


def _bar(left: int, rise: int, height: int) -> str:
    return f"M{left} {height}v-{rise}h{_BAR}v{rise}z"
