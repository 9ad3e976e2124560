"""YAML that people write, read safely: every entry keeps its line, and a mistake costs only the entry it is in."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import yaml

from generator.errors import Problem
from generator.text import clean

if TYPE_CHECKING:
    from collections.abc import Iterator

UNREADABLE = "unreadable"
"""The code of the problem that a whole file could not be read: nothing that it says is known."""


@dataclass(frozen=True)
class Entry:
    """One mapping of the file, with the line that it starts on."""

    line: int
    values: dict[str, yaml.Node]


@dataclass(frozen=True)
class YamlFile:
    """A file being read, with the problems met so far; it lives as long as the reading of the file."""

    file: str
    code: str
    """The name of the kind of problem that the file can have."""
    problems: list[Problem] = field(default_factory=list)

    def report(self, line: int, message: str, name: str = "", *, rejected: bool = False) -> None:
        """Note a problem; `rejected` says that the entry was left out because of it."""
        self.problems.append(Problem(self.file, line, message, name, self.code, rejected))

    def root(self, text: str) -> yaml.Node | None:
        """Return the top of the file; None when it is empty or no YAML, which is reported."""
        try:
            return yaml.compose(text, Loader=yaml.SafeLoader)
        except yaml.MarkedYAMLError as error:
            line = error.problem_mark.line + 1 if error.problem_mark else 0
            self._give_up(line, f"this is not valid YAML: {error.problem or error.context}")
        except (yaml.YAMLError, RecursionError) as error:
            self._give_up(0, f"this is not valid YAML: {' '.join(str(error).split())}")
        return None

    def _give_up(self, line: int, message: str) -> None:
        self.problems.append(Problem(self.file, line, message, code=UNREADABLE, rejected=True))

    def sequence(self, node: yaml.Node | None, expected: str) -> Iterator[Entry]:
        """Yield the mappings of a list; anything else is reported with what was expected."""
        if node is None or _is_null(node):
            return
        if not isinstance(node, yaml.SequenceNode):
            self.report(_line(node), f"expected {expected}", rejected=True)
            return
        for item in node.value:
            entry = self.entry(item, expected)
            if entry is not None:
                yield entry

    def mapping(self, node: yaml.Node | None, expected: str) -> Iterator[tuple[str, Entry]]:
        """Yield the named mappings of a mapping; anything else is reported with what was expected."""
        if node is None or _is_null(node):
            return
        if not isinstance(node, yaml.MappingNode):
            self.report(_line(node), f"expected {expected}", rejected=True)
            return
        for key, value in node.value:
            entry = self.entry(value, expected)
            if entry is not None:
                yield clean(str(key.value)), Entry(_line(key), entry.values)

    def entry(self, node: yaml.Node, expected: str) -> Entry | None:
        """Return a node as an entry; None, with a report, when it is no mapping."""
        if not isinstance(node, yaml.MappingNode):
            self.report(_line(node), f"expected {expected}", rejected=True)
            return None
        return Entry(_line(node), {str(key.value): value for key, value in node.value})

    def only(self, entry: Entry, names: tuple[str, ...]) -> None:
        """Report the fields that the entry has beside those of that name: most are slips of the pen."""
        for name, node in entry.values.items():
            if name not in names:
                self.report(_line(node), f"unknown field; known are {', '.join(names)}", name)

    def text(self, entry: Entry, name: str) -> str:
        """Return a field's text, empty when it is missing; another kind of value is reported."""
        node = entry.values.get(name)
        if node is None or _is_null(node):
            return ""
        if isinstance(node, yaml.ScalarNode):
            return clean(node.value)
        self.report(_line(node), "expected a text", name)
        return ""

    def texts(self, entry: Entry, name: str) -> tuple[str, ...]:
        """Return a field's list of texts, empty when it is missing; other values are reported and left out."""
        node = entry.values.get(name)
        if node is None or _is_null(node):
            return ()
        if not isinstance(node, yaml.SequenceNode):
            self.report(_line(node), "expected a list, one `- text` a line", name)
            return ()
        found = []
        for item in node.value:
            value = clean(item.value) if isinstance(item, yaml.ScalarNode) else ""
            if value:
                found.append(value)
            else:
                self.report(_line(item), "expected a text; quote it when it holds a colon", name)
        return tuple(found)


def _line(node: yaml.Node) -> int:
    """Return the line that a node starts on, from 1."""
    return int(node.start_mark.line) + 1


def _is_null(node: yaml.Node) -> bool:
    """Tell whether nothing was written where a value could stand."""
    return isinstance(node, yaml.ScalarNode) and node.style is None and node.value in {"", "~", "null"}
