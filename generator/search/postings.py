"""Postings: which word stands where, gathered in batches of papers into flat arrays of numbers."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Sequence
from itertools import chain

import msgspec
import numpy as np
from numpy.typing import NDArray

from generator.maths import to_unicode
from generator.paper import Paper

from .analyse import spread_words, told_words
from .bits import Integers

TITLE, AUTHORS, ABSTRACT = 1, 2, 4
_BATCH = 1024
"""Papers whose words are Python lists at one time."""
_PAPER_BITS = 32
_TERM_SHIFT = 24
"""Bits below the word number that hold the place of a paper within its batch and of a field."""


class _Numbers(dict[str, int]):
    """Gives each new word the next number; lives for one index."""

    def __missing__(self, word: str) -> int:
        self[word] = number = len(self)
        return number


class _Chunks(dict[str, int]):
    """Numbers what stands between two spaces, and remembers the words that it spreads to; lives for one index.

    No word crosses a space, so each different piece of text is analysed once, and a text costs one look-up, in C, for
    each of its pieces: a quarter of the time of finding its words.
    """

    def __init__(self, numbers: _Numbers, words_of: Callable[[str], Iterable[str]]) -> None:
        super().__init__()
        self._numbers = numbers
        self._words_of = words_of
        self._words = array("q")
        self._ends = array("q", [0])

    def __missing__(self, chunk: str) -> int:
        self[chunk] = number = len(self)
        self._words.extend(map(self._numbers.__getitem__, self._words_of(chunk)))
        self._ends.append(len(self._words))
        return number

    def words(self, texts: Iterable[str]) -> tuple[Integers, Integers]:
        """Return the numbers of the words of all texts in order, and for each the place of its text."""
        split = [text.split() for text in texts]
        chunks = np.fromiter(map(self.__getitem__, chain.from_iterable(split)), dtype=np.int64)
        places = np.repeat(np.arange(len(split)), [len(pieces) for pieces in split])
        ends = np.array(self._ends)
        sizes = np.diff(ends)[chunks]
        before = np.cumsum(sizes) - sizes
        rows = np.repeat(ends[chunks] - before, sizes) + np.arange(int(sizes.sum()))
        return np.array(self._words)[rows], np.repeat(places, sizes)


class Postings(msgspec.Struct, frozen=True, kw_only=True):
    """All postings as columns, and the lengths of all fields."""

    words: tuple[str, ...]
    """By number."""
    word: NDArray[np.uint32]
    paper: NDArray[np.uint32]
    fields: NDArray[np.uint8]
    """The sum of TITLE, AUTHORS and ABSTRACT."""
    frequency: NDArray[np.uint16]
    """How often in the abstract; titles and names count each word once."""
    lengths: NDArray[np.int64]
    """Words in title, authors and abstract, a row for each field."""


def gather(papers: Sequence[Paper]) -> Postings:
    """Return the postings of the papers, whose numbers are their places."""
    numbers = _Numbers()
    named, told = _Chunks(numbers, spread_words), _Chunks(numbers, told_words)
    batches = []
    for start in range(0, len(papers), _BATCH):
        batch = papers[start : start + _BATCH]
        found = (
            named.words(to_unicode(paper.title) for paper in batch),
            named.words(" ".join([author.name for author in paper.authors]) for paper in batch),
            told.words(to_unicode(paper.abstract) for paper in batch),
        )
        batches.append(_batch(found, start, len(batch)))
    word, paper, fields, frequency, lengths = (
        np.concatenate(column, axis=-1) for column in zip(_empty(), *batches, strict=True)
    )
    return Postings(
        words=tuple(numbers),
        word=word,
        paper=paper,
        fields=fields,
        frequency=frequency,
        lengths=lengths.astype(np.int64),
    )


def renumbered(postings: Postings, papers: Integers, words: Integers) -> Postings:
    """Return the postings sorted by word and paper under new numbers; both arguments list the old ones in order."""
    word = _places(words)[postings.word]
    paper = _places(papers)[postings.paper]
    order = np.argsort(word << _PAPER_BITS | paper)
    return Postings(
        words=tuple(postings.words[number] for number in words.tolist()),
        word=word[order].astype(np.uint32), paper=paper[order].astype(np.uint32), fields=postings.fields[order],
        frequency=postings.frequency[order], lengths=postings.lengths[:, papers],
    )  # fmt: skip


def _places(order: Integers) -> Integers:
    places = np.empty(len(order), dtype=np.int64)
    places[order] = np.arange(len(order))
    return places


_Columns = tuple[NDArray[np.uint32], NDArray[np.uint32], NDArray[np.uint8], NDArray[np.uint16], NDArray[np.uint32]]


def _empty() -> _Columns:
    return (
        np.zeros(0, np.uint32), np.zeros(0, np.uint32), np.zeros(0, np.uint8), np.zeros(0, np.uint16),
        np.zeros((3, 0), np.uint32),
    )  # fmt: skip


def _batch(texts: Sequence[tuple[Integers, Integers]], start: int, count: int) -> _Columns:
    """Return words, papers, fields and frequencies of one batch, by paper, and the lengths of its fields."""
    keys = [words << _TERM_SHIFT | places << 2 | field for field, (words, places) in enumerate(texts)]
    found, counts = np.unique(np.concatenate(keys), return_counts=True)
    both = found >> 2
    firsts = np.flatnonzero(np.diff(both, prepend=-1))
    field = found & 3
    # A word stands at most once in each of these sums for each field, so that adding is joining.
    fields = np.add.reduceat(1 << field, firsts) if len(firsts) else firsts
    in_abstract = np.where(field == ABSTRACT.bit_length() - 1, counts, 0)
    frequency = np.add.reduceat(in_abstract, firsts) if len(firsts) else firsts
    both = both[firsts]
    within = both & ((1 << (_TERM_SHIFT - 2)) - 1)
    # Titles and names count each of their words once.
    lengths = [np.bincount(within[(fields & bit) > 0], minlength=count) for bit in (TITLE, AUTHORS)]
    lengths.append(np.bincount(texts[2][1], minlength=count))
    return (
        (both >> (_TERM_SHIFT - 2)).astype(np.uint32), (within + start).astype(np.uint32), fields.astype(np.uint8),
        frequency.astype(np.uint16), np.stack(lengths).astype(np.uint32),
    )  # fmt: skip
