"""The list of all papers."""

from __future__ import annotations

from collections.abc import Iterator

from . import Planned
from ._lists import PaperList, paper_list
from ._shared import Shared


def plan(shared: Shared) -> Iterator[Planned]:
    """Yield the pages of `/papers/`."""
    papers = shared.site.catalogue.papers
    listed = PaperList(
        base="papers/",
        kind="papers",
        title="All papers",
        papers=papers,
        description=f"All {len(papers)} papers of {shared.site.settings.site_name}, newest first.",
        beside=("topics", "venues", "authors"),
    )
    yield from paper_list(shared, listed)
