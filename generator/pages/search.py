"""The search page: a box that works in the browser, and without JavaScript the lists to browse instead."""

from __future__ import annotations

from collections.abc import Iterator

from generator.site import Site

from . import Page, common_head, fill


def render(site: Site) -> Iterator[Page]:
    """Yield `/search/`."""
    description = f"Search the {len(site.catalogue.papers)} papers of {site.settings.site_name}."
    yield Page(
        path="search/",
        kind="search",
        title="Search",
        description=description,
        head=common_head(site, "search/", "Search", description),
        body=fill("search.md.jinja", "search/", site=site),
    )
