"""What speaks for a paragraph being a title or an abstract: its length, its sentences, and the words it shares."""

from __future__ import annotations

import math
import re
from collections import Counter
from enum import IntEnum
from statistics import median
from typing import TYPE_CHECKING

from generator.sources._lengths import LONG_TITLE, SENTENCE_END, parting

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.sources._paragraphs import Paragraph

_KIN, _NEARLY_KIN = 0.5, 0.3
"""Kinship of a title and an abstract, see `Evidence._kinship`."""
_FEW_WORDS = 2
"""A title of fewer words says nothing about its abstract."""
_TOO_LONG = 1.4
"""Two parts that are so much longer than an abstract are more than one."""
# How many blank lines there are, and for which share of the paragraphs, where they stand between papers only.
_BLOCKS = (2, 0.7)

# Costs of the faults of a listing; a paragraph that is twice too long or too short for its role costs 4.
_NO_ABSTRACT = 4.0
_REMARK = 2.5
"""A whole sentence may stand for an abstract, however short: `This paper has been withdrawn.`"""
_NO_TITLE = 5.0
_BLANK_AMISS = 2.0
_ANOTHER_NUMBER = 8.0

_INNER_STOP = re.compile(r"[a-z)\]]{2}[.!?] (?=[A-Z])")
_GOES_ON = re.compile(
    r"(?:[:,;&–—-]|\b(?:of|for|and|or|with|in|the|an?|to|via|from|by|on|using|without|at|is|are|as|into|through|under|over))$",
    re.IGNORECASE,
)
# How a sentence begins that goes on from another; an abstract seldom begins so.
_CONTINUES = re.compile(
    r"However|Instead|Furthermore|Moreover|Additionally|In addition|Finally|Lastly|Based on|Thus|Therefore|Hence"
    r"|To (?:address|this end)|Then\b|These|Such\b|It\b|They|Our\b|Also|For (?:example|instance)|Specifically|Building"
    r"|In particular|Experiment|Results|Extensive|Unlike|Further|Next|Second|Third|Consequently|As a result|With this"
    r"|Through|We (?:also|then|further|show|evaluate|demonstrate)"
)
# Words of running text that are rare in titles.
_PROSE = re.compile(
    r"\b(?:we|our|this (?:paper|work|article)|these|has|have|been|was|were|which|it|its|they|their|also|however)\b"
)
_WORD = re.compile(r"[^\W\d_]{4,}")
_STEM = 6
"""Letters of a word that count: `segmentation` and `segmenting` are one."""


class Role(IntEnum):
    """What a paragraph is."""

    TITLE = 0
    MORE_TITLE = 1
    ABSTRACT = 2
    MORE_ABSTRACT = 3

    @property
    def is_abstract(self) -> bool:
        """Whether it belongs to an abstract."""
        return self >= Role.ABSTRACT


