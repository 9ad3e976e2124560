"""The values of BibTeX's fields: braces, quotes, numbers and macros, joined by `#`."""

from __future__ import annotations

import re
from typing import NamedTuple

MAX_EXPANDED = 1 << 16
"""Characters that macros may make of one value."""
MAX_EXPANDED_FILE = 1 << 24
MONTHS = {
    name: name for name in ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
}  # fmt: skip
"""The macros that every style defines."""

_WORD = re.compile(r"[^\s#{}\"]+")
_DELIMITER = re.compile(r"(?<!\\)[{}]")
_QUOTE = re.compile(r"(?<!\\)[{}\"]")
_JOINT = re.compile(r"\s*#\s*")
_FIELD = re.compile(r"\s*([A-Za-z][\w-]*)\s*=\s*")


class Value(NamedTuple):
    """What an expression is, with what is wrong with it and what stands behind it that is none of it."""

    text: str
    faults: tuple[str, ...] = ()
    rest: str = ""


class Macros:
    """The macros that a file has defined so far; lives while the file is read."""

    def __init__(self) -> None:
        self.known = dict(MONTHS)
        self.expanded = 0

    def define(self, name: str, expression: str) -> tuple[str, ...]:
        """Define a macro and return what is wrong with its value."""
        value = self.evaluate(expression)
        self.known[name.lower()] = value.text
        return value.faults

    def evaluate(self, expression: str) -> Value:
        """Return the text of `{a} # b # "c"`; a word that is no macro stands for itself, with a fault."""
        text = expression.strip()
        parts: list[str] = []
        faults: list[str] = []
        position = size = 0
        while position < len(text):
            part, position = self._part(text, position, faults)
            parts.append(part)
            size += len(part)
            joint = _JOINT.match(text, position)
            if joint is None:
                break
            position = joint.end()
            if size > MAX_EXPANDED:
                return Value("", (*faults, f"its parts make more than {MAX_EXPANDED:,} characters"))
        return Value("".join(parts), tuple(faults), text[position:].strip())

    def _part(self, text: str, position: int, faults: list[str]) -> tuple[str, int]:
        """Return the part of an expression that starts there, and where it ends."""
        if text[position] in '{"':
            end = _end(text, position)
            return text[position + 1 : end], end + 1
        word = _WORD.match(text, position)
        if word is None:
            return "", len(text)
        name = word.group()
        if name.isdigit():
            return name, word.end()
        if name.lower() not in self.known:
            faults.append(f"{name[:40]!r} is no macro that the file defines above; it is taken as it stands")
            return name, word.end()
        part = self.known[name.lower()]
        self.expanded += len(part)
        if self.expanded > MAX_EXPANDED_FILE:
            faults.append(f"the macros of this file make more than {MAX_EXPANDED_FILE:,} characters")
            part = ""
        return part, word.end()


def _end(text: str, start: int) -> int:
    """Return the position of the brace or quotation mark that closes the one at the start, or the end of the text."""
    depth = 0
    for match in (_DELIMITER if text[start] == "{" else _QUOTE).finditer(text, start):
        depth += {"{": 1, "}": -1}.get(match.group(), 0)
        is_last = match.group() == "}" if text[start] == "{" else match.group() == '"' and match.start() > start
        if not depth and is_last:
            return match.start()
    return len(text)


def lost_field(rest: str) -> tuple[str, str] | None:
    """Return the field in the text behind a value: there is one where the comma before it was forgotten."""
    match = _FIELD.match(rest)
    return (match[1].lower(), rest[match.end() :]) if match else None
