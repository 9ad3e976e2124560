"""The digest: what is new and what readers turn to, for a page of the site and for one mail a subscriber."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence

import msgspec

from generator.paper import UNSORTED, Paper
from generator.trending import WINDOWS, Trend, trending

MOST = 50
"""More new papers than this are told as a summary."""
IN_SUMMARY = 10
"""Papers that a summary names."""
TRENDS = 5
WEEK = next(window for window in WINDOWS if window.name == "week")
"""What trends within it is told."""


class Digest(msgspec.Struct, frozen=True, kw_only=True):
    """One issue as one reader gets it."""

    day: str
    papers: tuple[Paper, ...]
    """The new papers that are named, newest first."""
    total: int
    """How many are new; more than `papers` holds in a summary."""
    topics: tuple[tuple[str, int], ...]
    """Slug and number of new papers, of a summary only; the largest first."""
    trends: tuple[Trend, ...]
    """What gained most within the week; empty where no signals are known."""

    @property
    def is_summary(self) -> bool:
        """Whether more papers are new than a mail can name."""
        return self.total > len(self.papers)


def compose(
    papers: Sequence[Paper], new: Collection[str], day: str, topics: Collection[str] = (), names: Collection[str] = ()
) -> Digest:
    """Return the digest of the papers whose slugs are `new`, for a reader of these topics (none: of all).

    `papers` is the catalogue in the order of lists. Retracted and withdrawn papers are no news. `names` are the slugs
    of all topics in the order of the taxonomy.
    """
    chosen = [paper for paper in papers if paper.status.state == "published" and _interests(paper, topics)]
    fresh = [paper for paper in chosen if paper.slug in new]
    return Digest(
        day=day,
        papers=tuple(named(fresh)),
        total=len(fresh),
        topics=_counts(fresh, tuple(names)) if len(fresh) > MOST else (),
        trends=trending(chosen, WEEK, day, TRENDS),
    )


def issues(papers: Iterable[Paper]) -> dict[str, list[Paper]]:
    """Return the papers that were first published on each day, the newest day first; only those that stand."""
    days: dict[str, list[Paper]] = defaultdict(list)
    for paper in papers:
        if paper.status.state == "published":
            days[paper.first_seen].append(paper)
    return {day: days[day] for day in sorted(days, reverse=True)}


def named(papers: Sequence[Paper]) -> Sequence[Paper]:
    """Return those of a day's papers that an issue names."""
    return papers if len(papers) <= MOST else papers[:IN_SUMMARY]


def _interests(paper: Paper, topics: Collection[str]) -> bool:
    return (
        not topics or any(topic.slug in topics for topic in paper.topics) or (UNSORTED in topics and not paper.topics)
    )


def _counts(papers: Iterable[Paper], order: Sequence[str]) -> tuple[tuple[str, int], ...]:
    counts = Counter(paper.primary_topic for paper in papers)
    return tuple(sorted(counts.items(), key=lambda item: (-item[1], order.index(item[0]) if item[0] in order else 0)))
