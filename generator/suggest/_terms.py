"""Terms: runs of one to three words that papers use, counted by the papers that use them."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Sequence
from functools import lru_cache

import msgspec

from generator.maths import to_unicode
from generator.paper import Paper
from generator.stop_words import STOP_WORDS
from generator.text import fold
from generator.words import spans, stem, words

LONGEST = 3
"""Words of a term."""
_SHORTEST = 3
"""Letters of a term of one word: `it`, `we` and the like name nothing."""
_BY_LENGTH = (0.0, 1.0, 1.5, 1.6)
"""A phrase says more than a word: by its number of words."""

_PARTING = re.compile(r"[^\w\s'’-]")
"""A comma, a bracket or a formula: what stands on both sides of it is no term."""

Stems = tuple[str, ...]


class Term(msgspec.Struct, frozen=True):
    """A term with the number of papers that use it, within a group and in all."""

    text: str
    inside: int
    everywhere: int
    worth: float


class Terms:
    """The terms of a list of papers; it keeps a set of stems a paper."""

    def __init__(self, papers: Sequence[Paper]) -> None:
        self._of_paper: list[frozenset[Stems]] = []
        self._written: dict[Stems, Counter[str]] = defaultdict(Counter)
        for paper in papers:
            found = dict(self._read(paper))
            self._of_paper.append(frozenset(found))
            for stems, text in found.items():
                self._written[stems][text] += 1
        self._papers = Counter(stems for found in self._of_paper for stems in found)

    @staticmethod
    def _read(paper: Paper) -> Iterator[tuple[Stems, str]]:
        # A term does not reach over the end of a sentence or of the title.
        for text in (paper.abstract, paper.title):
            for sentence in to_unicode(text).replace("?", ".").replace(":", ".").split(". "):
                yield from _of_sentence(sentence)

    def best(self, rows: Collection[int], count: int, fewest: int, *, share: float) -> list[Term]:
        """Return the terms that tell these papers from the others, the best first.

        A term is used by at least `fewest` of them, and at least that share of the papers that use it are among them.
        Of two terms of which one holds the other, the better one stays.
        """
        inside = Counter(stems for row in rows for stems in self._of_paper[row])
        ranked = sorted(
            (
                (self._worth(stems, number, len(rows)), stems)
                for stems, number in inside.items()
                if number >= fewest and number >= share * self._papers[stems]
            ),
            key=lambda item: (-item[0], item[1]),
        )
        chosen: list[tuple[float, Stems]] = []
        for worth, stems in ranked:
            if len(chosen) == count:
                break
            if not any(_holds(stems, other) or _holds(other, stems) for _, other in chosen):
                chosen.append((worth, stems))
        return [Term(self.text(stems), inside[stems], self._papers[stems], worth) for worth, stems in chosen]

    def text(self, stems: Stems) -> str:
        """Return a term as it is written most; in small letters where some write it so."""
        counts = self._written[stems]
        lower = {text: number for text, number in counts.items() if text == text.lower()}
        known = lower or counts
        return min(known, key=lambda text: (-known[text], text))

    def _worth(self, stems: Stems, inside: int, size: int) -> float:
        precision, recall = inside / self._papers[stems], inside / size
        return round(precision * recall * _BY_LENGTH[len(stems)], 6)


def _of_sentence(sentence: str) -> Iterator[tuple[Stems, str]]:
    places = spans(sentence)
    # A term never parts what a hyphen joins: `shot learning` is none in `one-shot learning`.
    opens = [sentence[start - 1 : start] != "-" and _may_stand_at_an_end(sentence[start:end]) for start, end in places]
    closes = [sentence[end : end + 1] != "-" and _may_stand_at_an_end(sentence[start:end]) for start, end in places]
    for first in (place for place, is_open in enumerate(opens) if is_open):
        for last in range(first, min(first + LONGEST, len(places))):
            text = sentence[places[first][0] : places[last][1]]
            if closes[last] and len(text) >= _SHORTEST and not _PARTING.search(text):
                yield tuple(map(stem, words(text))), text


@lru_cache(maxsize=1 << 16)
def _may_stand_at_an_end(word: str) -> bool:
    """Tell whether a term may begin or end with the word."""
    folded = fold(word)
    return folded not in STOP_WORDS and not folded.isdecimal()


def _holds(longer: Stems, shorter: Stems) -> bool:
    return any(longer[place : place + len(shorter)] == shorter for place in range(len(longer) - len(shorter) + 1))
