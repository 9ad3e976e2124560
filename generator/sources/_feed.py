"""An Atom feed cut into entries without parsing it: a fault costs one entry, and no declaration reaches the parser."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from generator.sources._files import HEAD

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.sources._files import Line

MAX_ENTRY = 1 << 20
"""Characters of an entry."""
# What decides where an entry is: its tags, and what may hold text that looks like them.
_TOKEN = re.compile(r"<!\[CDATA\[|\]\]>|<!--|-->|<(?:\w{1,20}:)?entry(?=[\s>])|</(?:\w{1,20}:)?entry\s*>")
_FEED = re.compile(r"<(?:\w{1,20}:)?feed\b([^<>]*)>")
_NAMESPACE = re.compile(r"\s(xmlns(?::[\w.-]+)?)\s*=\s*(\"[^\"<]*\"|'[^'<]*')")
_SKIPPED = {"<![CDATA[": "]]>", "<!--": "-->"}


class Entry(NamedTuple):
    """The text of an entry, from the line that it starts on, or why it has no end."""

    line: int
    text: str
    fault: str


class Cutter:
    """Where in the feed the reading is; lives while one file is read."""

    def __init__(self) -> None:
        self.head: list[str] = []
        self.head_size = 0
        self.namespaces = ""
        """The declarations of the feed's root, which its entries need."""
        self.skipping = ""
        self.line = 0
        self.parts: list[str] = []
        self.size = 0
        self.fault = ""

    def is_declaring(self) -> bool:
        """Tell whether the head of the feed declares entities."""
        return any("<!ENTITY" in text for text in self.head)

    def feed(self, line: Line) -> Iterator[Entry]:
        """Yield the entries that end on the line."""
        position = 0
        for match in _TOKEN.finditer(line.text):
            token = match.group()
            if self.skipping:
                self.skipping = "" if token == self.skipping else self.skipping
            elif token in _SKIPPED:
                self.skipping = _SKIPPED[token]
            elif token.startswith("</"):
                if self.line:
                    self._keep(line, position, match.end())
                    yield self._ended()
                position = match.end()
            elif token not in _SKIPPED.values():
                if self.line:
                    self._keep(line, position, match.start())
                    yield self._ended("`</entry>` is missing")
                self._open(line, match.start())
                position = match.start()
        if self.line:
            self._keep(line, position, len(line.text))
        elif self.head_size < HEAD:
            self.head.append(line.text[:HEAD])
            self.head_size += len(line.text)

    def _open(self, line: Line, position: int) -> None:
        self.line = line.number
        if not self.namespaces:
            root = _FEED.search("\n".join([*self.head, line.text[:position]]))
            self.namespaces = " ".join(f"{name}={value}" for name, value in _NAMESPACE.findall(root[1] if root else ""))

    def finish(self) -> Iterator[Entry]:
        """Yield the entry that the feed breaks off in."""
        if self.line:
            yield self._ended("the feed breaks off in this entry")

    def _keep(self, line: Line, start: int, end: int) -> None:
        self.fault = self.fault or line.fault
        self.size += end - start
        if self.size > MAX_ENTRY:
            self.fault = self.fault or f"an entry takes more than {MAX_ENTRY:,} characters"
        else:
            self.parts.append(line.text[start:end])

    def _ended(self, fault: str = "") -> Entry:
        entry = Entry(self.line, "\n".join(self.parts), self.fault or fault)
        self.line, self.parts, self.size, self.fault = 0, [], 0, ""
        return entry
