"""`robots.txt`: everything may be read, and where the sitemap is."""

from __future__ import annotations

from collections.abc import Iterator

from generator.site import Site

from . import ExportFile


def render(site: Site) -> Iterator[ExportFile]:
    """Yield the file. Search engines look for it at the root of a host; below one it does no harm."""
    sitemap = f"\nSitemap: {site.url('sitemap.xml')}\n" if site.settings.site_url else ""
    yield ExportFile("robots.txt", f"User-agent: *\nAllow: /\n{sitemap}".encode())
