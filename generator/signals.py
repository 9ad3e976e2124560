"""Dated readings of what readers did with a paper, from `content/signals/*.csv` and `*.jsonl`.

A reading says that on that day a source (citations, stars, upvotes: any name) showed that total for that paper. Totals
of several days are kept side by side, so that a trend can be a change. A CSV file has the header
`paper,source,date,value`; a line of JSON Lines is an object of the same names.
"""

from __future__ import annotations

import csv
import json
import math
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path

import msgspec

from .errors import Problem
from .text import clean, cut

FOLDER = "signals"
FIELDS = ("paper", "source", "date", "value")
CODE = "signal"
_LONGEST = {"paper": 1_000, "source": 40, "date": 10, "value": 20}
_LARGEST = 1e12
"""No count of readers is larger; a number that is was made to hurt."""


class Reading(msgspec.Struct, frozen=True, order=True):
    """A total on a day, for a paper named by identity, slug or title."""

    paper: str
    source: str
    date: str
    """`YYYY-MM-DD`."""
    value: float
    file: str
    line: int


def read_signals(content: Path) -> tuple[tuple[Reading, ...], tuple[Problem, ...]]:
    """Return the readings of a content folder in a stable order, and a problem for each line that is none."""
    readings: list[Reading] = []
    problems: list[Problem] = []
    for path in sorted(
        path for path in (content / FOLDER).glob("*") if path.suffix in {".csv", ".jsonl"} and path.is_file()
    ):
        file = f"{FOLDER}/{path.name}"
        text = path.read_text(encoding="utf-8-sig", errors="replace")
        rows = _table(text) if path.suffix == ".csv" else _objects(text)
        for line, row in rows:
            found = _reading(row, file, line)
            (readings if isinstance(found, Reading) else problems).append(found)  # type: ignore[arg-type]
    return tuple(sorted(readings)), tuple(problems)


Row = Mapping[str, str] | str
"""The fields of a line, or what is wrong with it."""


def _table(text: str) -> Iterator[tuple[int, Row]]:
    lines = text.splitlines()
    header = [clean(name).lower() for name in next(csv.reader(lines[:1]), [])]
    missing = [name for name in FIELDS if name not in header]
    if missing:
        yield 1, f"the header lacks {', '.join(missing)}; it is {','.join(FIELDS)}"
        return
    for number, line in enumerate(lines[1:], 2):
        try:
            # Line by line: a quotation mark without its partner must not swallow the lines that follow.
            cells = next(csv.reader([line], strict=True), [])
        except csv.Error as error:
            yield number, f"no line of a table: {error}"
            continue
        if any(cells):
            yield number, dict(zip(header, cells, strict=False))


def _objects(text: str) -> Iterator[tuple[int, Row]]:
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip():
            continue
        try:
            value = json.loads(line, parse_float=str, parse_int=str, parse_constant=str)
        except (ValueError, RecursionError):
            yield number, "no valid JSON"
            continue
        wrong = "not an object of texts and numbers"
        if isinstance(value, dict):
            fields = {name: value.get(name, "") for name in FIELDS}
            yield number, fields if all(isinstance(item, str) for item in fields.values()) else wrong
        else:
            yield number, wrong


def _reading(row: Row, file: str, line: int) -> Reading | Problem:
    if isinstance(row, str):
        return Problem(file, line, row, code=CODE)
    fields = {name: clean(row.get(name, "")) for name in FIELDS}
    for name, value in fields.items():
        if not value or len(value) > _LONGEST[name]:
            told = f"expected at most {_LONGEST[name]} characters" if value else "nothing stands here"
            return Problem(file, line, told, name, CODE)
    try:
        day = date.fromisoformat(fields["date"]).isoformat()
    except ValueError:
        return Problem(file, line, f"{fields['date']} is no day such as 2026-01-31", "date", CODE)
    count = _number(fields["value"])
    if count is None:
        return Problem(file, line, f"{fields['value']} is no count", "value", CODE)
    return Reading(fields["paper"], fields["source"], day, count, file, line)


def _number(text: str) -> float | None:
    try:
        value = float(text)
    except ValueError:
        return None
    return value if math.isfinite(value) and 0 <= value <= _LARGEST else None


def unplaced(readings: Iterable[Reading]) -> Iterator[Problem]:
    """Yield one problem for each name that is no paper of the catalogue, at its first reading."""
    told: set[str] = set()
    for reading in sorted(readings, key=lambda item: (item.file, item.line)):
        if reading.paper not in told:
            told.add(reading.paper)
            message = f"{cut(reading.paper, 60)} names no one paper of the catalogue"
            yield Problem(reading.file, reading.line, message, "paper", CODE)
