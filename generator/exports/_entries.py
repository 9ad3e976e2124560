"""What feeds say: the newest entries of a list, under ids that stay when the title or the topic changes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from urllib.parse import urlsplit

import msgspec

from generator import downloads, escape, maths
from generator.paper import Paper
from generator.site import Site
from generator.text import cut

from ._files import made_of

LONGEST = 50
"""Entries of a feed: readers fetch it again and again."""
SUMMARY = 400
AUTHORS = 30


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """What a feed tells of: a paper, or what happened on a day; the same in each feed that has it."""

    id: str
    path: str
    """Its page, below the site's root."""
    title: str
    updated: str
    """A day, as all here."""
    published: str = ""
    authors: tuple[str, ...] = ()
    topics: tuple[tuple[str, str], ...] = ()
    """Slug and name."""
    summary: str = ""
    papers: tuple[tuple[str, str], ...] = ()
    """Path and title of the papers that it lists."""


class Feed(msgspec.Struct, frozen=True, kw_only=True):
    """A list as a feed, before it is written in a format."""

    path: str
    """That of its list."""
    title: str
    updated: str
    """The day on which its newest entry changed, or the newest paper was first published here."""
    entries: tuple[Entry, ...]


class Promised(msgspec.Struct, frozen=True):
    """A feed that is made when it is written: most are as they were."""

    path: str
    made_of: bytes
    """A digest of all that it is made from."""
    feed: Callable[[], Feed]


class Papers:
    """Makes the entry of each paper once: an author's paper stands in a dozen feeds."""

    def __init__(self, site: Site) -> None:
        self._site = site
        self._names: Mapping[str, str] = site.topic_names
        self._known: dict[str, Entry] = {}

    def entry(self, paper: Paper) -> Entry:
        """Return the entry of a paper: its slug and its first day are kept by the ledger whatever else changes."""
        if paper.key not in self._known:
            self._known[paper.key] = Entry(
                id=tag(self._site, f"papers/{paper.slug}/", paper.first_seen),
                path=f"papers/{paper.slug}/",
                title=maths.to_unicode(paper.title),
                published=paper.first_seen,
                updated=paper.first_seen,
                authors=tuple(author.name for author in paper.authors[:AUTHORS]),
                topics=tuple((topic.slug, self._names.get(topic.slug, topic.slug)) for topic in paper.topics),
                summary=cut(maths.to_unicode(paper.abstract), SUMMARY),
            )
        return self._known[paper.key]


def feeds_of_lists(site: Site, entries: Papers) -> Iterator[Promised]:
    """Yield the feed of the latest papers, and those of the lists that have one."""
    if downloads.has_feed(site, "latest"):
        yield _latest(site, entries)
    for listed in downloads.shelved(site):
        if downloads.has_feed(site, listed.kind):
            make = partial(_feed, site, entries, listed.path, listed.name, listed.papers)
            yield Promised(listed.path, listed.told, make)


def _latest(site: Site, entries: Papers) -> Promised:
    papers = site.catalogue.papers
    make = partial(_feed, site, entries, downloads.LATEST, "Latest papers", papers)
    return Promised(downloads.LATEST, made_of(site, downloads.LATEST, papers), make)


def _feed(site: Site, entries: Papers, path: str, name: str, papers: Sequence[Paper]) -> Feed:
    """Return the feed of a list; what is retracted, withdrawn or corrected is no news."""
    standing = [paper for paper in papers if paper.status.state == "published"]
    # Sorted is stable: within a day the papers keep the order of lists, newest first.
    newest = sorted(standing, key=lambda paper: paper.first_seen, reverse=True)[:LONGEST]
    return Feed(
        path=path,
        title=titled(site, name),
        updated=max(paper.first_seen for paper in papers),
        entries=tuple(map(entries.entry, newest)),
    )


def titled(site: Site, name: str) -> str:
    """Return the title of a feed: readers show those of many sites side by side."""
    return f"{name} · {site.settings.site_name}"


def tag(site: Site, path: str, day: str) -> str:
    """Return a tag URI (RFC 4151): who owned the site's address on that day vouches for the id for ever."""
    parts = urlsplit(site.settings.site_url)
    return f"tag:{parts.hostname},{day}:{parts.path.strip('/')}{'/' if parts.path.strip('/') else ''}{path}"


def feed_tag(site: Site, feed: Feed) -> str:
    """Return the id of a feed; topics, venues and authors keep their address."""
    return tag(site, feed.path, "2024-01-01")


def listed_html(site: Site, entry: Entry) -> str:
    """Return the papers that an entry lists as HTML; empty where it lists none."""
    links = (
        f'<li><a href="{escape.html_attribute(site.url(path))}">{escape.html_text(title)}</a></li>'
        for path, title in entry.papers
    )
    return f"<ul>{''.join(links)}</ul>" if entry.papers else ""


def moment(day: str) -> str:
    """Return the start of a day as RFC 3339 writes it."""
    return f"{day}T00:00:00Z"
