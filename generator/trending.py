"""What readers turn to now: a documented score over dated signals, with the reason beside each paper.

Within a window that ends today, the *gain* of a source is its newest total less its total at the window's start:

    score = sum over sources of log2(1 + gain) + 2 ** (-age / window)

Doubling the gain of one source is worth as much as one point, so that no single loud source decides; recency gives at
most one point and halves with every window that passes (a year for all time). A paper without any gain is not listed.
"""

from __future__ import annotations

import calendar
import math
from collections.abc import Iterable
from datetime import date, timedelta

import msgspec

from .paper import Paper, Signal
from .text import fold

_PLACES = 6
"""Digits that the score keeps: the last ones of a float depend on the order of a sum."""


class Window(msgspec.Struct, frozen=True):
    """A span of days that ends today."""

    name: str
    label: str
    days: int | None
    """None is since the beginning."""


WINDOWS = (
    Window("day", "Today", 1),
    Window("week", "This week", 7),
    Window("month", "This month", 30),
    Window("all", "All time", None),
)
_YEAR = 365


class Gain(msgspec.Struct, frozen=True):
    """How much a source's total grew within the window."""

    source: str
    gain: float
    total: float
    since: str
    """The day of the reading that it grew from; empty when it grew from nothing."""


class Trend(msgspec.Struct, frozen=True):
    """A paper with its score and the gains that made it, the largest first."""

    paper: Paper
    score: float
    gains: tuple[Gain, ...]


def trending(papers: Iterable[Paper], window: Window, now: str, limit: int) -> tuple[Trend, ...]:
    """Return the papers that gained most within the window that ends at `now` (`YYYY-MM-DD`), the best first.

    Papers that are retracted or withdrawn are left out. Equal scores are ordered by title, then by key.
    """
    today = date.fromisoformat(now)
    found = []
    for paper in papers:
        gains = _gains(paper, window, today) if paper.status.state == "published" else ()
        if gains:
            score = sum(math.log2(1 + gain.gain) for gain in gains) + _recency(paper, window, today)
            found.append(Trend(paper, round(score, _PLACES), gains))
    found.sort(key=lambda trend: (-trend.score, fold(trend.paper.title), trend.paper.key))
    return tuple(found[:limit])


def _gains(paper: Paper, window: Window, today: date) -> tuple[Gain, ...]:
    sources = sorted({signal.source for signal in paper.signals})
    start = today - timedelta(days=window.days) if window.days else None
    gains = [
        gain
        for source in sources
        if (gain := _gain(paper, [item for item in paper.signals if item.source == source], start, today))
    ]
    return tuple(sorted(gains, key=lambda item: (-item.gain, item.source)))


def _gain(paper: Paper, readings: list[Signal], start: date | None, today: date) -> Gain | None:
    """Return the gain of one source, or None when it is not known or not positive."""
    known = sorted((item.date, item.value) for item in readings if item.date <= today.isoformat())
    if not known:
        return None
    total = known[-1][1]
    since, before = _baseline(paper, known, start)
    gain = total - before
    return Gain(readings[0].source, gain, total, since) if gain > 0 else None


def _baseline(paper: Paper, known: list[tuple[str, float]], start: date | None) -> tuple[str, float]:
    """Return the day and total that the gain is counted from."""
    if start is None:
        return "", 0.0
    earlier = [item for item in known if item[0] <= start.isoformat()]
    if earlier:
        return earlier[-1]
    # A paper that is younger than the window began at nothing; for others the first reading is all that is known.
    return ("", 0.0) if (paper.date or "") > start.isoformat() else known[0]


def _recency(paper: Paper, window: Window, today: date) -> float:
    day = latest_day(paper.date) if paper.date else None
    if day is None:
        return 0.0
    return math.exp2(-max(0, (today - day).days) / (window.days or _YEAR))


def latest_day(text: str) -> date | None:
    """Return the last day that a date as precise as `YYYY`, `YYYY-MM` or `YYYY-MM-DD` can mean."""
    year, month, day = ([int(part) for part in text.split("-")] + [0, 0])[:3]
    try:
        month = month or 12
        return date(year, month, day or calendar.monthrange(year, month)[1])
    except ValueError:
        return None
