"""What came last: by the day a paper entered the catalogue, then by its date."""

from __future__ import annotations

from collections.abc import Iterator

from . import Planned
from ._lists import PaperList, paper_list
from ._shared import Shared

LENGTH = 300
"""Older papers stand in the list of all papers."""


def plan(shared: Shared) -> Iterator[Planned]:
    """Yield the pages of `/latest/`."""
    listed = PaperList(
        base="latest/",
        kind="latest",
        title="Latest papers",
        papers=shared.site.catalogue.latest()[:LENGTH],
        description=f"The papers that {shared.site.settings.site_name} took in last.",
        lead=True,
        beside=("topics", "venues"),
    )
    yield from paper_list(shared, listed)
