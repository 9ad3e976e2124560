"""Trending, by hand: a table of invented signals, and what each window makes of it."""

from __future__ import annotations

import math

import msgspec
import pytest

from generator.paper import Paper, Signal, Status
from generator.trending import WINDOWS, Window, latest_day, trending

NOW = "2026-03-31"


def paper(key: str, date: str | None, *signals: tuple[str, str, float]) -> Paper:
    return Paper(key=key, title=f"Invented {key}", date=date, signals=tuple(Signal(*item) for item in signals))


PAPERS = (
    # Old and large, but it stands still: 900 stars in all, 0 in a month.
    paper("still", "2020", ("stars", "2026-02-01", 900), ("stars", "2026-03-30", 900)),
    # Grows slowly: +30 in the month (from 2026-02-20, the last reading at its start), +2 in the week, +1 today.
    paper(
        "slow", "2024-05",
        ("stars", "2026-02-20", 70), ("stars", "2026-03-24", 98), ("stars", "2026-03-30", 99),
        ("stars", "2026-03-31", 100),
    ),
    # New this week, so that it grew from nothing: +7 stars and +3 citations.
    paper("new", "2026-03-27", ("stars", "2026-03-30", 7), ("citations", "2026-03-30", 3)),
    # First read within the week though it is old: only what came after that reading is known, +4.
    paper("found", "2021-01-01", ("upvotes", "2026-03-28", 60), ("upvotes", "2026-03-31", 64)),
    # Falls.
    paper("falls", "2026-03-30", ("stars", "2026-03-01", 9), ("stars", "2026-03-31", 4)),
    # Read in the future only.
    paper("future", "2026-03-30", ("stars", "2026-04-01", 1000)),
    paper("silent", "2026-03-31"),
)  # fmt: skip
EXPECTED = {
    # found: 60 to 64, log2(5) = 2.32; slow: 99 to 100, log2(2) = 1; new was read on one day only.
    "day": [("found", math.log2(1 + 4)), ("slow", 1.0)],
    # new: log2(8) + log2(4) + 2^(-4/7) = 5.67; found: log2(5) = 2.32; slow: log2(3) = 1.58.
    "week": [("new", 5 + 2 ** (-4 / 7)), ("found", math.log2(5)), ("slow", math.log2(3))],
    # new: 5 + 2^(-4/30) = 5.91; slow: log2(31) = 4.95; found: 2.32.
    "month": [("new", 5 + 2 ** (-4 / 30)), ("slow", math.log2(31)), ("found", math.log2(5))],
    # Totals: still log2(901), slow log2(101), found log2(65), new 5, falls log2(5); plus recency by years.
    "all": [
        ("still", math.log2(901) + 2 ** (-1916 / 365)),
        ("slow", math.log2(101) + 2 ** (-669 / 365)),
        ("found", math.log2(65) + 2 ** (-1915 / 365)),
        ("new", 5 + 2 ** (-4 / 365)),
        ("falls", math.log2(5) + 2 ** (-1 / 365)),
    ],
}


@pytest.mark.parametrize("window", WINDOWS, ids=lambda window: window.name)
def test_the_ranking_of_each_window_is_the_one_computed_by_hand(window: Window):
    found = trending(PAPERS, window, NOW, 10)

    assert [trend.paper.key for trend in found] == [key for key, _ in EXPECTED[window.name]]
    assert [trend.score for trend in found] == pytest.approx([score for _, score in EXPECTED[window.name]], abs=1e-4)


def test_each_entry_says_what_it_grew_from():
    week = {trend.paper.key: trend.gains for trend in trending(PAPERS, WINDOWS[1], NOW, 10)}

    assert [(gain.source, gain.gain, gain.total, gain.since) for gain in week["slow"]] == [
        ("stars", 2, 100, "2026-03-24")
    ]
    assert [(gain.source, gain.gain, gain.since) for gain in week["new"]] == [("stars", 7, ""), ("citations", 3, "")]
    assert [(gain.source, gain.gain, gain.since) for gain in week["found"]] == [("upvotes", 4, "2026-03-28")]


def test_without_signals_nothing_trends():
    bare = [msgspec.structs.replace(item, signals=()) for item in PAPERS]

    assert [trending(bare, window, NOW, 10) for window in WINDOWS] == [()] * 4


def test_what_is_retracted_or_withdrawn_does_not_trend():
    for state in ("retracted", "withdrawn"):
        papers = [msgspec.structs.replace(item, status=Status(state)) for item in PAPERS]
        assert trending(papers, WINDOWS[3], NOW, 10) == ()


def test_the_order_of_papers_decides_nothing():
    assert trending(PAPERS, WINDOWS[2], NOW, 10) == trending(PAPERS[::-1], WINDOWS[2], NOW, 10)


@pytest.mark.parametrize(
    ("text", "day"),
    [("2024", "2024-12-31"), ("2024-02", "2024-02-29"), ("2024-02-03", "2024-02-03"), ("2024-13", None)],
)
def test_a_date_is_taken_as_the_last_day_that_it_can_mean(text: str, day: str | None):
    found = latest_day(text)

    assert (found.isoformat() if found else None) == day
