"""RIS, as reference managers and publishers export it: tagged lines between `TY` and `ER`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import msgspec

from generator.errors import Problem
from generator.paper import RawPaper, Source
from generator.sources import Ignored, _dates, _files
from generator.sources._arxiv import arxiv_id
from generator.sources._fields import split_keywords
from generator.sources._markup import plain
from generator.sources._names import whole
from generator.sources._ris_fields import DROPS, PLACES, READS, TYPES
from generator.text import squeeze

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from generator.sources import Item
    from generator.sources._files import Line

__all__ = ["DROPS", "MAX_LINE", "NAME", "READS", "SUFFIXES", "read", "recognises"]

NAME = "ris"
SUFFIXES = (".ris",)
MAX_LINE = _files.MAX_LINE
_MAX_RECORD = 1 << 20
_TAG = re.compile(r"([A-Z][A-Z0-9]) {0,2}-(?: (.*)|$)")
_START = re.compile(r"^\s*TY {0,2}- ", re.MULTILINE)
_YEAR_FIRST = re.compile(r"\s*(\d{4})(?:[/-](\d{0,2})(?:[/-](\d{0,2}))?)?")
_ISSN = re.compile(r"\d{4}-?\d{3}[\dXx]")
_DOI = re.compile(r"(?:doi:\s*|https?://(?:dx\.)?doi\.org/)?(10\.\d{4,9}/\S+)", re.IGNORECASE)


class _Record:
    """The lines of one reference; lives while it is read."""

    def __init__(self, line: Line) -> None:
        self.line = line.number
        self.values: dict[str, list[str]] = {}
        self.tag = ""
        self.size = 0
        self.fault = line.fault

    def add(self, tag: str, value: str, line: Line) -> None:
        """Note a tagged line, or (without a tag) the next line of its value."""
        self.size += len(line.text)
        self.fault = self.fault or line.fault
        if self.size > _MAX_RECORD:
            self.fault = self.fault or f"a record takes more than {_MAX_RECORD:,} characters"
        elif tag:
            self.tag = tag
            self.values.setdefault(tag, []).append(value)
        elif self.tag and value:
            self.values[self.tag].append(f"\n{value}")

    def all(self, *tags: str) -> list[str]:
        """Return the values of some tags, in the order of the tags, each with its further lines."""
        found: list[str] = []
        for tag in tags:
            for value in self.values.get(tag, ()):
                if value.startswith("\n") and found:
                    found[-1] += value.replace("\n", " ")
                else:
                    found.append(value)
        return [squeezed for value in found if (squeezed := squeeze(value))]

    def first(self, *tags: str) -> str:
        """Return the first value of the first tag that has one."""
        return next(iter(self.all(*tags)), "")


def recognises(name: str, head: str) -> bool:
    """Tell RIS by its first tag, which may stand behind a line or two of a database."""
    match = _START.search(head)
    return match is not None and (name.endswith(SUFFIXES) or len(head[: match.start()].split()) < 40)  # noqa: PLR2004


def read(lines: Iterable[Line], file: str) -> Iterator[Item]:
    """Yield a record for each reference, even where its `ER` is missing."""
    record: _Record | None = None
    for line in lines:
        match = _TAG.match(line.text.strip("\ufeff \t"))
        tag, value = (match[1], match[2] or "") if match else ("", line.text.strip())
        if tag == "TY":
            if record:
                yield Problem(
                    file, line.number, f"`ER` is missing before it, after line {record.line}", "TY", "ris-end"
                )
                yield from _items(record, file)
            record = _Record(line)
        if record is None:
            if value or (tag and tag != "ER"):
                yield Ignored("line outside a record")
            continue
        if tag == "ER":
            yield from _items(record, file)
            record = None
        else:
            record.add(tag, value, line)
    if record:
        yield Problem(file, record.line, "`ER` is missing at its end; is the file complete?", "TY", "ris-end")
        yield from _items(record, file)


def _items(record: _Record, file: str) -> Iterator[Item]:
    if record.fault:
        yield Problem(file, record.line, record.fault, code="record-rejected", rejected=True)
        return
    facts = {field: plain(record.first(*tags)) for field, tags in PLACES.items()}
    kind = record.first("TY").upper()
    facts["type"] = TYPES.get(kind, kind)
    facts["date"] = _date(record)
    facts["pages"] = _pages(record)
    facts["number"] = facts["number"] or record.first("M1")
    if facts["type"] == "book":
        facts["series"], facts["venue"] = facts["series"] or facts["venue"], ""
    genre = record.first("M3")
    if _DOI.fullmatch(genre):
        facts["doi"] = facts["doi"] or genre
    else:
        facts["genre"] = genre
    facts |= _numbers(record) | _addresses(record, facts["doi"])
    if facts["arxiv"] and arxiv_id(facts["number"]) == facts["arxiv"]:
        facts["number"] = ""
    lists = {
        "authors": _names(record, "AU", "A1"),
        "editors": _names(record, "ED", "A2"),
        "keywords": tuple(word for value in record.all("KW") for word in split_keywords(value, ";")),
    }
    source = Source(file, record.line)
    yield msgspec.structs.replace(RawPaper(source=source, format=NAME), **facts, **lists)
    yield from (Ignored(f"field {tag}") for tag in record.values if tag not in READS)


def _names(record: _Record, *tags: str) -> tuple[str, ...]:
    """Return the names; where others are written `Family, Given`, one without a comma is that of a group."""
    names = record.all(*(tag for tag in record.values if tag in tags))
    if len(names) > 1 and not any("," in name for name in names):
        return tuple(names)
    return tuple(name if "," in name or " " not in name else whole(name) for name in names)


def _pages(record: _Record) -> str:
    first, last = record.first("SP"), record.first("EP")
    return f"{first}-{last}" if first and last and "-" not in first else first or last or record.first("C7")


def _date(record: _Record) -> str:
    """Return the most precise date; `2020/05//` and `2020///Spring` are as precise as they are."""
    dates: list[str] = []
    for value in record.all("DA", "PY", "Y1"):
        match = _YEAR_FIRST.match(value)
        dates.append(_dates.from_parts(match.groups()) if match else value)
    years = [date for date in dates if date[:4] == (dates[-1][:4] if dates else "")]
    return max(years, key=len, default="")


def _numbers(record: _Record) -> dict[str, str]:
    """Return ISBN and ISSN, which share a tag."""
    words = " ".join(record.all("SN")).replace("(", " ").replace(")", " ").split()
    issn = [word for word in words if _ISSN.fullmatch(word.strip(",;"))]
    isbn = [word for word in words if word not in issn and any(char.isdigit() for char in word)]
    return {"issn": " ".join(issn), "isbn": " ".join(isbn)}


def _addresses(record: _Record, doi: str) -> dict[str, str]:
    """Return the address of the paper, of its PDF, and the ids that further addresses hold."""
    urls = [value for value in record.all("UR", "LK", "L2") if value.startswith("http")]
    resolved = next((url for url in urls if _DOI.fullmatch(url)), "")
    others = [url for url in urls if url != resolved] or urls
    pdf = next((value for value in record.all("L1") if value.startswith("http")), "")
    return {
        "url": next(iter(others), record.first("UR")),
        "pdf": pdf,
        "doi": doi or resolved,
        "arxiv": arxiv_id(record.first("AN"), record.first("M1"), *urls),
    }
