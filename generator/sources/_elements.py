"""A JSON document cut into the papers that it lists, without parsing it: a fault costs the one paper that it is in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from generator.errors import Problem
from generator.sources._files import Line
from generator.sources._json import STEP, TOKENS, JsonError, parse_object

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

MAX_ELEMENT = 4 << 20
"""Characters that one paper may take."""
_LISTS = frozenset(f'"{name}"' for name in ("items", "papers", "references", "records", "works", "entries"))
"""Names under which a list of papers may stand; otherwise it stands on the top."""
_PADDING = " \t\r\n,\ufeff"


class Element(NamedTuple):
    """One element of the list, from the line that it starts on, or why there is none."""

    line: int
    text: str
    fault: str = ""


def objects(found: Iterable[Element], file: str) -> Iterator[tuple[int, dict[str, Any]] | Problem]:
    """Yield the object of each element with its line, or the problem that it was lost with."""
    for element in found:
        fault = element.fault
        try:
            value = {} if fault else parse_object(element.text)
        except JsonError as error:
            fault = f"{error} of line {element.line + error.line}" if error.line else str(error)
        yield (
            Problem(file, element.line, fault, code="record-rejected", rejected=True)
            if fault
            else (
                element.line,
                value,
            )
        )


def elements(lines: Iterable[Line]) -> Iterator[Element]:
    """Yield the elements of the list of papers in a document; a document without one is its own only element.

    Brackets decide where an element ends. Where they do not, the next line that looks like the start of an element
    does: all elements start alike in a file that a program wrote.
    """
    cutter = _Cutter()
    for line in lines:
        yield from cutter.feed(line)
    yield from cutter.finish()


class _Cutter:
    """Where in the document the reading is; lives while one document is read."""

    def __init__(self) -> None:
        self.place = "before"
        self.key = ""
        self.depth = 0
        self.line = 0
        self.parts: list[str] = []
        self.size = 0
        self.fault = ""
        self.sibling = ""
        """How a line starts that starts an element."""

    def feed(self, line: Line) -> Iterator[Element]:
        """Yield the elements that end on the line."""
        position: int | None = 0
        if self.place == "before":
            position = self._list_start(line)
            if position is None:
                return
        is_sibling = self.sibling and line.text.startswith(self.sibling)
        if is_sibling and self.place == "after":
            self.place = "inside"
        if self.place == "inside":
            if self.depth and is_sibling:
                yield self._ended(f"its brackets do not close before line {line.number}")
            yield from self._cut(line, position or 0)

    def finish(self) -> Iterator[Element]:
        """Yield what is left at the end of the document."""
        if self.place == "before" and "".join(self.parts).strip():
            self.line = self.line or 1
            yield self._ended()
        elif self.depth:
            yield self._ended("its brackets do not close before the end of the file")

    def _list_start(self, line: Line) -> int | None:
        """Return the position behind the bracket that opens the list of papers, or None while it was not met."""
        for match in TOKENS.finditer(line.text):
            if match.group() == "[" and (not self.depth or self.key in _LISTS):
                self.place, self.depth, self.parts, self.size, self.fault = "inside", 0, [], 0, ""
                return match.end()
            self.depth += STEP.get(match.group(), 0)
            self.key = match.group()
        if not self.line and line.text.strip():
            self.line = line.number
        self._keep(line, 0)
        return None

    def _keep(self, line: Line, start: int) -> None:
        self.fault = self.fault or line.fault
        self.size += len(line.text) - start
        if self.size > MAX_ELEMENT:
            self.fault = self.fault or f"one paper takes more than {MAX_ELEMENT:,} characters"
        else:
            self.parts.append(line.text[start:])

    def _cut(self, line: Line, position: int) -> Iterator[Element]:
        for match in TOKENS.finditer(line.text, position):
            step = STEP.get(match.group(), 0)
            if not self.depth and step:
                yield from self._between(line, position, match.start())
                position = match.start() if step > 0 else match.end()
                if step > 0:
                    self._start(line, position)
                elif match.group() == "]":
                    self.place = "after"
                    return
                else:
                    continue
            self.depth += step
            if not self.depth and step:
                self._keep(Line(line.number, line.text[: match.end()], line.fault), position)
                if self.line == line.number and not self.sibling and position == 0:
                    self.sibling = "{"
                position = match.end()
                yield self._ended()
        if self.depth:
            self._keep(line, position)
        else:
            yield from self._between(line, position, len(line.text))

    def _start(self, line: Line, position: int) -> None:
        self.line = line.number
        indent = line.text[:position]
        if indent.isspace() and not self.sibling:
            self.sibling = indent + "{"

    def _between(self, line: Line, start: int, end: int) -> Iterator[Element]:
        """Yield a fault for text between elements: it is none, and it is not nothing."""
        if line.text[start:end].strip(_PADDING):
            yield Element(line.number, "", line.fault or 'not an object such as {"title": ..., "abstract": ...}')

    def _ended(self, fault: str = "") -> Element:
        element = Element(self.line, "\n".join(self.parts), self.fault or fault)
        self.depth, self.parts, self.size, self.fault = 0, [], 0, ""
        return element
