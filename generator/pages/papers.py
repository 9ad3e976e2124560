"""The list of all papers."""

from __future__ import annotations

from collections.abc import Iterator

from generator.site import Site

from . import Page
from ._lists import paper_list


def render(site: Site) -> Iterator[Page]:
    """Yield the pages of `/papers/`."""
    papers = site.catalogue.papers
    description = f"All {len(papers)} papers of {site.settings.site_name}, newest first."
    yield from paper_list(
        site, "papers/", "papers", "All papers", papers, description=description, beside=("topics", "venues", "authors")
    )
