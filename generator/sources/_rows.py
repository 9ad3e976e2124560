"""Lines to the rows of a table: cells in quotes may hold line ends, and a quote that never closes costs one row."""

from __future__ import annotations

import csv
import re
from collections import deque
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from generator.sources._files import Line

DELIMITERS = ",;\t|"
MAX_ROW = 1 << 20
"""Characters of a row."""
_MAX_LINES = 500
"""Lines that one row may span: an abstract with its paragraphs."""
_MAX_WASTED, _MIN_LINES = 50_000, 20
"""When looking for quotation marks that never close has read so many lines twice, rows are taken to be short."""


_QUOTE = re.compile(r'(?:[^"]|"")*+"')
_CLOSING = {delimiter: re.compile(rf'(?:[^"]|"")*+"(?=\s*(?:{re.escape(delimiter)}|$))') for delimiter in DELIMITERS}
"""The quotation mark that closes a cell: a separator or the end of the line stands behind it."""
_QUOTED = {
    delimiter: re.compile(rf'(?:^|(?<={re.escape(delimiter)}))"(?:(?:[^"]|"")*+"(?!")|(?P<open>(?:[^"]|"")*+$))')
    for delimiter in DELIMITERS
}


class Row(NamedTuple):
    """The cells of a row with its first line, or why there are none."""

    line: int
    cells: list[str]
    fault: str = ""


def rows(lines: Iterable[Line], delimiter: str) -> Iterator[Row]:
    """Yield the rows that are not blank."""
    waiting: deque[Line] = deque()
    source = iter(lines)
    wasted = 0
    while line := (waiting.popleft() if waiting else next(source, None)):
        if not line.text.strip():
            continue
        taken = [line]
        is_open = _is_open(line.text, delimiter)
        size = len(line.text)
        reach = _MAX_LINES if wasted < _MAX_WASTED else _MIN_LINES
        while is_open and len(taken) < reach and size <= MAX_ROW:
            more = waiting.popleft() if waiting else next(source, None)
            if more is None:
                break
            taken.append(more)
            size += len(more.text)
            closing = _CLOSING[delimiter].match(more.text)
            if closing is None and _QUOTE.match(more.text):
                # The next row's first quote is taken for the one that closes: this row's never came.
                break
            is_open = closing is None or _is_open(more.text, delimiter, closing.end())
        if is_open and len(taken) > 1:
            waiting.extendleft(reversed(taken[1:]))
            wasted += len(taken)
        yield _row(taken, delimiter, is_open=is_open)


def _row(taken: list[Line], delimiter: str, *, is_open: bool) -> Row:
    line = taken[0]
    fault = next((part.fault for part in taken if part.fault), "")
    if is_open:
        fault = fault or "a quotation mark opens a cell in this row and none closes it"
    if fault or sum(len(part.text) for part in taken) > MAX_ROW:
        return Row(line.number, [], fault or f"a row takes more than {MAX_ROW:,} characters")
    try:
        found = next(csv.reader([part.text + "\n" for part in taken], delimiter=delimiter), [])
    except csv.Error as error:
        return Row(line.number, [], f"the row cannot be read: {error}")
    return Row(line.number, found)


def _is_open(text: str, delimiter: str, position: int = 0) -> bool:
    """Tell whether a quoted cell that starts behind the position is still open at the end of the line."""
    return any(match.lastgroup == "open" for match in _QUOTED[delimiter].finditer(text, position))
