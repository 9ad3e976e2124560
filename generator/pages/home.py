"""The home page: what this is, and where to begin."""

from __future__ import annotations

from collections.abc import Iterator

from generator.site import Site

from . import Page, fill


def render(site: Site) -> Iterator[Page]:
    """Yield the home page."""
    yield Page(path="", kind="home", title=site.settings.site_name, body=fill("home.md.jinja", "", site=site))
