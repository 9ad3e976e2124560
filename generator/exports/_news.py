"""The feeds that tell what happens here: what readers turn to now, and each issue of the digest."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import cast

import msgspec

from generator import cache, digest, downloads, maths
from generator.digest.letter import issue_title
from generator.digest.reasons import reason
from generator.paper import Paper
from generator.site import Site
from generator.text import cut
from generator.trending import WINDOWS, Trend, Window, trending

from ._entries import LONGEST, SUMMARY, Entry, Feed, Papers, Promised, feeds_of_lists, tag, titled

_encode = msgspec.msgpack.Encoder().encode
TRENDS = 20
"""Entries of the feed of what trends."""


def feeds(site: Site) -> Sequence[Promised]:
    """Return every feed of the site; each format of feeds has all of them."""
    if "feeds" not in site.shared:
        site.shared["feeds"] = tuple(_feeds(site))
    return cast("tuple[Promised, ...]", site.shared["feeds"])


def _feeds(site: Site) -> Iterator[Promised]:
    papers = Papers(site)
    yield from feeds_of_lists(site, papers)
    if downloads.has_feed(site, "trending"):
        yield _promised(site, _trending(site, papers))
    if downloads.has_feed(site, "digests"):
        yield _promised(site, _digest(site))


def _promised(site: Site, feed: Feed) -> Promised:
    return Promised(feed.path, cache.digest(site.ground, _encode(feed)), lambda: feed)


def _trending(site: Site, papers: Papers) -> Feed:
    """Return the feed of what gained most lately; without signals it has the newest papers, and says so."""
    catalogue = site.catalogue
    signalled = [paper for paper in catalogue.papers if paper.signals]
    for window in WINDOWS[1:]:
        trends = trending(signalled, window, catalogue.now, TRENDS)
        if trends:
            entries = [_trend(site, papers, window, trend) for trend in trends]
            return _feed(site, downloads.TRENDING, "Trending papers", entries)
    newest = [papers.entry(paper) for paper in catalogue.latest()[:TRENDS]]
    return _feed(site, downloads.TRENDING, "Newest papers, because nothing trends", newest)


def _trend(site: Site, papers: Papers, window: Window, trend: Trend) -> Entry:
    """Return the entry of a paper that trends: it is changed by each reading, and is another than the paper's own."""
    paper = papers.entry(trend.paper)
    known = (signal.date for signal in trend.paper.signals if signal.date <= site.catalogue.now)
    return Entry(
        id=tag(site, f"{downloads.TRENDING}{trend.paper.slug}/", trend.paper.first_seen),
        path=paper.path,
        title=paper.title,
        updated=max(known),
        authors=paper.authors,
        topics=paper.topics,
        summary=cut(f"{window.label}: {reason(trend)}. {paper.summary}", SUMMARY),
    )


def _digest(site: Site) -> Feed:
    """Return the feed of the archive: an entry for each issue."""
    issues = list(digest.issues(site.catalogue.papers).items())[:LONGEST]
    return _feed(site, downloads.DIGEST, "The daily digest", [_issue(site, day, papers) for day, papers in issues])


def _issue(site: Site, day: str, papers: Sequence[Paper]) -> Entry:
    named = [(f"papers/{paper.slug}/", maths.to_unicode(paper.title)) for paper in digest.named(papers)]
    count = f"{len(papers)} {'paper' if len(papers) == 1 else 'papers'}"
    path = f"{downloads.DIGEST}{day}/"
    return Entry(
        id=tag(site, path, day),
        path=path,
        title=issue_title(day),
        published=day,
        updated=day,
        summary=cut(f"{count}: {'; '.join(title for _, title in named)}", SUMMARY),
        papers=tuple(named),
    )


def _feed(site: Site, path: str, name: str, entries: Sequence[Entry]) -> Feed:
    # Where nothing is left to tell, the feed is as old as the newest paper.
    days = [entry.updated for entry in entries] or [paper.first_seen for paper in site.catalogue.papers]
    return Feed(path=path, title=titled(site, name), updated=max(days), entries=tuple(entries))
