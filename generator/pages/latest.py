"""What came last: by the day a paper entered the catalogue, then by its date."""

from __future__ import annotations

from collections.abc import Iterator

from generator.site import Site

from . import Page
from ._lists import paper_list

LENGTH = 300
"""Older papers stand in the list of all papers."""


def render(site: Site) -> Iterator[Page]:
    """Yield the pages of `/latest/`."""
    papers = site.catalogue.latest()[:LENGTH]
    description = f"The papers that {site.settings.site_name} took in last."
    yield from paper_list(
        site, "latest/", "latest", "Latest papers", papers, description=description, beside=("topics", "venues")
    )
