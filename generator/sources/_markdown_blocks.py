"""Markdown as its list items and table rows, each with the headings above it; code and prose are nothing."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from generator.sources._markdown import plain, simplified
from generator.text import squeeze

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from generator.sources._files import Line

MAX_ITEM = 20_000
"""Characters of one item; what stands behind them is left out."""
_HEADING = re.compile(r" {0,3}(#{1,6})\s+(.*?)\s*#*\s*")
_ITEM = re.compile(r"(\s*)(?:[-*+]|\d{1,4}[.)])\s+(?:\[[ xX]\]\s+)?(.*)")
_FENCE = re.compile(r"\s*(?:```|~~~)")
_RULE = re.compile(r"\s*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*")
_CELL = re.compile(r"(?<!\\)\|")
_TAB = 4


class Block(NamedTuple):
    """An item with its further lines, or (with cells) a row of a table."""

    line: int
    text: str
    above: tuple[str, ...]
    """The headings, from the second level down."""
    indent: int = 0
    header: tuple[str, ...] = ()
    cells: tuple[str, ...] = ()
    fault: str = ""


def blocks(lines: Iterable[Line]) -> Iterator[Block]:
    """Yield the items and rows in order."""
    reader = _Reader()
    for line in lines:
        yield from reader.feed(line)
    yield from reader.close()


class _Reader:
    """Where in the document the reading is; lives while one file is read."""

    def __init__(self) -> None:
        self.headings: dict[int, str] = {}
        self.item: Block | None = None
        self.header: tuple[str, ...] = ()
        self.is_code = False
        self.previous = ""

    def feed(self, line: Line) -> Iterator[Block]:
        """Yield the item or row that is complete once this line is known."""
        text = line.text.removeprefix("\ufeff")
        previous, self.previous = self.previous, text
        if _FENCE.match(text):
            self.is_code = not self.is_code
        elif self.is_code:
            return
        elif heading := _HEADING.fullmatch(text):
            yield from self.close()
            self._enter(len(heading[1]), squeeze(plain(simplified(heading[2]))))
        elif "|" in text and "|" in previous and _RULE.fullmatch(text):
            yield from self.close()
            self.header = _cells(previous)
        elif self.header and "|" in text:
            yield Block(line.number, "", self._above(), header=self.header, cells=_cells(text), fault=line.fault)
        elif item := _ITEM.fullmatch(text):
            yield from self.close()
            indent = len(item[1].expandtabs(_TAB))
            self.item = Block(line.number, item[2].rstrip(" \\")[:MAX_ITEM], self._above(), indent, fault=line.fault)
        else:
            self._go_on(line, text, previous)

    def close(self) -> Iterator[Block]:
        """Yield the open item."""
        item, self.item, self.header = self.item, None, ()
        if item:
            yield item

    def _go_on(self, line: Line, text: str, previous: str) -> None:
        """Add a line to the open item where Markdown does: it is indented, or follows without a blank line."""
        self.header = ()
        if self.item and text.strip() and (text[0].isspace() or previous.strip()):
            more = text.strip(" \t\\")
            together = f"{self.item.text} | {more}" if len(self.item.text) < MAX_ITEM else self.item.text
            self.item = self.item._replace(text=together[:MAX_ITEM], fault=self.item.fault or line.fault)

    def _enter(self, level: int, text: str) -> None:
        self.headings = {depth: above for depth, above in self.headings.items() if depth < level} | {level: text}

    def _above(self) -> tuple[str, ...]:
        return tuple(text for depth, text in sorted(self.headings.items()) if depth > 1 and text)


def _cells(text: str) -> tuple[str, ...]:
    return tuple(
        cell.strip().replace("\\|", "|") for cell in _CELL.split(text.strip().removeprefix("|").removesuffix("|"))
    )
