"""The catalogue in figures: what it holds, how it grew, where its papers appeared, how its topics develop and meet."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from typing import Any

from . import Draft, Planned
from ._charts import LARGE, chart_span, value_chart
from ._facets import entries_of
from ._figures import YearRow, completeness, growth, percent, timeline
from ._shared import Shared

PATH = "statistics/"
YEARS = 15
"""Years that have a row of their own."""
ROWS = 12
"""Topics, venues and pairs of topics that have one: the page must not grow with the catalogue."""


def plan(shared: Shared) -> Iterator[Planned]:
    """Yield `/statistics/`."""
    yield Planned(PATH, "statistics", partial(_draft, shared))


def _draft(shared: Shared) -> Draft:
    return Draft(
        path=PATH,
        kind="statistics",
        title="Statistics",
        description=f"{shared.site.settings.site_name} in figures: growth, venues, code, and topics by year.",
        body="statistics.md.jinja",
        values={
            **shared.head(PATH),
            "page_size": shared.site.settings.page_size,
            "sums": _sums(shared),
            "known": completeness(shared.site.catalogue.papers),
            **_by_year(shared),
            **_venues(shared),
            **_timeline(shared),
            **_pairs(shared),
        },
    )


def _sums(shared: Shared) -> list[tuple[str, str, int]]:
    """Return name, path and number of what has pages."""
    catalogue = shared.site.catalogue
    return [
        ("Papers", "papers/", len(catalogue.papers)),
        ("Topics", "topics/", len(catalogue.taxonomy)),
        ("Authors" if shared.author_threshold <= 1 else "Authors listed", "authors/", len(catalogue.authors)),
        ("Venues", "venues/", len(catalogue.venues)),
        ("Years", "years/", len(catalogue.years)),
    ]


def _by_year(shared: Shared) -> dict[str, Any]:
    span = chart_span(shared.site, YEARS)
    rows = growth(shared.site.catalogue.papers, span) if span else ()
    own = [row for row in rows if row.name.isdigit()]
    return {"years": rows[::-1], "charts": _charts(own, span) if len(span) > 1 else []}


def _charts(rows: Sequence[YearRow], span: range) -> list[tuple[str, Any]]:
    return [
        ("Papers of each year", value_chart("Papers of each year", [row.papers for row in rows], span, LARGE)),
        ("All papers so far", value_chart("All papers so far", [row.total or 0 for row in rows], span, LARGE)),
        (
            "Share of papers with code, in per cent",
            value_chart("Share of papers with code, in per cent", [row.share for row in rows], span, LARGE, most=100),
        ),
    ]


def _venues(shared: Shared) -> dict[str, Any]:
    papers = shared.site.catalogue.papers
    entries = entries_of(shared, papers, "venues")
    rest = entries[ROWS:]
    others = sum(entry.count for entry in rest)
    unknown = sum(paper.venue is None for paper in papers)
    return {
        "venues": entries[:ROWS],
        "other_venues": (len(rest), others),
        "without_venue": unknown,
        "most_of_venue": max([others, unknown, *(entry.count for entry in entries[:1])]),
    }


def _timeline(shared: Shared) -> dict[str, Any]:
    rows = timeline(shared.site.catalogue, shared.span, ROWS)
    most = max((count for row in rows if row.slug for count in row.counts), default=0)
    # The papers of all other topics together would press down what the eye is to compare.
    charts = [
        value_chart(f"{row.name}: papers by year", row.counts, shared.span, LARGE, most)
        if row.slug and any(row.counts)
        else None
        for row in rows
    ]
    return {"span": list(shared.span), "timeline": list(zip(rows, charts, strict=True)) if most else []}


def _pairs(shared: Shared) -> dict[str, Any]:
    """Return the pairs of topics that share most papers, with the share of the smaller topic's papers that is."""
    marks = shared.marks
    sizes = {shelf.slug: len(shelf.papers) for shelf in shared.site.catalogue.topics}
    places = {slug: place for place, slug in enumerate(sizes)}
    ranked = sorted(shared.overlaps.papers.items(), key=lambda item: (-item[1], places[item[0][0]], places[item[0][1]]))
    rows = [
        ([(slug, marks[slug]) for slug in pair], count, percent(count, min(sizes[slug] for slug in pair)))
        for pair, count in ranked[:ROWS]
    ]
    return {"pairs": rows, "other_pairs": len(ranked[ROWS:])}
