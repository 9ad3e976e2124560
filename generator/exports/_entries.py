"""What a feed says of its papers: the newest of a list, under ids that stay when the title or the topic changes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from urllib.parse import urlsplit

import msgspec

from generator import downloads, maths
from generator.paper import Paper
from generator.site import Site
from generator.text import cut

LONGEST = 50
"""Papers in a feed: readers fetch it again and again."""
SUMMARY = 400
AUTHORS = 30


class Feed(msgspec.Struct, frozen=True, kw_only=True):
    """A list of papers as a feed, before it is written in a format."""

    path: str
    """That of its list."""
    title: str
    updated: str
    """The day on which the newest paper was first published here."""
    papers: tuple[Paper, ...]


def feeds(site: Site) -> Iterator[Feed]:
    """Yield the feed of the latest papers, and those of the lists that have one."""
    if downloads.has_feed(site, "latest"):
        yield _feed(site, downloads.LATEST, "Latest papers", site.catalogue.papers)
    for listed in downloads.shelved(site):
        if downloads.has_feed(site, listed.kind):
            yield _feed(site, listed.path, listed.name, listed.papers)


def _feed(site: Site, path: str, name: str, papers: Sequence[Paper]) -> Feed:
    """Return the feed of a list; what is retracted, withdrawn or corrected is no news."""
    standing = [paper for paper in papers if paper.status.state == "published"]
    # Sorted is stable: within a day the papers keep the order of lists, newest first.
    newest = tuple(sorted(standing, key=lambda paper: paper.first_seen, reverse=True)[:LONGEST])
    title = f"{name} · {site.settings.site_name}"
    return Feed(path=path, title=title, updated=max(paper.first_seen for paper in papers), papers=newest)


def tag(site: Site, path: str, day: str) -> str:
    """Return a tag URI (RFC 4151): who owned the site's address on that day vouches for the id for ever."""
    parts = urlsplit(site.settings.site_url)
    return f"tag:{parts.hostname},{day}:{parts.path.strip('/')}{'/' if parts.path.strip('/') else ''}{path}"


def feed_tag(site: Site, feed: Feed) -> str:
    """Return the id of a feed; topics, venues and authors keep their address."""
    return tag(site, feed.path, "2024-01-01")


def paper_tag(site: Site, paper: Paper) -> str:
    """Return the id of a paper: its slug and its first day, which the ledger keeps whatever else changes."""
    return tag(site, f"papers/{paper.slug}/", paper.first_seen)


def summary(paper: Paper) -> str:
    """Return the beginning of the abstract in Unicode."""
    return cut(maths.to_unicode(paper.abstract), SUMMARY)


def moment(day: str) -> str:
    """Return the start of a day as RFC 3339 writes it."""
    return f"{day}T00:00:00Z"
