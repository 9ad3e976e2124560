"""Why a paper is listed as trending, in words."""

from __future__ import annotations

from generator.trending import Gain, Trend

_MOST_GAINS = 3


def reason(trend: Trend) -> str:
    """Return the gains of a trend, such as `+12 stars since 2026-11-20 (40 in all), +3 citations (3 in all)`."""
    return ", ".join(_gain(gain) for gain in trend.gains[:_MOST_GAINS])


def _gain(gain: Gain) -> str:
    since = f" since {gain.since}" if gain.since else ""
    return f"+{_number(gain.gain)} {gain.source}{since} ({_number(gain.total)} in all)"


def _number(value: float) -> str:
    return f"{value:,.0f}" if value == int(value) else f"{value:,.1f}"
