"""The text part of a digest: for readers without HTML, and for those who quote it."""

from __future__ import annotations

from collections.abc import Iterator

from generator.maths import to_unicode
from generator.paper import Paper
from generator.site import Site

from . import Digest
from .reasons import reason

_AUTHORS = 4
_UNSORTED = "Unsorted"


def plain_text(site: Site, digest: Digest, subject: str, leave: str) -> str:
    """Return the whole text part; `leave` is the address that ends the subscription."""
    return "\n".join([*_lines(site, digest, subject), "-- ", *_end(site, leave), ""])


def _lines(site: Site, digest: Digest, subject: str) -> Iterator[str]:
    yield from (subject, "=" * len(subject), "")
    if digest.is_summary:
        yield from (f"{digest.total} papers are new, too many for a mail. By topic:", "")
        yield from (f"{count:6d}  {site.topic_names.get(slug, _UNSORTED)}" for slug, count in digest.topics)
        yield from ("", f"All of them: {site.url('latest/')}", "", f"The first {len(digest.papers)}:", "")
    for paper in digest.papers:
        yield from (*_paper(site, paper), "")
    if digest.trends:
        yield from ("Trending this week", "------------------", "")
    for trend in digest.trends:
        yield from (*_paper(site, trend.paper), reason(trend), "")


def _paper(site: Site, paper: Paper) -> Iterator[str]:
    yield to_unicode(paper.title)
    if paper.authors:
        more = len(paper.authors) - _AUTHORS
        names = ", ".join(author.name for author in paper.authors[:_AUTHORS])
        yield f"{names} and {more} more" if more > 0 else names
    if paper.venue or paper.year:
        yield paper.venue.name if paper.venue else str(paper.year)
    yield site.url(f"papers/{paper.slug}/")


def _end(site: Site, leave: str) -> Iterator[str]:
    yield f"{site.settings.site_name}: {site.url('')}"
    yield f"You get this because you confirmed that you want it. To leave: {leave}"
