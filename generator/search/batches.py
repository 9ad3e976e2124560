"""The words of all papers, batch by batch: a batch in which no text has changed is recalled from the cache."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain
from typing import NamedTuple
from zlib import crc32

import msgspec
import numpy as np
from numpy.typing import NDArray

from generator.cache import NO_CACHE, Cache, digest
from generator.maths import to_unicode
from generator.paper import Paper

from .analyse import spread_words, told_words
from .bits import Integers
from .postings import ABSTRACT, AUTHORS, TITLE, Postings

NAMESPACE = "postings"
_BATCH = 1024
"""Papers, at most on average, whose words are Python lists at one time."""
_TERM_SHIFT = 24
"""Bits below the word number that hold the place of a paper within its batch and of a field."""
_Texts = tuple[str, str, str]


class _Numbers(dict[str, int]):
    """Gives each new word the next number; lives for one index."""

    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []

    def __missing__(self, word: str) -> int:
        self[word] = number = len(self)
        self.words.append(word)
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


class _Batch(NamedTuple):
    """The postings of some papers as columns, and the lengths of their fields."""

    word: NDArray[np.uint32]
    paper: NDArray[np.uint32]
    """The place in the batch."""
    fields: NDArray[np.uint8]
    frequency: NDArray[np.uint16]
    lengths: NDArray[np.uint32]
    """A row for each field."""


class _Kept(msgspec.Struct, frozen=True, array_like=True):
    """A batch as the cache has it: its words stand for the numbers that they have in one index."""

    words: str
    word: bytes
    paper: bytes
    fields: bytes
    frequency: bytes
    lengths: bytes


_encode = msgspec.msgpack.Encoder().encode
_decode = msgspec.msgpack.Decoder(_Kept).decode


def gather(papers: Sequence[Paper], cache: Cache = NO_CACHE) -> Postings:
    """Return the postings of the papers, whose numbers are their places, in no order."""
    words = _Words(cache)
    lengths = np.zeros((3, len(papers)), dtype=np.int64)
    columns = [(np.zeros(0, np.uint32), np.zeros(0, np.uint32), np.zeros(0, np.uint8), np.zeros(0, np.uint16))]
    for places in _batches(papers):
        batch = words.batch([_texts(papers[place]) for place in places])
        numbers = np.array(places, dtype=np.uint32)
        lengths[:, numbers] = batch.lengths
        columns.append((batch.word, numbers[batch.paper], batch.fields, batch.frequency))
    word, paper, fields, frequency = map(np.concatenate, zip(*columns, strict=True))
    return Postings(
        words=tuple(words.numbers), word=word, paper=paper, fields=fields, frequency=frequency, lengths=lengths
    )


def _batches(papers: Sequence[Paper]) -> Iterator[list[int]]:
    """Yield the places of the papers of each batch, drawn by hash: one more or less leaves the other batches alone."""
    count = 1 << (len(papers) // _BATCH).bit_length()
    batches: list[list[int]] = [[] for _ in range(count)]
    for place in sorted(range(len(papers)), key=lambda place: papers[place].key):
        batches[crc32(papers[place].key.encode("utf-8", "surrogatepass")) % count].append(place)
    yield from filter(None, batches)


def _texts(paper: Paper) -> _Texts:
    return paper.title, " ".join([author.name for author in paper.authors]), paper.abstract


class _Words:
    """Owns the numbers of the words of one index."""

    def __init__(self, cache: Cache) -> None:
        self.numbers = _Numbers()
        self._named, self._told = _Chunks(self.numbers, spread_words), _Chunks(self.numbers, told_words)
        self._cache = cache

    def batch(self, texts: Sequence[_Texts]) -> _Batch:
        """Return the postings of papers with these texts."""
        if not self._cache.is_open:
            return self._found(texts)
        key = _key(list(chain.from_iterable(texts)))
        kept = self._cache.get(NAMESPACE, key)
        if kept is not None:
            return self._unpacked(_decode(kept), len(texts))
        batch = self._found(texts)
        self._cache.put(NAMESPACE, key, _encode(self._packed(batch)))
        return batch

    def _found(self, texts: Sequence[_Texts]) -> _Batch:
        titles, names, abstracts = zip(*texts, strict=True)
        found = (
            self._named.words(map(to_unicode, titles)),
            self._named.words(names),
            self._told.words(map(to_unicode, abstracts)),
        )
        return _counted(found, len(texts))

    def _packed(self, batch: _Batch) -> _Kept:
        used, word = np.unique(batch.word, return_inverse=True)
        words = " ".join([self.numbers.words[number] for number in used.tolist()])
        columns = (word.astype(np.uint32), *batch[1:])
        return _Kept(words, *(column.tobytes() for column in columns))

    def _unpacked(self, kept: _Kept, count: int) -> _Batch:
        numbers = np.fromiter(map(self.numbers.__getitem__, kept.words.split()), dtype=np.uint32)
        return _Batch(
            numbers[np.frombuffer(kept.word, np.uint32)], np.frombuffer(kept.paper, np.uint32),
            np.frombuffer(kept.fields, np.uint8), np.frombuffer(kept.frequency, np.uint16),
            np.frombuffer(kept.lengths, np.uint32).reshape(3, count),
        )  # fmt: skip


def _key(texts: Sequence[str]) -> bytes:
    sizes = np.fromiter(map(len, texts), dtype=np.int64)
    return digest("".join(texts).encode("utf-8", "surrogatepass"), sizes.tobytes())


def _counted(texts: Sequence[tuple[Integers, Integers]], count: int) -> _Batch:
    """Return the postings of the words of titles, names and abstracts, and the lengths of these."""
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
    return _Batch(
        (both >> (_TERM_SHIFT - 2)).astype(np.uint32), within.astype(np.uint32), fields.astype(np.uint8),
        frequency.astype(np.uint16), np.stack(lengths).astype(np.uint32),
    )  # fmt: skip
