"""`words/*.txt`: the words of the catalogue with how frequent they are, for prefixes and typing errors."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec
import numpy as np

from generator.cache import Cache, digest

from .files import Part, all_front_coded, front_coded, order
from .postings import AUTHORS, TITLE, Postings

NAMESPACE = "offered words"
_LEAST_COUNT = 2
"""Words of abstracts in fewer papers are not offered for prefixes and typing errors: many are typing errors."""
_LEVELS = [1 << level for level in range(1, 10)]
"""The least counts of all levels but the lowest: how frequent a word is, is told as the logarithm of its count."""
# By two letters a typing error at 67,000 papers made 71 requests; pieces of about 8 KB make a handful.
_SMALLEST, _LARGEST = 6000, 11000
_CUT_WITHIN = 2
"""A file ends where the next word differs within so many letters and one, as for the shards."""
_SHORTEST_TAIL = 4
_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


class Offered(msgspec.Struct, frozen=True, array_like=True):
    """The files of the words that are offered."""

    words: list[Part]
    tails: list[Part]


_encode = msgspec.msgpack.Encoder().encode
_decode = msgspec.msgpack.Decoder(Offered).decode


def offered(found: Postings, cache: Cache) -> Offered:
    """Return the files; most changes of a text move no word to another level."""
    counts = np.bincount(found.word, minlength=len(found.words))
    is_offered = counts >= _LEAST_COUNT
    is_offered[found.word[(found.fields & (TITLE | AUTHORS)) > 0]] = True
    levels = np.where(is_offered, np.searchsorted(_LEVELS, counts, side="right"), -1).astype(np.int8)
    key = digest(" ".join(found.words).encode(), levels.tobytes()) if cache.is_open else b""
    known = cache.get(NAMESPACE, key) if key else None
    if known is not None:
        return _decode(known)
    leveled = [(word, level) for word, level in zip(found.words, levels.tolist(), strict=True) if level >= 0]
    made = Offered(list(pieces(leveled)), list(pieces(tails(leveled))))
    if key:
        cache.put(NAMESPACE, key, _encode(made))
    return made


def pieces(words: Iterable[tuple[str, int]]) -> Iterator[Part]:
    """Yield the files for words with their levels.

    The first line is the number of the others, so that a file that was cut off is seen. A line: what the word shares
    with the one before (one digit or letter), its rest, its level.
    """
    in_order = sorted(words, key=lambda item: order(item[0]))
    shared = [min(count, len(_DIGITS) - 1) for count in all_front_coded([word for word, _ in in_order])]
    lines: list[str] = []
    size = 0
    previous = last = ""
    for (word, level), alike in zip(in_order, shared, strict=True):
        is_full = size >= _LARGEST or (size >= _SMALLEST and alike <= _CUT_WITHIN)
        if is_full:
            yield _piece(last, lines)
            last = previous
            lines, size = [], 0
        common = 0 if is_full else alike
        lines.append(f"{_DIGITS[common]}{word[common:]}{level}\n")
        size += len(lines[-1])
        previous = word
    if lines:
        yield _piece(last, lines)


def tails(words: Iterable[tuple[str, int]]) -> Iterator[tuple[str, int]]:
    """Yield the words with the first letter put last, so that a wrong first letter costs one piece instead of all.

    Otherwise all pieces would be needed, 200 KB at 20,000 papers. Short and single words could be too many others.
    """
    return ((word[1:] + word[0], level) for word, level in words if level > 0 and len(word) >= _SHORTEST_TAIL)


def _piece(before: str, lines: list[str]) -> Part:
    first = lines[0][1:-2]
    return Part(first[: front_coded(before, first) + 1] if before else "", f"{len(lines)}\n{''.join(lines)}".encode())
