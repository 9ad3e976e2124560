"""JSON feeds (version 1.1): `feed.json`, of the same lists and with the same ids as the Atom feeds."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any

import msgspec

from generator import downloads
from generator.site import Site

from . import ExportFile, _entries, _news
from ._entries import Entry, Promised

FILE, _ = downloads.FEEDS["JSON Feed"]


def render(site: Site) -> Iterator[ExportFile]:
    """Yield the feeds; an item is the same in each."""
    known: dict[str, msgspec.Raw] = {}
    for promised in _news.feeds(site):
        yield ExportFile(f"{promised.path}{FILE}", partial(_content, site, promised, known), promised.made_of)


def _content(site: Site, promised: Promised, known: dict[str, msgspec.Raw]) -> bytes:
    feed = promised.feed()
    for entry in feed.entries:
        if entry.id not in known:
            known[entry.id] = msgspec.Raw(msgspec.json.encode(_item(site, entry)))
    content = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "home_page_url": site.url(feed.path),
        "feed_url": site.url(f"{feed.path}{FILE}"),
        "language": site.settings.language,
        "authors": [{"name": site.settings.site_name}],
        "items": [known[entry.id] for entry in feed.entries],
    }
    return msgspec.json.encode(content) + b"\n"


def _item(site: Site, entry: Entry) -> dict[str, Any]:
    # Only what is changed later than it was published has a second day.
    changed = entry.updated if entry.updated != entry.published else ""
    found = {
        "id": entry.id,
        "url": site.url(entry.path),
        "title": entry.title,
        # The format wants a content; an entry without a summary has that of its title.
        "content_text": entry.summary or entry.title,
        "content_html": _entries.listed_html(site, entry),
        "date_published": entry.published and _entries.moment(entry.published),
        "date_modified": changed and _entries.moment(changed),
        "authors": [{"name": name} for name in entry.authors],
        "tags": [name for _, name in entry.topics],
    }
    return {name: value for name, value in found.items() if value}
