"""`terms/*.bin`: the dictionary of surface words with their postings, in files that are fetched one by one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

import msgspec
import numpy as np
from numpy.typing import NDArray

from .bits import Code, Integers, pack, rice, rice_width, varint
from .files import MAGIC, Part, front_coded
from .postings import ABSTRACT, AUTHORS, TITLE, Postings

# 2, 4, 8 and 16 KB cost 32, 37, 51 and 81 KB a query; below 3 KB the manifest grows as fast as the files shrink.
_SMALLEST, _LARGEST = 2000, 4500
_CUT_WITHIN = 2
"""A file ends where the next stem differs within so many letters and one: that names it shortly in the manifest, and
depends on neighbours alone, so that a word more or less does not move the cuts of all files behind it."""
_BATCH = 1 << 17
"""Postings that are packed at one time: about 60 MB."""
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


class Term(msgspec.Struct, frozen=True):
    """One word with its packed postings."""

    word: str
    stem: str
    count: int
    """Papers that have it."""
    kind: int
    postings: bytes


def shards(postings: Postings, stems: Sequence[str]) -> Iterator[Part]:
    """Yield the files; the postings must be sorted by stem and word."""
    before = ""
    families: list[list[Term]] = []
    size = 0
    for stem, members in groupby(_terms(postings, stems), key=lambda term: term.stem):
        family = list(members)
        added = sum([len(term.postings) + len(term.word) // 2 + 4 for term in family])
        if families and _is_full(size, added, families[-1][0].stem, stem):
            yield _shard(before, families)
            before = families[-1][0].stem
            families, size = [], 0
        families.append(family)
        size += added
    if families:
        yield _shard(before, families)


def _is_full(size: int, added: int, last: str, stem: str) -> bool:
    return size >= _SMALLEST and (size + added > _LARGEST or front_coded(last, stem) <= _CUT_WITHIN)


def _shard(before: str, families: Sequence[Sequence[Term]]) -> Part:
    first = families[0][0].stem
    terms = [term for family in families for term in family]
    dictionary = bytearray(varint(len(terms)))
    previous = ""
    for term in terms:
        shared = front_coded(previous, term.word)
        suffix = term.word[shared:].encode()
        dictionary += varint(shared) + varint(len(suffix)) + suffix
        dictionary += varint(term.count << 2 | term.kind) + varint(len(term.postings))
        previous = term.word
    content = MAGIC + bytes(dictionary) + b"".join(term.postings for term in terms)
    return Part(first[: front_coded(before, first) + 1] if before else "", content)


def _terms(postings: Postings, stems: Sequence[str]) -> Iterator[Term]:
    counts = np.bincount(postings.word, minlength=len(postings.words))
    ends = np.cumsum(counts)
    first = 0
    while first < len(counts):
        start = int(ends[first] - counts[first])
        last = max(int(np.searchsorted(ends, start + _BATCH)), first + 1)
        yield from _packed(postings, stems, slice(first, last), slice(start, int(ends[last - 1])), counts[first:last])
        first = last


def _packed(postings: Postings, stems: Sequence[str], words: slice, rows: slice, counts: Integers) -> Iterator[Term]:
    """Yield the terms of one batch: these words, whose postings are these rows."""
    firsts = np.cumsum(counts) - counts
    fields = postings.fields[rows]
    kinds = _kinds(fields, firsts)
    content, sizes = pack(_columns(postings, rows, counts, kinds), firsts)
    end = 0
    for number, count, kind, size in zip(
        range(words.start, words.stop), counts.tolist(), kinds.tolist(), sizes.tolist(), strict=True
    ):
        start, end = end, end + size
        yield Term(postings.words[number], stems[number], count, kind, content[start:end])


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
    widths = np.repeat(np.array([rice_width(total, count) for count in counts.tolist()], dtype=np.int64), counts)
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
