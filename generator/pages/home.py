"""The home page: what this is, a search, the topics, the newest papers."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any

from generator import downloads
from generator.trending import WINDOWS

from . import HOME, Draft, Planned, trending
from ._charts import LARGE, year_chart
from ._facets import facets
from ._front import front_matter
from ._shared import Shared

NEWEST = 8
"""Papers in the list of the newest."""
TRENDS = 4
WEEK = next(window for window in WINDOWS if window.name == "week")


def plan(shared: Shared) -> Iterator[Planned]:
    """Yield the home page; `content/pages/index.md` may give its title and description, and text to stand below."""
    yield Planned("", "home", partial(_draft, shared))


def _draft(shared: Shared) -> Draft:
    own, text = front_matter(shared.site.hand_written.get(HOME, ""))
    return Draft(
        path="",
        kind="home",
        title=own.get("title", shared.site.settings.site_name),
        description=own.get("description", ""),
        body="home.md.jinja",
        values={**shared.head("", "latest", downloads.LATEST), **_values(shared)},
        markdown=text,
    )


def _values(shared: Shared) -> dict[str, Any]:
    catalogue = shared.site.catalogue
    newest = catalogue.latest()[:NEWEST]
    chart = year_chart(catalogue.papers, shared.span, LARGE)
    years = [paper.year for paper in catalogue.papers if paper.year]
    return {
        "count": len(catalogue.papers),
        "page_size": shared.site.settings.page_size,
        "topics": len(catalogue.taxonomy),
        "years": [f"{year}" for year in sorted({min(years), max(years)})] if years else [],
        "trending": trending.items(shared, WEEK, TRENDS, 3) if shared.signalled else [],
        "subscribe": shared.subscribe,
        "examples": shared.site.settings.examples,
        "shelves": shared.topics(),
        "is_mapped": bool(catalogue.places),
        "newest": [shared.item(paper, level=3) for paper in newest],
        "chart": chart if chart and chart.first != chart.last else None,
        "facets": facets(shared, catalogue.papers, "", ("venues",)),
        "indexes": [
            ("Authors", "authors/", len(catalogue.authors)),
            ("Venues", "venues/", len(catalogue.venues)),
            ("Years", "years/", len(catalogue.years)),
        ],
    }