class Evidence:
    """The paragraphs of a listing with what they say about each other; it lives as long as the listing is read."""

    def __init__(self, content: Sequence[Paragraph]) -> None:
        self.content = content
        self._words = [frozenset(word[:_STEM] for word in _WORD.findall(item.text.lower())) for item in content]
        self._seen = Counter(word for words in self._words for word in words)
        self._parting = parting(content)
        lengths = [len(item.text) for item in content]
        long = sorted(length for length in lengths if length >= self._parting) or [round(self._parting)]
        # Not the median: the parts of abstracts that were split count among the long ones.
        self._abstract = long[3 * len(long) // 4]
        self._title = median([length for length in lengths if length < self._parting] or [self._parting])
        blanks = sum(item.after_blank for item in content)
        self._blocks = _BLOCKS[0] <= blanks <= _BLOCKS[1] * len(content)
        self._numbers = sum(item.numbered for item in content) > 1

    def start(self, role: Role) -> float:
        """Return what it costs that the listing begins so."""
        return self._title_start(0) if role is Role.TITLE else self._abstract_start(0) + _NO_TITLE

    def end(self, role: Role) -> float:
        """Return what it costs that the listing ends so."""
        return 0.0 if role.is_abstract else _NO_ABSTRACT

    def cost(self, before: Role, role: Role, index: int, title: range) -> float:
        """Return what it costs to take a paragraph for `role` after one that is `before`, under that title."""
        after_blank = self.content[index].after_blank
        if role is Role.TITLE or (role is Role.ABSTRACT and before.is_abstract):
            missing = (0.0 if before.is_abstract else _NO_ABSTRACT) if role is Role.TITLE else _NO_TITLE
            own = self._title_start(index) if role is Role.TITLE else self._abstract_start(index)
            return own + missing + _BLANK_AMISS * (self._blocks and not after_blank)
        within = _BLANK_AMISS * (self._blocks and after_blank)
        if role is Role.ABSTRACT:
            return self._abstract_start(index) + self._strangeness(title, index) + within
        return within + (self._more_title(index) if role is Role.MORE_TITLE else self._more_abstract(index, title))

    def _title_start(self, index: int) -> float:
        item = self.content[index]
        cost = 4 * max(0.0, math.log2(len(item.text) / min(self._parting, LONG_TITLE)))
        cost += 4 * (self._numbers and not item.numbered)
        return cost + _prose(item.text) + 0.5 * item.text[0].islower()

    def _abstract_start(self, index: int) -> float:
        item = self.content[index]
        too_short = 4 * max(0.0, math.log2(self._parting / len(item.text)))
        cost = (min(too_short, _REMARK) if _is_sentence(item.text) else too_short) + 4 * item.numbered
        if SENTENCE_END.search(item.text):
            return cost
        return cost + (6 if len(item.text) < self._parting else 0.5)

    def _more_title(self, index: int) -> float:
        """Return what it costs to take a paragraph for the next line of a title."""
        before, item = self.content[index - 1], self.content[index]
        together = len(before.text) + 1 + len(item.text)
        goes_on = item.text[0].islower() or bool(_GOES_ON.search(before.text))
        if not goes_on and index + 1 < len(self.content):
            # The abstract that follows speaks of both lines; two whole titles are longer together than one.
            kinship = self._kinship(self._words[index - 1], self._words[index + 1])
            goes_on = kinship > _KIN or (kinship > _NEARLY_KIN and together < 1.2 * self._title)
        cost = (1.0 if item.text[0].islower() else 2.0) if goes_on else 6.0
        too_long = 4 * max(0.0, math.log2(together / min(self._parting, LONG_TITLE)))
        return cost + too_long + _prose(item.text) + _ANOTHER_NUMBER * item.numbered

    def _more_abstract(self, index: int, title: range) -> float:
        """Return what it costs to take a paragraph for a further part of an abstract."""
        before, item = self.content[index - 1], self.content[index]
        ended = bool(SENTENCE_END.search(before.text)) and not item.text[0].islower()
        continues = not ended or _CONTINUES.match(item.text)
        cost = (0.0 if continues else 2.5) + _ANOTHER_NUMBER * item.numbered
        cost += (0.4 if continues else 1.0) * self._strangeness(title, index)
        if len(item.text) < self._parting and not item.text[0].islower() and not SENTENCE_END.search(item.text):
            cost += 6
        if not continues:
            # Halves of one abstract share 0.22 of their words (1 in 20 under 0.1), others 0.09 (1 in 20 over 0.16).
            kinship = self._kinship(self._words[index - 1], self._words[index])
            cost += min(1.5, max(-1.5, 15 * (0.15 - kinship)))
        # Two that are whole by their length are two abstracts, and the title between them is what is missing.
        whole = min(len(before.text), len(item.text)) > 0.6 * self._abstract
        together = (len(before.text) + len(item.text)) / self._abstract
        return cost + 4 * (ended and whole) + (1.5 if together > _TOO_LONG else -1.0 if together < 1 else 0.0)

    def _strangeness(self, title: range, index: int) -> float:
        """Return how little a paragraph speaks of what the title names: 3 for nothing, below 0 where it does."""
        named = self._words[title.start].union(*self._words[title.start : title.stop]) if title else frozenset()
        if len(named) < _FEW_WORDS or len(self._words[index]) < len(named):
            return 0.0
        return 3 - 10 * min(0.5, self._kinship(named, self._words[index]))

    def _kinship(self, one: frozenset[str], other: frozenset[str]) -> float:
        """Return the share of the smaller one's words that both have, rare words counting more.

        Measured on 67,000 papers: 0.8 between a title and its abstract (1 in 20 below 0.45), 0.04 between a title and
        another abstract (1 in 20 above 0.25).
        """
        words, others = sorted((one, other), key=len)
        whole = sum(map(self._rarity, words))
        return sum(map(self._rarity, words & others)) / whole if whole else 0.0

    def _rarity(self, word: str) -> float:
        return math.log((len(self.content) + 1) / self._seen[word])


def _is_sentence(line: str) -> bool:
    """Tell whether a line begins and ends as a sentence does; few titles end in a full stop."""
    return line.endswith(".") and not line.endswith("...") and not line[0].islower()


def _prose(line: str) -> float:
    """Return how much a line reads as running text: by its full stops, and by words that are rare in titles."""
    stops = min(4.5, 1.5 * len(_INNER_STOP.findall(line))) + 3.0 * (line.endswith(".") and not line.endswith("..."))
    return stops + min(3.0, 1.5 * len(_PROSE.findall(line)))
