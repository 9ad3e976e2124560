"""What readers turn to, by day, week, month and in all; without signals the newest papers, and the page says so."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from generator.digest.reasons import reason
from generator.downloads import TRENDING
from generator.trending import WINDOWS, Window, trending

from . import Draft, Planned
from ._shared import Shared

LENGTH = 20
"""Papers in the list of a window, and of the newest where nothing trends."""


def plan(shared: Shared) -> Iterator[Planned]:
    """Yield `/trending/`."""
    yield Planned(TRENDING, "trending", partial(_draft, shared))


def items(shared: Shared, window: Window, limit: int, level: int) -> list[str]:
    """Return the finished items of the papers that gained most within a window, each with its reason."""
    catalogue = shared.site.catalogue
    return [
        shared.item(trend.paper, level, note=reason(trend))
        for trend in trending(shared.signalled, window, catalogue.now, limit)
    ]


def _draft(shared: Shared) -> Draft:
    lists = [(window.name, window.label, items(shared, window, LENGTH, 3)) for window in WINDOWS]
    sections = [section for section in lists if section[2]]
    newest = [] if sections else [shared.item(paper, 3) for paper in shared.site.catalogue.latest()[:LENGTH]]
    return Draft(
        path=TRENDING,
        kind="trending",
        title="Trending papers",
        description=f"What readers of {shared.site.settings.site_name} turn to, with the reason beside each paper.",
        body="trending.md.jinja",
        values={**shared.head(TRENDING, "trending", TRENDING), "sections": sections, "newest": newest},
    )
