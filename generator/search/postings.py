"""Postings: which word stands where, as flat arrays of numbers."""

from __future__ import annotations

import msgspec
import numpy as np
from numpy.typing import NDArray

from .bits import Integers

TITLE, AUTHORS, ABSTRACT = 1, 2, 4
_PAPER_BITS = 32


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
