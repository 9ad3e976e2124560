"""Dates in the forms that sources write them, as `2024`, `2024-03` or `2024-03-27`: as precise as they are."""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache

_YEARS = range(1500, 2200)
_NUMBERS = re.compile(r"(?P<year>\d{4})(?:[-/](?P<month>\d{1,2})(?:[-/](?P<day>\d{1,2}))?)?(?:[T ].*)?")
# What tables make of a year, and the form of ISO 8601 without hyphens.
_DECIMAL = re.compile(r"(?P<year>\d{4})\.0")
_COMPACT = re.compile(r"(?P<year>\d{4})(?P<month>\d\d)(?P<day>\d\d)")
# With the month in words no order of the numbers is in doubt.
_TH = r"(?:st|nd|rd|th)?"
_DAY_FIRST = re.compile(rf"(?:(?P<day>\d{{1,2}}){_TH} )?(?P<name>[A-Za-z]{{3,9}})\.?,? (?P<year>\d{{4}})")
_MONTH_FIRST = re.compile(rf"(?P<name>[A-Za-z]{{3,9}})\.? (?P<day>\d{{1,2}}){_TH},? (?P<year>\d{{4}})")
_FORMS = (_NUMBERS, _DECIMAL, _COMPACT, _DAY_FIRST, _MONTH_FIRST)
# Not the calendar's names: these follow the locale.
_MONTHS = (
    "", "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december",
)  # fmt: skip
_SEPTEMBER = "sept"


@lru_cache(maxsize=1 << 12)
def parse_date(value: str) -> str | None:
    """Return the date that a clean text writes, or None; `05/03/2021` is none, because its month is in doubt."""
    match = next((match for form in _FORMS if (match := form.fullmatch(value))), None) if value.isascii() else None
    if match is None or int(match["year"]) not in _YEARS:
        return None
    parts = match.groupdict()
    month = _month(parts["name"]) if "name" in parts else parts.get("month")
    return _checked(parts["year"], month, parts.get("day"))


def _month(name: str) -> str:
    """Return the number of a month by its name or its first three letters, `0` for other words."""
    lower = name.lower()
    short = lower[:3] if len(lower) == len("jan") or lower == _SEPTEMBER else lower
    found = (number for number, full in enumerate(_MONTHS) if full and short in {full, full[:3]})
    return str(next(found, 0))


def _checked(year: str, month: str | None, day: str | None) -> str | None:
    try:
        found = date(int(year), int(month or 1), int(day or 1))
    except ValueError:
        return None
    return f"{found:%Y-%m-%d}"[: len("2024-03-27") if day else len("2024-03") if month else len("2024")]
