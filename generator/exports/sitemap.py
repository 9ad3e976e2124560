"""`sitemap.xml`: the address of every page, with the day on which it changed for its readers where that is known.

MkDocs' own would give the day of the build to every page. What a build knows is which papers it is the first to
publish: their pages and lists change today. Of any other page it knows no day: a correction may have changed it since,
and a wrong day is worse than none, because crawlers then trust no day of the site.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import partial
from urllib.parse import quote

import msgspec

from generator import downloads, escape
from generator.cache import digest
from generator.packing import packed
from generator.paper import Paper
from generator.site import Site

from . import ExportFile

LARGEST = 50_000
"""Addresses that one file may hold; more need an index (sitemaps.org, version 0.9)."""
# What the address of a numbered page has behind its list's; a list's own name may end in "page".
_NUMBERED = re.compile(r"page/\d+/$")
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n<{} xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'

_encode = msgspec.msgpack.Encoder().encode
Dated = tuple[str, str]
"""A path and the day of its last change, which may be empty."""


def render(site: Site) -> Iterator[ExportFile]:
    """Yield the sitemap of the pages to find, or an index and its parts, compressed; none without a site URL."""
    if not site.settings.site_url:
        return
    days = _days(site)
    pages = [(path, _day(days, path) if days else "") for path in sorted(set(site.paths) - site.unlisted)]
    if len(pages) <= LARGEST:
        yield ExportFile("sitemap.xml", partial(_file, site, "urlset", "url", pages), _made_of(site, pages))
        return
    parts = [pages[start : start + LARGEST] for start in range(0, len(pages), LARGEST)]
    names = [f"sitemap-{number}.xml.gz" for number in range(1, len(parts) + 1)]
    newest = [max(day for _, day in part) for part in parts]
    yield ExportFile("sitemap.xml", _file(site, "sitemapindex", "sitemap", list(zip(names, newest, strict=True))))
    for name, part in zip(names, parts, strict=True):
        yield ExportFile(name, partial(_packed, site, part), _made_of(site, part))


def _made_of(site: Site, entries: Sequence[Dated]) -> bytes:
    return digest(site.settings.site_url.encode(), _encode(entries)) if site.cache.is_open else b""


def _packed(site: Site, entries: Sequence[Dated]) -> bytes:
    return packed(_file(site, "urlset", "url", entries))


def _file(site: Site, root: str, element: str, entries: Sequence[Dated]) -> bytes:
    # All in one call: a large site has a hundred thousand addresses, and none has a line end.
    addresses = escape.xml("\n".join([site.url(quote(path)) for path, _ in entries])).splitlines()
    changed = {day: _wrapped("lastmod", escape.xml(day)) if day else "" for _, day in entries}
    lines = [
        _wrapped(element, _wrapped("loc", address) + changed[day]) + "\n"
        for address, (_, day) in zip(addresses, entries, strict=True)
    ]
    return "".join([_HEAD.format(root), *lines, f"</{root}>\n"]).encode()


def _wrapped(name: str, content: str) -> str:
    return f"<{name}>{content}</{name}>"


def _days(site: Site) -> dict[str, str]:
    """Return the day of this build for each list and paper that it changes, by its path."""
    papers = site.catalogue.papers
    if not any(paper.first_seen == site.catalogue.now for paper in papers):
        return {}
    days = {f"papers/{paper.slug}/": paper.first_seen for paper in papers}
    days |= {listed.path: _newest(listed.papers) for listed in downloads.shelved(site)}
    newest = _newest(papers)
    days |= dict.fromkeys(("", "latest/", "papers/", "topics/", "authors/", "venues/", "years/"), newest)
    return {path: day for path, day in days.items() if day == site.catalogue.now}


def _newest(papers: Sequence[Paper]) -> str:
    return max({paper.first_seen for paper in papers}, default="")


def _day(days: dict[str, str], path: str) -> str:
    """Return the day of a page; the numbered pages of a list have the list's."""
    return days.get(path) or days.get(_NUMBERED.sub("", path), "")
