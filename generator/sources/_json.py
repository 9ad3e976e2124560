"""JSON from strangers: bounded before it is parsed, numbers as they were written, repeated keys noticed."""

from __future__ import annotations

import json
import re
from collections import Counter
from typing import Any

MAX_DEPTH = 64
TOKENS = re.compile(r'"(?:[^"\\]|\\.)*+"?|[\[{\]}]')
"""A string, up to the end of the text where it is not closed, or a bracket."""
STEP = {"[": 1, "{": 1, "]": -1, "}": -1}
"""What each bracket does to the depth."""


class JsonError(Exception):
    """The text holds no JSON that can be used; the message says why, `line` where, counted from 0."""

    def __init__(self, message: str, line: int = 0) -> None:
        super().__init__(message)
        self.line = line


class Number(str):
    """A number as it was written."""

    __slots__ = ()


class Duplicate(dict[str, Any]):
    """An object in which a key stands twice; the first value stays."""

    repeated: tuple[str, ...] = ()


def parse_object(text: str) -> dict[str, Any]:
    """Return the object that a text holds, numbers as they were written; raise JsonError."""
    if _is_deep(text):
        raise JsonError(f"nested more than {MAX_DEPTH} deep")
    try:
        value = _DECODER.decode(text)
    except json.JSONDecodeError as error:
        raise JsonError(f"no valid JSON: {error.msg} in column {error.colno}", error.lineno - 1) from error
    if not isinstance(value, dict):
        raise JsonError('not an object such as {"title": ..., "abstract": ...}')
    return value


def _is_deep(text: str) -> bool:
    # Counting first keeps the common line cheap.
    if text.count("[") + text.count("{") <= MAX_DEPTH:
        return False
    depth = deepest = 0
    for match in TOKENS.finditer(text):
        depth += STEP.get(match.group(), 0)
        deepest = max(deepest, depth)
    return deepest > MAX_DEPTH


def keyed(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Return the pairs by key, as a `Duplicate` where a key stands twice."""
    result = dict(pairs)
    if len(result) == len(pairs):
        return result
    first = Duplicate(reversed(pairs))
    first.repeated = tuple(key for key, times in Counter(key for key, _ in pairs).items() if times > 1)
    return first


# Not strict: a tab or a line end that stands raw in a string is no reason to lose the record.
_DECODER = json.JSONDecoder(
    object_pairs_hook=keyed, parse_int=Number, parse_float=Number, parse_constant=Number, strict=False
)
