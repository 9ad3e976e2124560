"""`sitemap.xml`: the address of every page. MkDocs' own would give the day of the build as each page's last change."""

from __future__ import annotations

from collections.abc import Iterator

from generator import escape
from generator.site import Site

from . import ExportFile

_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'


def render(site: Site) -> Iterator[ExportFile]:
    """Yield the sitemap (sitemaps.org, version 0.9) of the pages to find; without a site URL there is none."""
    if site.settings.site_url:
        listed = sorted(set(site.paths) - site.unlisted)
        entries = (f"<url><loc>{escape.xml(site.url(path))}</loc></url>\n" for path in listed)
        yield ExportFile("sitemap.xml", (_HEAD + "".join(entries) + "</urlset>\n").encode())
