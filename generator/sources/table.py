"""Tables of comma- or tab-separated values, as spreadsheets, databases and reference managers write them."""

from __future__ import annotations

import csv
import itertools
import re
from typing import TYPE_CHECKING, Any

import msgspec

from generator.errors import Problem
from generator.paper import RawPaper, Source
from generator.sources import Ignored, _files
from generator.sources._columns import ENDS, SPELLINGS, columns
from generator.sources._fields import LISTS, split_keywords
from generator.sources._names import split_names
from generator.sources._rows import DELIMITERS, Row, rows
from generator.text import clean, cut

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from generator.sources import Item
    from generator.sources._files import Line

NAME = "table"
SUFFIXES = (".csv", ".tsv", ".tab")
MAX_LINE = _files.MAX_LINE
READS = {spelling: field for field, spellings in SPELLINGS.items() for spelling in spellings} | dict.fromkeys(
    ENDS, "pages"
)
DROPS = {"any other column": "no field of a paper that pages show"}
# Excel's first line that names the delimiter.
_SEPARATOR = re.compile(r'\ufeff?"?sep=(.)"?\s*', re.IGNORECASE)
# What exports set before a cell that a spreadsheet would calculate.
_GUARD = re.compile(r"\A'(?=[=+\-@\t\r])")
_SURE_COLUMNS = 2
# What Scopus and others call their types, where the name of CSL means another: `article` is a preprint there.
_TYPES = dict.fromkeys(("Article", "Review", "Editorial", "Letter", "Note", "Short Survey"), "article-journal")


def recognises(name: str, head: str) -> bool:
    """Tell a table by a first line of column names, the title among them."""
    lines = [line for line in head.splitlines()[:3] if line.strip()]
    if lines and _SEPARATOR.fullmatch(lines[0]):
        return True
    known = columns(_cells(lines[0], _delimiter(lines[0])))[0] if lines else {}
    return "title" in known and (name.endswith(SUFFIXES) or len(known) >= _SURE_COLUMNS)


def read(lines: Iterable[Line], file: str) -> Iterator[Item]:
    """Yield a record for each row below the header."""
    lines = iter(lines)
    first = next((line for line in lines if line.text.strip()), None)
    if first is None:
        return
    delimiter = ""
    if match := _SEPARATOR.fullmatch(first.text):
        delimiter = match[1] if match[1] in DELIMITERS else ""
        first = next((line for line in lines if line.text.strip()), first)
    delimiter = delimiter or _delimiter(first.text)
    found = rows(itertools.chain([first], lines), delimiter)
    header = next(found)
    known, unknown = columns(header.cells)
    if header.fault or "title" not in known:
        shown = ", ".join(cut(clean(cell), 30) for cell in header.cells[:12])
        told = header.fault or f"no column is named `title`, or `paper`, `article title` ...; the first row is: {shown}"
        yield Problem(file, header.line, told, code="table-header", rejected=True)
        return
    for row in found:
        yield from _record(row, known, header.cells, file)
        yield from (Ignored(f"column {clean(name)[:40]}") for name in unknown)


def _delimiter(line: str) -> str:
    """Return the delimiter that makes the most known columns of the header, or the most cells."""
    return max(DELIMITERS, key=lambda sign: (len(columns(_cells(line, sign))[0]), line.count(sign)))


def _cells(line: str, delimiter: str) -> list[str]:
    try:
        return next(csv.reader([line.removeprefix("\ufeff")], delimiter=delimiter), [])
    except csv.Error:
        return []


def _record(row: Row, known: Mapping[str, Sequence[int]], header: Sequence[str], file: str) -> Iterator[Item]:
    fault = row.fault
    if not fault and any(cell.strip() for cell in row.cells[len(header) :]):
        fault = (
            f"has {len(row.cells)} cells where the header has {len(header)}; a cell that holds a separator is quoted"
        )
    if fault:
        yield Problem(file, row.line, fault, code="row-rejected", rejected=True)
        return
    if not any(cell.strip() for cell in row.cells):
        return
    facts: dict[str, Any] = {field: _value(row.cells, positions) for field, positions in known.items()}
    ends = sorted((ENDS[name], value) for name in ENDS if (value := facts.pop(name, "")))
    if ends:
        facts["pages"] = facts.get("pages") or "-".join(value for _, value in ends)
    facts["type"] = _TYPES.get(facts.get("type", ""), facts.get("type", ""))
    for name in LISTS:
        value = facts.get(name, "")
        facts[name] = tuple(split_keywords(value) if name == "keywords" else _people(value))
    yield msgspec.structs.replace(RawPaper(source=Source(file, row.line), format=NAME), **facts)


def _value(cells: Sequence[str], positions: Sequence[int]) -> str:
    """Return the first of several columns for one field that has something."""
    found = (cells[position].strip() for position in positions if position < len(cells))
    return _GUARD.sub("", next((value for value in found if value), ""), count=1)


def _people(value: str) -> list[str]:
    return (
        [name for line in value.splitlines() for name in split_names(line)] if ";" not in value else split_names(value)
    )
