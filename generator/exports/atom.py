"""Atom feeds (RFC 4287): `feed.xml` of the latest papers, of each topic, venue and author, of trends and the digest."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from generator import downloads, escape
from generator.site import Site

from . import ExportFile, _entries, _news
from ._entries import Entry, Feed, Promised

FILE, _ = downloads.FEEDS["Atom"]


def render(site: Site) -> Iterator[ExportFile]:
    """Yield the feeds; an entry is the same in each."""
    known: dict[str, str] = {}
    for promised in _news.feeds(site):
        yield ExportFile(f"{promised.path}{FILE}", partial(_content, site, promised, known), promised.made_of)


def _content(site: Site, promised: Promised, known: dict[str, str]) -> bytes:
    feed = promised.feed()
    for entry in feed.entries:
        if entry.id not in known:
            known[entry.id] = _entry(site, entry)
    return "".join([_head(site, feed), *(known[entry.id] for entry in feed.entries), "</feed>\n"]).encode()


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


def _entry(site: Site, entry: Entry) -> str:
    published = [f"<published>{escape.xml(_entries.moment(entry.published))}</published>"] if entry.published else []
    head = [
        "<entry>",
        f"<id>{escape.xml(entry.id)}</id>",
        f"<title>{escape.xml(entry.title)}</title>",
        *published,
        f"<updated>{escape.xml(_entries.moment(entry.updated))}</updated>",
        f'<link rel="alternate" type="text/html" href="{escape.xml(site.url(entry.path))}"/>',
    ]
    people = [f"<author><name>{escape.xml(name)}</name></author>" for name in entry.authors]
    topics = [f'<category term="{escape.xml(slug)}" label="{escape.xml(name)}"/>' for slug, name in entry.topics]
    summary = [f"<summary>{escape.xml(entry.summary)}</summary>"] if entry.summary else []
    listed = _entries.listed_html(site, entry)
    content = [f'<content type="html">{escape.xml(listed)}</content>'] if listed else []
    return "\n".join([*head, *people, *topics, *summary, *content, "</entry>\n"])
