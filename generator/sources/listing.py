"""A page of text that lists papers: titles and abstracts in turn, with whatever else stood on the page."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from generator import text
from generator.errors import Problem
from generator.paper import RawPaper, Source
from generator.sources import Ignored, _files
from generator.sources._alignment import Entry, align
from generator.sources._furniture import without_furniture, without_numbers
from generator.sources._paragraphs import Paragraph, paragraphs

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from generator.sources import Item
    from generator.sources._files import Line

NAME = "listing"
SUFFIXES: tuple[str, ...] = ()
MAX_LINE = _files.MAX_LINE
READS = {"a short line": "title", "the long line behind it": "abstract"}
DROPS = {"buttons, counters and other furniture of the page": "no part of a paper"}

_SUFFIXES = ("", "txt", "text", "lst", "list", "listing", "md", "markdown")
# The first characters of JSON, XML and HTML, BibTeX, RIS and YAML: text too, but with a form of its own.
_OTHER_FORM = re.compile(r"\s*(?:[{<]|\[\s*[{\[]|@\w+\s*[{(]|TY  - |---\s*\n|%[A-Z!] )")
_OTHER_SUFFIX = re.compile(
    r"\.(?:json\w*|ndjson|bib|bibtex|ris|enw|nbib|csv|tsv|ya?ml|toml|xml|x?html?|py|js|sh|cfg|ini|log|tex|rst)$"
)
_LONG = 200
"""No title is so long; where the name says nothing, two such lines of prose tell a listing."""


def recognises(name: str, head: str) -> bool:
    """Tell a listing by what it is not, and by a suffix of plain text or two lines as long as abstracts."""
    if _OTHER_FORM.match(head) or _OTHER_SUFFIX.search(name):
        return False
    if name.rpartition(".")[2] in _SUFFIXES or "." not in name:
        return any(len(line.split()) > 1 for line in head.splitlines())
    return sum(len(line) >= _LONG and " " in line for line in head.splitlines()) > 1


def read(lines: Iterable[Line], file: str) -> Iterator[Item]:
    """Yield the papers by their rank, and each fault in the alternation with its line."""
    found = paragraphs(lines)
    content = without_furniture(found)
    yield from (Ignored("line that is no paper") for _ in range(len(found) - len(content)))
    single, doubled = _without_doubles(content)
    for again, before in doubled:
        told = f"the same as line {before.line}; it was left out"
        yield Problem(file, again.line, told, code="listing-doubled")
    for position, entry in enumerate(align(without_numbers(single)), 1):
        yield from _record(entry, file, position)


def _without_doubles(content: Sequence[Paragraph]) -> tuple[list[Paragraph], list[tuple[Paragraph, Paragraph]]]:
    """Return the paragraphs without those that repeat the one before them, and those, each with what it repeats."""
    kept: list[Paragraph] = []
    doubled: list[tuple[Paragraph, Paragraph]] = []
    for paragraph in content:
        if kept and paragraph.text == kept[-1].text:
            doubled.append((paragraph, kept[-1]))
        else:
            kept.append(paragraph)
    return kept, doubled


def _record(entry: Entry, file: str, position: int) -> Iterator[Item]:
    """Yield the paper with what was odd about its lines, or what was lost and why."""
    parts = entry.title + entry.abstract
    line = parts[0].line
    fault = next((part for part in parts if part.fault), None)
    if fault:
        yield Problem(
            file,
            fault.line,
            f"{fault.fault}; the paper of line {line} was left out",
            code="line-rejected",
            rejected=True,
        )
        return
    if not entry.title:
        told = f"an abstract without a title: {text.cut(parts[0].text, 60)!r}"
        yield Problem(file, line, told, "title", "title-missing", rejected=True)
        return
    title, abstract = (" ".join(part.text for part in side) for side in (entry.title, entry.abstract))
    yield RawPaper(source=Source(file, line, position), format=NAME, title=title, abstract=abstract)
    if not abstract:
        yield Problem(file, line, "no abstract follows this title", "abstract", "abstract-missing")
    for name, side in (("title", entry.title), ("abstract", entry.abstract)):
        if len(side) > 1:
            where = ", ".join(str(part.line) for part in side)
            yield Problem(file, side[1].line, f"it stands on lines {where}, which were joined", name, "listing-split")
