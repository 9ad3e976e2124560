"""Dates in the parts that formats write them in, as `2024`, `2024-03` or `2024-03-27`: as precise as they are."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH_NAME = re.compile(rf"\b({'|'.join(_MONTHS)})[a-z]*", re.IGNORECASE)
_DAY = re.compile(r"(?<![\d:])(?:0?[1-9]|[12]\d|3[01])(?![\d:])")
_ISO = re.compile(r"\s*~?(\d{4})(?:-(\d\d))?(?:-(\d\d))?(?=[T\s?~%/]|$)")
_LAST_MONTH = 12


def from_parts(parts: Sequence[object]) -> str:
    """Return the date of year, month and day, as numbers or digits; a part that is none ends it."""
    found: list[str] = []
    for part, width in zip(parts, (4, 2, 2), strict=False):
        digits = str(part).strip() if part is not None else ""
        if not digits.isascii() or not digits.isdigit() or len(digits.lstrip("0")) > width or not int(digits):
            break
        found.append(digits.lstrip("0").zfill(width))
    if len(found) > 1 and int(found[1]) > _LAST_MONTH:
        # Numbers from 13 on stand for seasons and quarters.
        found = found[:1]
    return "-".join(found)


def common(first: str, last: str) -> str:
    """Return what two ends of a range share: `2024-03` of `2024-03-27` and `2024-03-29`."""
    shared: list[str] = []
    for one, other in zip(first.split("-"), last.split("-"), strict=False):
        if one != other:
            break
        shared.append(one)
    return "-".join(shared)


def from_iso(value: str) -> str:
    """Return the date of ISO 8601 or EDTF, a range as far as its ends agree; other text comes back as it is."""
    ends = [match for end in value.split("/") if (match := _ISO.match(end))]
    if not ends or len(ends) != len([end for end in value.split("/") if end.strip(" .")]):
        return value
    dates = [from_parts(match.groups()) for match in ends]
    return dates[0] if len(dates) == 1 else common(dates[0], dates[-1]) or dates[0][:4]


def month_and_day(value: str) -> tuple[str, str]:
    """Return the numbers of a month written as `jul`, `July`, `7` or `07--09 Jul`, and its day where one is named."""
    names = _MONTH_NAME.findall(value)
    if not names:
        return (value.strip(), "") if value.strip().isdigit() else ("", "")
    if len({name.lower() for name in names}) > 1:
        return "", ""
    days = _DAY.findall(value)
    return str(_MONTHS.index(names[0].lower()) + 1), days[0] if len(days) == 1 else ""
