"""The search page: a box that works in the browser, and without JavaScript the lists to browse instead."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from . import Draft, Planned
from ._shared import Shared

PATH = "search/"


def plan(shared: Shared) -> Iterator[Planned]:
    """Yield `/search/`."""
    yield Planned(PATH, "search", partial(_draft, shared))


def _draft(shared: Shared) -> Draft:
    return Draft(
        path=PATH,
        kind="search",
        title="Search",
        description=f"Search the {len(shared.papers)} papers of {shared.site.settings.site_name}.",
        body="search.md.jinja",
        values=shared.head(PATH),
    )
