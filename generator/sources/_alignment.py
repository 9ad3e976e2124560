"""Which paragraph is a title, which an abstract: the cheapest reading of the whole text, so that no fault shifts it."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from enum import IntEnum
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from generator.sources._paragraphs import Paragraph

_USUAL = 200
"""Characters that part titles from abstracts where the text does not show it. Of 67,000 papers, one title in a thousand
is longer than 160 and none longer than 217; one abstract in a hundred is shorter than 370."""
_LEAST, _MOST = 100, 400
"""Bounds of what the text may show."""
_CLEAR_RATIO = 2.5
"""How much longer the abstracts are than the titles where the lengths of a text tell them apart."""
_SENTENCE_END = re.compile(r"[.!?…。！？][\"'”’)\]}*]*$|https?://\S+$")
_TITLE_GOES_ON = re.compile(
    r"(?:[:,;&–—-]|\b(?:of|for|and|or|with|in|the|an?|to|via|from|by|on|using|without|at|is|are"
    r"|as|into|through|towards?|under|over))$",
    re.IGNORECASE,
)
_INNER_STOP = re.compile(r"[a-z)\]]{2,}[.!?] (?=[A-Z])")


class Role(IntEnum):
    """What a paragraph is."""

    TITLE = 0
    MORE_TITLE = 1
    ABSTRACT = 2
    MORE_ABSTRACT = 3


@dataclass(frozen=True)
class Entry:
    """The paragraphs of one paper; one of the two may be missing."""

    title: tuple[Paragraph, ...] = ()
    abstract: tuple[Paragraph, ...] = ()


# What a fault of the listing costs; a paragraph that is twice too long or too short for its role costs 4.
_NO_ABSTRACT = 4.0
_NO_TITLE = 5.0
_BLANK_WITHIN, _NO_BLANK_BETWEEN = 2.0, 2.0
# How many blank lines there are, and for which share of the paragraphs, where they stand between papers only.
_BLOCKS = (2, 0.7)
_IMPOSSIBLE = math.inf


def align(content: Sequence[Paragraph]) -> list[Entry]:
    """Return the papers of the listing, in order."""
    return list(_entries(content, _roles(content))) if content else []


def _entries(content: Iterable[Paragraph], roles: Iterable[Role]) -> Iterator[Entry]:
    title: list[Paragraph] = []
    abstract: list[Paragraph] = []
    for paragraph, role in zip(content, roles, strict=True):
        if role is Role.TITLE or (role is Role.ABSTRACT and abstract):
            if title or abstract:
                yield Entry(tuple(title), tuple(abstract))
            title, abstract = [], []
        (title if role in (Role.TITLE, Role.MORE_TITLE) else abstract).append(paragraph)
    yield Entry(tuple(title), tuple(abstract))


def _roles(content: Sequence[Paragraph]) -> list[Role]:
    """Return the cheapest sequence of roles (Viterbi): linear in the number of paragraphs."""
    scale = _Scale.of(content)
    costs = [scale.title(content[0]), _IMPOSSIBLE, scale.abstract(content[0]) + _NO_TITLE, _IMPOSSIBLE]
    steps: list[tuple[Role, ...]] = []
    for before, paragraph in pairwise(content):
        options = scale.options(before, paragraph)
        best = [min((costs[previous] + cost, previous) for previous, cost in options[role]) for role in Role]
        steps.append(tuple(previous for _, previous in best))
        costs = [cost for cost, _ in best]
    costs[Role.TITLE] += _NO_ABSTRACT
    costs[Role.MORE_TITLE] += _NO_ABSTRACT
    role = min(Role, key=lambda role: costs[role])
    roles = [role]
    for step in reversed(steps):
        role = step[role]
        roles.append(role)
    return roles[::-1]


@dataclass(frozen=True)
class _Scale:
    """What the text itself says about its titles and abstracts."""

    parting: float
    """The length that parts titles from abstracts."""
    whole: float
    """The usual length of an abstract."""
    blocks: bool
    """Blank lines stand between papers, not within them."""
    numbers: bool
    """Titles are numbered."""

    @classmethod
    def of(cls, content: Sequence[Paragraph]) -> _Scale:
        parting = _parting([len(paragraph.text) for paragraph in content], content)
        whole = median([len(paragraph.text) for paragraph in content if len(paragraph.text) >= parting] or [parting])
        blanks = sum(paragraph.after_blank for paragraph in content)
        numbered = sum(paragraph.numbered for paragraph in content)
        return cls(parting, whole, _BLOCKS[0] <= blanks <= _BLOCKS[1] * len(content), numbered > 1)

    def title(self, item: Paragraph) -> float:
        """Return what it costs to take the paragraph for the start of a title."""
        words = item.text
        cost = 4 * max(0.0, math.log2(len(words) / self.parting)) + min(3, len(_INNER_STOP.findall(words)))
        cost += 1.5 * words.endswith(".") + 0.5 * words[0].islower() + 4 * (self.numbers and not item.numbered)
        return cost

    def abstract(self, item: Paragraph) -> float:
        """Return what it costs to take the paragraph for the start of an abstract."""
        short = len(item.text) < self.parting
        cost = 4 * max(0.0, math.log2(self.parting / len(item.text))) + 4 * item.numbered
        if not _SENTENCE_END.search(item.text):
            cost += 6 if short else 0.5
        return cost

    def more_title(self, before: Paragraph, item: Paragraph) -> float:
        """Return what it costs to take the paragraph for the second line of a title."""
        goes_on = item.text[0].islower() or _TITLE_GOES_ON.search(before.text)
        together = len(before.text) + len(item.text)
        return (1.0 if goes_on else 6.0) + 4 * max(0.0, math.log2(together / self.parting)) + 8 * item.numbered

    def more_abstract(self, before: Paragraph, item: Paragraph) -> float:
        """Return what it costs to take the paragraph for a further part of an abstract."""
        ended = bool(_SENTENCE_END.search(before.text))
        cost = 1.0 + 1.5 * (ended and not item.text[0].islower()) + 8 * item.numbered
        if len(item.text) < self.parting and not _SENTENCE_END.search(item.text) and not item.text[0].islower():
            cost += 6
        # Two that are whole by their length are two abstracts, and the title between them is what is missing.
        return cost + 4 * (ended and min(len(before.text), len(item.text)) > 0.7 * self.whole)

    def options(self, before: Paragraph, item: Paragraph) -> dict[Role, list[tuple[Role, float]]]:
        """Return for each role of the paragraph the roles that may stand before it, with what the step costs."""
        apart = _NO_BLANK_BETWEEN * (self.blocks and not item.after_blank)
        within = _BLANK_WITHIN * (self.blocks and item.after_blank)
        title, abstract = self.title(item) + apart, self.abstract(item)
        more_title = self.more_title(before, item) + within
        more_abstract = self.more_abstract(before, item) + within
        return {
            Role.TITLE: [
                (Role.ABSTRACT, title),
                (Role.MORE_ABSTRACT, title),
                (Role.TITLE, title + _NO_ABSTRACT),
                (Role.MORE_TITLE, title + _NO_ABSTRACT),
            ],
            Role.MORE_TITLE: [(Role.TITLE, more_title), (Role.MORE_TITLE, more_title)],
            Role.ABSTRACT: [
                (Role.TITLE, abstract + within),
                (Role.MORE_TITLE, abstract + within),
                (Role.ABSTRACT, abstract + apart + _NO_TITLE),
                (Role.MORE_ABSTRACT, abstract + apart + _NO_TITLE),
            ],
            Role.MORE_ABSTRACT: [(Role.ABSTRACT, more_abstract), (Role.MORE_ABSTRACT, more_abstract)],
        }


def _parting(lengths: Sequence[int], content: Sequence[Paragraph]) -> float:
    """Return the length that most often lies between a paragraph and the next, longer one: titles end there."""
    edges: dict[int, int] = {}
    for first, second in pairwise(lengths):
        if first < second:
            edges[first] = edges.get(first, 0) + 1
            edges[second] = edges.get(second, 0) - 1
    between, best, parting = 0, (0, 0.0), float(_USUAL)
    for low, high in pairwise(sorted(edges)):
        between += edges[low]
        if (between, high / low) > best:
            best, parting = (between, high / low), math.sqrt(low * high)
    longer = [item for item in content if len(item.text) > parting]
    shorter = [item for item in content if len(item.text) <= parting]
    if not longer or not shorter:
        return float(_USUAL)
    ratio = median(len(item.text) for item in longer) / median(len(item.text) for item in shorter)
    prose = sum(bool(_SENTENCE_END.search(item.text)) for item in longer)
    if ratio < _CLEAR_RATIO or 2 * prose < len(longer):
        return float(_USUAL)
    return min(max(parting, _LEAST), _MOST)
