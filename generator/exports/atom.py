"""Atom feeds (RFC 4287): `feed.xml` of the latest papers, and of each topic, venue and author."""

from __future__ import annotations

from collections.abc import Iterator

from generator import downloads, escape, maths
from generator.paper import Paper
from generator.site import Site

from . import ExportFile, _entries
from ._entries import Feed

FILE, _ = downloads.FEEDS["Atom"]


def render(site: Site) -> Iterator[ExportFile]:
    """Yield the feeds; the entry of a paper is the same in each."""
    known: dict[str, str] = {}
    for feed in _entries.feeds(site):
        for paper in feed.papers:
            if paper.key not in known:
                known[paper.key] = _entry(site, paper)
        parts = [_head(site, feed), *(known[paper.key] for paper in feed.papers), "</feed>\n"]
        yield ExportFile(f"{feed.path}{FILE}", "".join(parts).encode())


def _head(site: Site, feed: Feed) -> str:
    own, page = site.url(f"{feed.path}{FILE}"), site.url(feed.path)
    return "\n".join(
        [
            '<?xml version="1.0" encoding="utf-8"?>',
            f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{escape.xml(site.settings.language)}">',
            f"<id>{escape.xml(_entries.feed_tag(site, feed))}</id>",
            f"<title>{escape.xml(feed.title)}</title>",
            f"<updated>{escape.xml(_entries.moment(feed.updated))}</updated>",
            f"<author><name>{escape.xml(site.settings.site_name)}</name></author>",
            f'<link rel="self" type="application/atom+xml" href="{escape.xml(own)}"/>',
            f'<link rel="alternate" type="text/html" href="{escape.xml(page)}"/>',
            "",
        ]
    )


def _entry(site: Site, paper: Paper) -> str:
    day = _entries.moment(paper.first_seen)
    head = [
        "<entry>",
        f"<id>{escape.xml(_entries.paper_tag(site, paper))}</id>",
        f"<title>{escape.xml(maths.to_unicode(paper.title))}</title>",
        f"<published>{escape.xml(day)}</published>",
        f"<updated>{escape.xml(day)}</updated>",
        f'<link rel="alternate" type="text/html" href="{escape.xml(site.url(f"papers/{paper.slug}/"))}"/>',
    ]
    people = [
        f"<author><name>{escape.xml(author.name)}</name></author>" for author in paper.authors[: _entries.AUTHORS]
    ]
    names = ((topic.slug, site.topic_names.get(topic.slug, topic.slug)) for topic in paper.topics)
    topics = [f'<category term="{escape.xml(slug)}" label="{escape.xml(name)}"/>' for slug, name in names]
    text = _entries.summary(paper)
    summary = [f"<summary>{escape.xml(text)}</summary>"] if text else []
    return "\n".join([*head, *people, *topics, *summary, "</entry>\n"])
