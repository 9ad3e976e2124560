"""`terms/*.bin`: the dictionary of surface words with their postings, in files that are fetched one by one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain
from operator import add, ne
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from .bits import Code, Integers, pack, rice, rice_width, varint
from .files import MAGIC, Part, all_front_coded, front_coded
from .postings import ABSTRACT, AUTHORS, TITLE, Postings

# 2, 4, 8 and 16 KB cost 32, 37, 51 and 81 KB a query; below 3 KB the manifest grows as fast as the files shrink.
_SMALLEST, _LARGEST = 2000, 4500
_CUT_WITHIN = 2
"""A file ends where the next stem differs within so many letters and one: that names it shortly in the manifest, and
depends on neighbours alone, so that a word more or less does not move the cuts of all files behind it."""
_BATCH = 1 << 17
"""Postings that are packed at one time: about 27 MB."""
TITLE_WIDTH, AUTHORS_WIDTH = 2, 3
"""Low bits of the Rice-coded lengths of titles and author lists."""

MIXED, ABSTRACT_ONLY, TITLE_ONLY, AUTHORS_ONLY = range(4)
_CLASS_OF_FIELDS = {ABSTRACT: ABSTRACT_ONLY, TITLE: TITLE_ONLY, AUTHORS: AUTHORS_ONLY}
FIELD_CODES = (
    ABSTRACT,
    TITLE | ABSTRACT,
    TITLE,
    AUTHORS,
    AUTHORS | ABSTRACT,
    TITLE | AUTHORS,
    TITLE | AUTHORS | ABSTRACT,
)
"""Which fields a unary code stands for, the most frequent first."""


class _Terms(NamedTuple):
    """All words in order, as columns, and their packed postings one after another."""

    heads: list[bytes]
    """What a dictionary says of a word behind its letters."""
    ends: Integers
    """Where the postings of each word end."""
    postings: bytes


def shards(postings: Postings, stems: Sequence[str]) -> Iterator[Part]:
    """Yield the files; the postings must be sorted by stem and word."""
    if not stems:
        return
    terms = _terms(postings)
    shared = all_front_coded(postings.words)
    before = ""
    for cut in _cuts(postings.words, stems, np.diff(terms.ends, prepend=0)):
        first = stems[cut.start]
        start, end = (int(terms.ends[at - 1]) if at else 0 for at in (cut.start, cut.stop))
        content = _dictionary(postings.words[cut], [0, *shared[cut][1:]], terms.heads[cut])
        yield Part(
            first[: front_coded(before, first) + 1] if before else "", MAGIC + content + terms.postings[start:end]
        )
        before = stems[cut.stop - 1]


def _cuts(words: Sequence[str], stems: Sequence[str], sizes: Integers) -> Iterator[slice]:
    """Yield the words of each file: families whole."""
    is_first = np.array([True, *map(ne, stems[1:], stems[:-1])])
    firsts = np.flatnonzero(is_first)
    costs = np.add.reduceat(sizes + np.fromiter(map(len, words), dtype=np.int64) // 2 + 4, firsts).tolist()
    starts = firsts.tolist()
    shared = all_front_coded([stems[at] for at in starts])
    begun = size = 0
    for start, cost, common in zip(starts, costs, shared, strict=True):
        if size >= _SMALLEST and (size + cost > _LARGEST or common <= _CUT_WITHIN):
            yield slice(begun, start)
            begun, size = start, 0
        size += cost
    yield slice(begun, len(stems))


def _dictionary(words: Sequence[str], shared: Sequence[int], heads: Sequence[bytes]) -> bytes:
    suffixes = [word[common:].encode() for word, common in zip(words, shared, strict=True)]
    numbers = zip(map(varint, shared), map(varint, map(len, suffixes)), suffixes, heads, strict=True)
    return varint(len(words)) + b"".join(chain.from_iterable(numbers))


def _terms(postings: Postings) -> _Terms:
    """Pack all postings, in batches."""
    counts = np.bincount(postings.word, minlength=len(postings.words))
    ends = np.cumsum(counts)
    heads: list[bytes] = []
    packed, sizes = [], []
    first = 0
    while first < len(counts):
        start = int(ends[first] - counts[first])
        last = max(int(np.searchsorted(ends, start + _BATCH)), first + 1)
        content, size, kinds = _packed(postings, slice(start, int(ends[last - 1])), counts[first:last])
        packed.append(content)
        sizes.append(size)
        heads += map(add, map(varint, (counts[first:last] << 2 | kinds).tolist()), map(varint, size.tolist()))
        first = last
    return _Terms(heads, np.cumsum(np.concatenate(sizes)), b"".join(packed))


def _packed(postings: Postings, rows: slice, counts: Integers) -> tuple[bytes, Integers, Integers]:
    """Return the postings of some words, which are these rows, with the bytes and the class of each word."""
    firsts = np.cumsum(counts) - counts
    kinds = _kinds(postings.fields[rows], firsts)
    content, sizes = pack(_columns(postings, rows, counts, kinds), firsts)
    return content, sizes, kinds


def _kinds(fields: NDArray[np.uint8], firsts: Integers) -> Integers:
    """Return the class of each word: one field alone, or mixed."""
    kind_of = np.zeros(8, dtype=np.int64)
    for value, kind in _CLASS_OF_FIELDS.items():
        kind_of[value] = kind
    joined = np.bitwise_or.reduceat(fields, firsts)
    return kind_of[joined]


def _columns(postings: Postings, rows: slice, counts: Integers, kinds: Integers) -> list[Code]:
    """Return the codes of the postings: gap, fields, length of the title, of the authors, frequency in the abstract."""
    papers = postings.paper[rows].astype(np.int64)
    fields = postings.fields[rows]
    total = postings.lengths.shape[1]
    gaps = np.diff(papers, prepend=-1) - 1
    firsts = np.cumsum(counts) - counts
    gaps[firsts] = papers[firsts]
    different, which = np.unique(counts, return_inverse=True)
    widths = np.repeat(np.array([rice_width(total, count) for count in different.tolist()])[which], counts)
    code_of = np.zeros(8, dtype=np.int64)
    code_of[list(FIELD_CODES)] = range(len(FIELD_CODES))
    mixed = np.repeat(kinds == MIXED, counts)
    of_title = postings.lengths[0][papers] - 1
    of_authors = postings.lengths[1][papers] - 1
    return [
        *rice(gaps, widths),
        Code(code_of[fields], None, mixed),
        *rice(of_title, TITLE_WIDTH, (fields & TITLE) > 0),
        *rice(of_authors, AUTHORS_WIDTH, (fields & AUTHORS) > 0),
        Code(postings.frequency[rows].astype(np.int64) - 1, None, (fields & ABSTRACT) > 0),
    ]
