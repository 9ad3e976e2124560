"""JSON feeds (version 1.1): `feed.json`, of the same lists and with the same ids as the Atom feeds."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec

from generator import downloads, maths
from generator.paper import Paper
from generator.site import Site

from . import ExportFile, _entries

FILE, _ = downloads.FEEDS["JSON Feed"]


def render(site: Site) -> Iterator[ExportFile]:
    """Yield the feeds; the item of a paper is the same in each."""
    known: dict[str, msgspec.Raw] = {}
    for feed in _entries.feeds(site):
        for paper in feed.papers:
            if paper.key not in known:
                known[paper.key] = msgspec.Raw(msgspec.json.encode(_item(site, paper)))
        content = {
            "version": "https://jsonfeed.org/version/1.1",
            "title": feed.title,
            "home_page_url": site.url(feed.path),
            "feed_url": site.url(f"{feed.path}{FILE}"),
            "language": site.settings.language,
            "authors": [{"name": site.settings.site_name}],
            "items": [known[paper.key] for paper in feed.papers],
        }
        yield ExportFile(f"{feed.path}{FILE}", msgspec.json.encode(content) + b"\n")


def _item(site: Site, paper: Paper) -> dict[str, Any]:
    found = {
        "id": _entries.paper_tag(site, paper),
        "url": site.url(f"papers/{paper.slug}/"),
        "title": maths.to_unicode(paper.title),
        # The format wants a content; a paper without an abstract has that of its title.
        "content_text": _entries.summary(paper) or maths.to_unicode(paper.title),
        "date_published": _entries.moment(paper.first_seen),
        "authors": [{"name": author.name} for author in paper.authors[: _entries.AUTHORS]],
        "tags": [site.topic_names.get(topic.slug, topic.slug) for topic in paper.topics],
    }
    return {name: value for name, value in found.items() if value}
