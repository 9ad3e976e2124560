"""Postings: which word stands where, gathered in batches of papers into flat arrays of numbers."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain

import msgspec
import numpy as np
from numpy.typing import NDArray

from generator.maths import to_unicode
from generator.paper import Paper

from .analyse import abstract_spread, author_words, title_words, tokens
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


class _AbstractNumbers(dict[str, tuple[int, ...]]):
    """Remembers the numbers of the words that a token of abstracts spreads to; lives for one index.

    Abstracts are nearly all of the text: one look-up for each token, in C, is half the time of words and then numbers.
    """

    def __init__(self, numbers: _Numbers) -> None:
        super().__init__()
        self._numbers = numbers

    def __missing__(self, token: str) -> tuple[int, ...]:
        self[token] = found = tuple(self._numbers[word] for word in abstract_spread(token))
        return found

    def of(self, abstract: str) -> list[int]:
        """Return the numbers of the words of an abstract."""
        return list(chain.from_iterable(map(self.__getitem__, tokens(to_unicode(abstract)))))


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
    in_abstracts = _AbstractNumbers(numbers)
    batches = []
    for start in range(0, len(papers), _BATCH):
        batch = papers[start : start + _BATCH]
        texts = (
            [[numbers[word] for word in title_words(paper.title)] for paper in batch],
            [[numbers[word] for word in author_words(author.name for author in paper.authors)] for paper in batch],
            [in_abstracts.of(paper.abstract) for paper in batch],
        )
        batches.append(_batch(texts, start))
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


def _batch(texts: Sequence[Sequence[Sequence[int]]], start: int) -> _Columns:
    """Return words, papers, fields and frequencies of one batch, by paper, and the lengths of its fields."""
    keys = [_keys(field, field_texts) for field, field_texts in enumerate(texts)]
    found, counts = np.unique(np.concatenate(keys), return_counts=True)
    both = found >> 2
    firsts = np.flatnonzero(np.diff(both, prepend=-1))
    field = found & 3
    # A word stands at most once in each of these sums for each field, so that adding is joining.
    fields = np.add.reduceat(1 << field, firsts) if len(firsts) else firsts
    in_abstract = np.where(field == ABSTRACT.bit_length() - 1, counts, 0)
    frequency = np.add.reduceat(in_abstract, firsts) if len(firsts) else firsts
    both = both[firsts]
    lengths = np.array([[len(words) for words in field_words] for field_words in texts], dtype=np.uint32)
    within = both & ((1 << (_TERM_SHIFT - 2)) - 1)
    return (
        (both >> (_TERM_SHIFT - 2)).astype(np.uint32), (within + start).astype(np.uint32), fields.astype(np.uint8),
        frequency.astype(np.uint16), lengths,
    )  # fmt: skip


def _keys(field: int, texts: Sequence[Sequence[int]]) -> Integers:
    """Return word, paper and field as one number for each word of the texts."""
    words = np.fromiter(chain.from_iterable(texts), dtype=np.int64)
    papers = np.repeat(np.arange(len(texts)), [len(text) for text in texts])
    return words << _TERM_SHIFT | papers << 2 | field
