"""YAML from strangers: events to plain values, without references, tags or depth, so that nothing can be multiplied."""

from __future__ import annotations

import json
import re
from typing import Any

import yaml

from generator.sources._json import keyed

MAX_DEPTH = 32
# The parser of C gives events without recursion; only composing nodes from them can exhaust the stack.
_LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
_PAIR = re.compile(r"\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}")
_NULLS = frozenset({"", "~", "null", "Null", "NULL"})


class YamlError(Exception):
    """The text holds no YAML that is read; the message says why, `line` where, counted from 0."""

    def __init__(self, message: str, line: int = 0) -> None:
        super().__init__(message)
        self.line = line


def parse(text: str) -> Any:
    """Return the value of the first document: dicts, lists, texts and None; raise YamlError."""
    # JSON is read as YAML, whose parser takes no character for two escapes.
    text = _PAIR.sub(_one_escape, text)
    builder = _Builder()
    try:
        for event in yaml.parse(text, Loader=_LOADER):
            builder.take(event)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line if error.problem_mark else 0
        raise YamlError(f"no valid YAML: {error.problem or error.context}", line) from error
    except (yaml.YAMLError, ValueError) as error:
        raise YamlError(f"no valid YAML: {' '.join(str(error).split())}") from error
    return builder.root


def _one_escape(match: re.Match[str]) -> str:
    char: str = json.loads(f'"{match.group()}"')
    return f"\\U{ord(char):08x}"


class _Builder:
    """The values that are open while the events of one text come in."""

    def __init__(self) -> None:
        self.root: Any = None
        self.open: list[tuple[Any, list[Any]]] = []

    def take(self, event: yaml.Event) -> None:
        """Add what an event says; refuse what could be more than it looks."""
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise YamlError("references (`&`, `*`) are not read; write the value out", _line(event))
        if (tag := str(getattr(event, "tag", None) or "!")) != "!":
            raise YamlError(f"tags such as {tag[:40]!r} are not read", _line(event))
        if isinstance(event, yaml.CollectionStartEvent):
            if len(self.open) >= MAX_DEPTH:
                raise YamlError(f"nested more than {MAX_DEPTH} deep", _line(event))
            self.open.append((event, []))
        elif isinstance(event, yaml.CollectionEndEvent):
            start, items = self.open.pop()
            self._add(items if isinstance(start, yaml.SequenceStartEvent) else _mapping(items, start))
        elif isinstance(event, yaml.ScalarEvent):
            is_null = event.style is None and event.value in _NULLS
            self._add(None if is_null else event.value)

    def _add(self, value: Any) -> None:
        if self.open:
            self.open[-1][1].append(value)
        elif self.root is None:
            self.root = value


def _line(event: yaml.Event) -> int:
    return event.start_mark.line if event.start_mark else 0


def _mapping(items: list[Any], start: yaml.Event) -> dict[str, Any]:
    pairs = list(zip(items[::2], items[1::2], strict=True))
    if any(isinstance(key, (dict, list)) for key, _ in pairs):
        raise YamlError("a list or an object stands where a name of a field is expected", _line(start))
    keys = ["" if key is None else key for key, _ in pairs]
    if "<<" in keys:
        raise YamlError("merge keys (`<<`) are not read; write the fields out", _line(start))
    return keyed(list(zip(keys, (value for _, value in pairs), strict=True)))
