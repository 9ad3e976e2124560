"""What every rule module of this package offers, and the log that the rules write to."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator
from typing import Protocol

from generator import maths
from generator.paper import Flag, RawPaper, Repair

MAX_LOGGED = 200
"""Repairs or flags that one field can hold: a hostile text must not make a page of nothing else."""
CONTEXT = 24
"""Characters that a log entry shows on each side of a change, cut at a space."""

# Rules for prose leave these alone: addresses, expressions, code between backticks is rare enough to be text.
_ADDRESS = re.compile(
    r"https?://[^\s<>\"`|\\^{}]+|www\.[^\s<>\"`|\\^{}]+|[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}"
)


class Rule(Protocol):
    """A module of this package: one kind of fault. It changes what it is sure of, and flags what it is not."""

    DESCRIPTIONS: dict[str, str]
    """The names of its rules, each with the sentence that pages show."""

    def apply(self, text: str, log: Log) -> str:
        """Return the repaired text of the field that the log is for."""


class Log:
    """The repairs and flags of one field of one record; lives while that field is repaired."""

    def __init__(self, field: str, raw: RawPaper) -> None:
        self.field = field
        self.raw = raw
        """The record as it was read: evidence from its other fields."""
        self.repairs: dict[Repair, None] = {}
        self.flags: dict[Flag, None] = {}

    def repaired(self, rule: str, before: str, after: str) -> None:
        """Note a change, once for each pair of snippets."""
        if before != after and len(self.repairs) < MAX_LOGGED:
            self.repairs[Repair(rule, self.field, before, after)] = None

    def flagged(self, rule: str, text: str) -> None:
        """Note something that is damaged and stays."""
        if len(self.flags) < MAX_LOGGED:
            self.flags[Flag(rule, self.field, text)] = None

    def sub(self, rule: str, pattern: re.Pattern[str], replace: Callable[[re.Match[str]], str], text: str) -> str:
        """Replace the matches outside addresses and expressions, and note each with a little of its surroundings."""
        matches = list(pattern.finditer(text))
        if not matches:
            return text
        kept = protected(text)
        changes = [(match.start(), match.end(), replace(match)) for match in matches if not touches(match.span(), kept)]
        return self.splice(rule, text, [change for change in changes if text[change[0] : change[1]] != change[2]])

    def splice(self, rule: str, text: str, changes: list[tuple[int, int, str]]) -> str:
        """Put each `(start, end, replacement)` into the text, which may not overlap, and note it."""
        for cluster in _clusters(changes):
            first, final = cluster[0][0], cluster[-1][1]
            left, right = _around(text, first, final)
            self.repaired(rule, left + text[first:final] + right, left + splice(text, cluster, first, final) + right)
        return splice(text, changes, 0, len(text))


def splice(text: str, changes: list[tuple[int, int, str]], start: int, end: int) -> str:
    """Return a part of the text with the changes that lie in it."""
    parts, last = [], start
    for left, right, new in changes:
        parts += [text[last:left], new]
        last = right
    return "".join((*parts, text[last:end]))


def _clusters(changes: list[tuple[int, int, str]]) -> Iterator[list[tuple[int, int, str]]]:
    """Yield changes that stand so near to each other that one entry of the log tells them best."""
    cluster: list[tuple[int, int, str]] = []
    for change in changes:
        if cluster and (change[0] - cluster[-1][1] > CONTEXT or change[1] - cluster[0][0] > 5 * CONTEXT):
            yield cluster
            cluster = []
        cluster.append(change)
    if cluster:
        yield cluster


def protected(text: str) -> list[tuple[int, int]]:
    """Return the spans of addresses and of `$...$` expressions, in order and without overlap."""
    spans = []
    if "//" in text or "@" in text or "www." in text:
        spans = [match.span() for match in _ADDRESS.finditer(text)]
    position = 0
    for piece in maths.split(text):
        end = position + len(piece.text) + (2 if piece.is_tex else 0)
        if piece.is_tex:
            spans.append((position, end))
        position = end
    return _merged(spans)


def _merged(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def touches(span: tuple[int, int], spans: list[tuple[int, int]]) -> bool:
    """Tell whether a span overlaps one of those that are in order and without overlap."""
    index = bisect_left(spans, (span[1], 0)) - 1
    return index >= 0 and span[0] < spans[index][1]


def context(text: str, start: int, end: int) -> str:
    """Return a span of the text with a little of what stands around it."""
    left, right = _around(text, start, end)
    return left + text[start:end] + right


def _around(text: str, start: int, end: int) -> tuple[str, str]:
    left, right = text[max(0, start - CONTEXT) : start], text[end : end + CONTEXT]
    if start > CONTEXT:
        left = left.partition(" ")[2] or left
    if end + CONTEXT < len(text):
        right = right.rpartition(" ")[0] or right
    return left, right
