"""A BibTeX file as entries and macros with their lines; a broken entry loses only itself."""

from __future__ import annotations

import logging
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from bibtexparser.exceptions import ParserStateException
from bibtexparser.model import Entry as ParsedEntry
from bibtexparser.model import Field as ParsedField
from bibtexparser.model import ImplicitComment, ParsingFailedBlock, String
from bibtexparser.splitter import Splitter

from generator.errors import Problem
from generator.sources._bibtex_fields import READS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from bibtexparser.model import Block

    from generator.sources._files import Line

MAX_ENTRY = 1 << 20
"""Characters of one entry; the largest real one, with 3,000 authors and an abstract, has 100,000."""
MAX_FIELDS = 200
MAX_DEPTH = 64
# Where an entry starts: elsewhere `@` is an at sign. TeX allows space where the splitter does not.
_START = re.compile(r"[ \t]*@[ \t]*([A-Za-z]\w*)[ \t]*([{(]|$)")
_BRACES = re.compile(r"(?<!\\)[{}]")
_LOST_FIELD = re.compile(r"^[ \t,}]*([A-Za-z]+)[ \t]*=[ \t]*[{\"\d]", re.MULTILINE)
_INNER_FIELD = re.compile(rf"(?:^|[\s,}}\"\d])(?:{'|'.join(READS)})\s*=\s*[{{\"\d]", re.IGNORECASE)
# The splitter warns of each entry that it gives up; here these become problems with a line.
logging.getLogger(Splitter.__module__).setLevel(logging.CRITICAL + 1)


class Field(NamedTuple):
    """The value of a field as it is written, macros and enclosing braces included."""

    value: str
    line: int


@dataclass(frozen=True)
class Entry:
    """One entry; names of types and fields are in lower case."""

    type: str
    key: str
    line: int
    fields: dict[str, Field] = field(default_factory=dict)


class Macro(NamedTuple):
    """`@string{name = value}`."""

    name: str
    value: str
    line: int


class _Part(NamedTuple):
    """The text from one start of an entry to the next."""

    text: str
    line: int
    fault: str


def entries(lines: Iterable[Line], file: str) -> Iterator[Entry | Macro | Problem]:
    """Yield what the file holds, in order; comments and preambles are nothing."""
    for part in _parts(lines):
        if part.fault:
            yield _rejected(file, part.line, part.fault)
        else:
            yield from _parse(part, file)


def _parts(lines: Iterable[Line]) -> Iterator[_Part]:
    kept: list[str] = []
    first, size, fault = 1, 0, ""
    for line in lines:
        text = line.text
        start = _START.match(text)
        if start:
            yield _Part("\n".join(kept), first, fault)
            kept, first, size, fault = [], line.number, 0, ""
            # The line end between type and brace goes behind the brace, so that lines keep their numbers.
            text = f"@{start[1]}{start[2]}{text[start.end() :]}"
        elif kept and _is_open(kept) and text.lstrip().startswith(("{", "(")):
            kept[0] += text.lstrip()[0]
            text = text.lstrip()[1:]
        fault = fault or line.fault
        size += len(text)
        if size > MAX_ENTRY:
            fault = fault or f"an entry takes more than {MAX_ENTRY:,} characters"
        else:
            kept.append(text)
    yield _Part("\n".join(kept), first, fault)


def _is_open(kept: list[str]) -> bool:
    """Tell whether a type was read whose brace is still to come."""
    return bool(re.fullmatch(r"@\w+", kept[0])) and not any(text.strip() for text in kept[1:])


def _parse(part: _Part, file: str) -> Iterator[Entry | Macro | Problem]:
    if (depth := _depth(part.text)) > MAX_DEPTH:
        yield _rejected(file, part.line, f"braces nest {depth} deep, of which {MAX_DEPTH} are read")
        return
    try:
        blocks = Splitter(part.text).split().blocks
    except (ParserStateException, ValueError, IndexError) as error:
        yield _rejected(file, part.line, f"no entry that can be read: {error}")
        return
    failed = [block for block in blocks if isinstance(block, ParsingFailedBlock) and block.ignore_error_block is None]
    if failed and (mended := _closed(part)) is not None:
        entry, missing = mended
        yield from _entry(entry, part, file)
        told = f"the entry breaks off: `{missing}` is missing at its end, and what stood before it may be cut"
        last = entry.fields[-1]
        yield Problem(file, part.line + last.start_line, told, last.key.strip().lower(), "bibtex-cut")
        return
    for block in blocks:
        yield from _items(block, part, file)


def _items(block: Block, part: _Part, file: str) -> Iterator[Entry | Macro | Problem]:
    line = part.line + (block.start_line or 0)
    if isinstance(block, ParsingFailedBlock):
        inner = block.ignore_error_block
        if isinstance(inner, ParsedEntry):
            yield from _entry(inner, part, file)
        else:
            reason = getattr(block.error, "abort_reason", block.error)
            yield _rejected(file, line, f"the entry cannot be read: {' '.join(str(reason).split()).rstrip('.')}")
    elif isinstance(block, ParsedEntry):
        yield from _entry(block, part, file)
    elif isinstance(block, String):
        yield Macro(block.key.lower(), block.value, line)
    elif isinstance(block, ImplicitComment) and (lost := _LOST_FIELD.search(block.comment)):
        told = "this stands outside any entry; does a brace close too early above?"
        yield Problem(file, line + block.comment[: lost.start(1)].count("\n"), told, lost[1].lower(), "bibtex-brace")


def _entry(parsed: ParsedEntry, part: _Part, file: str) -> Iterator[Entry | Problem]:
    line = part.line + (parsed.start_line or 0)
    entry = Entry(parsed.entry_type.lower(), parsed.key.strip(), line)
    if len(parsed.fields) > MAX_FIELDS:
        yield Problem(
            file, line, f"has {len(parsed.fields):,} fields, of which {MAX_FIELDS} are read", code="truncated"
        )
    for item in parsed.fields[:MAX_FIELDS]:
        name = " ".join(item.key.split()).lower()
        at = part.line + item.start_line
        if name in entry.fields:
            yield Problem(file, at, "stands twice; the first is kept", name, "field")
        else:
            entry.fields[name] = Field(item.value, at)
    yield entry


def _closed(part: _Part) -> tuple[ParsedEntry, str] | None:
    """Return the entry with the signs that close it added at its end, where these are all that it lacks."""
    for missing in ("}", "}}", '"}'):
        blocks = Splitter(f"{part.text.rstrip()}\n{missing}").split().blocks
        entry = blocks[0]
        if len(blocks) == 1 and isinstance(entry, ParsedEntry) and entry.fields:
            return None if any(map(_swallows, entry.fields)) else (entry, missing)
    return None


def _swallows(item: ParsedField) -> bool:
    """Tell whether a value holds what looks like the field behind it: then the brace is missing inside the value."""
    return bool(_INNER_FIELD.search(item.value))


def _depth(text: str) -> int:
    depth = deepest = 0
    for match in _BRACES.finditer(text):
        depth = depth + 1 if match.group() == "{" else max(depth - 1, 0)
        deepest = max(deepest, depth)
    return deepest


def _rejected(file: str, line: int, reason: str) -> Problem:
    return Problem(file, line, reason, code="entry-rejected", rejected=True)
