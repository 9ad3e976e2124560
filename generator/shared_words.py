"""The words that make two texts alike, found once: what the last build found holds while both texts say the same.

A text says the same as long as it is unchanged, and none of its words has become rarer, more frequent, or usual in
another spelling.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby, pairwise
from typing import TYPE_CHECKING

import msgspec
import numpy as np

from generator.cache import Cache
from generator.rarity import steps
from generator.vocabulary import Vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

NAMESPACE = "shared words"
Words = tuple[str, ...]
# Pairs whose common words are looked for at once.
_BLOCK = 20_000
# Likenesses that agree in so many digits are equal.
_DIGITS = 8
_MOST_WORDS = 4
# Of the words shown, those after the second add at least this share of what the first one adds to the likeness.
_TELLING, _FEWEST_WORDS = 0.25, 2


class _Kept(msgspec.Struct, frozen=True, array_like=True):
    """What a build leaves to the next; texts are numbered in their order."""

    texts: dict[str, bytes]
    """By key: a digest of the text."""
    stems: dict[str, str]
    """How frequent each word was, in steps, and its spellings, the most frequent first."""
    pairs: bytes
    """Numbers of two texts, as one number in order."""
    words: list[Words]
    """Those of each pair."""


_encode = msgspec.msgpack.Encoder().encode
_decode = msgspec.msgpack.Decoder(_Kept).decode


def shared_words(
    vocabulary: Vocabulary, texts: Mapping[str, bytes], near: Sequence[NDArray[np.intp]], cache: Cache
) -> list[Words]:
    """Return the words that make two rows alike, the most telling first: for each row and each of those near it.

    Rows are those of the vocabulary; `texts` has a digest of the text of each, by a key that sorts as rows do.
    """
    size = len(near)
    rows = np.repeat(np.arange(size), [len(others) for others in near])
    others = np.concatenate(near).astype(np.int64)
    wanted = _pairs(rows, others, size)
    pairs, places = np.unique(wanted, return_inverse=True)
    found = _known(vocabulary, texts, pairs, cache) if cache.is_open else _fresh(vocabulary, pairs, size)
    return list(map(found.__getitem__, places.tolist()))


def _known(vocabulary: Vocabulary, texts: Mapping[str, bytes], pairs: NDArray[np.int64], cache: Cache) -> list[Words]:
    """Return the words of these pairs, which are in order, recalled where they are known, for the next build too."""
    size = len(texts)
    stems = _stems(vocabulary)
    # One value for all pairs: it holds what each depends on, but for what all words do.
    key = b"%d" % steps(size)
    kept = cache.get(NAMESPACE, key)
    before = _decode(kept) if kept else _Kept({}, {}, b"", [])
    numbers = _still_true(before, vocabulary, texts, stems)
    _, places, known = np.intersect1d(pairs, numbers, return_indices=True)
    missing = np.delete(np.arange(len(pairs)), places)
    words: list[Words] = [()] * len(pairs)
    for place, old in zip(places.tolist(), known.tolist(), strict=True):
        words[place] = before.words[old]
    for place, fresh in zip(missing.tolist(), _fresh(vocabulary, pairs[missing], size), strict=True):
        words[place] = fresh
    cache.put(NAMESPACE, key, _encode(_Kept(dict(texts), stems, pairs.astype("<i8").tobytes(), words)))
    return words


def _pairs(one: NDArray[np.int64], other: NDArray[np.int64], size: int) -> NDArray[np.int64]:
    """Return a number for two rows of so many, the same in both directions, for each pair."""
    found: NDArray[np.int64] = np.minimum(one, other) * size + np.maximum(one, other)
    return found


def _stems(vocabulary: Vocabulary) -> dict[str, str]:
    """Return for each stem all that is seen of it in the words of a pair, but what the texts of the pair say."""
    frequencies = steps(np.bincount(vocabulary.weights.indices, minlength=len(vocabulary.stems))).tolist()
    spellings = np.lexsort((vocabulary.ranks, vocabulary.stem_of)).tolist()
    grouped = groupby(spellings, key=vocabulary.stem_of.tolist().__getitem__)
    return {
        vocabulary.stems[stem]: f"{frequencies[stem]} {' '.join([vocabulary.shown[one] for one in members])}"
        for stem, members in grouped
    }


def _still_true(
    before: _Kept, vocabulary: Vocabulary, texts: Mapping[str, bytes], stems: Mapping[str, str]
) -> NDArray[np.int64]:
    """Return the number that each pair has now, less than 0 where one of its rows says something else than before."""
    is_other = np.array([before.stems.get(stem) != stems[stem] for stem in vocabulary.stems])
    weights = vocabulary.weights
    of_value = np.repeat(np.arange(weights.shape[0]), np.diff(weights.indptr))
    is_moved = np.bincount(of_value, is_other[weights.indices], weights.shape[0]) > 0
    places = {key: row for row, key in enumerate(texts)}
    same = (places[key] if texts.get(key) == text else -1 for key, text in before.texts.items())
    row_of = np.fromiter(same, dtype=np.int64, count=len(before.texts))
    row_of[is_moved[row_of]] = -1
    first, second = np.divmod(np.frombuffer(before.pairs, dtype="<i8"), max(1, len(before.texts)))
    ones, others = row_of[first], row_of[second]
    return np.where((ones < 0) | (others < 0), -1, _pairs(ones, others, len(texts)))


def _fresh(vocabulary: Vocabulary, pairs: NDArray[np.int64], size: int) -> list[Words]:
    blocks = (pairs[start : start + _BLOCK] for start in range(0, len(pairs), _BLOCK))
    return [words for block in blocks for words in _words_of(vocabulary, *np.divmod(block, size))]


def _words_of(vocabulary: Vocabulary, first: NDArray[np.intp], second: NDArray[np.intp]) -> Iterator[Words]:
    """Yield the words that two rows share, for each pair."""
    products = vocabulary.weights[first].multiply(vocabulary.weights[second]).tocsr()
    products.sort_indices()
    pairs = np.repeat(np.arange(len(first)), np.diff(products.indptr))
    spellings = _spellings(vocabulary, first, second, pairs, products.indices)
    worths = np.round(products.data, _DIGITS)
    ranked = np.lexsort((products.indices, -worths, pairs))
    words = [vocabulary.shown[spelling] for spelling in spellings[ranked].tolist()]
    ends, telling = products.indptr.tolist(), worths[ranked].tolist()
    yield from (_chosen(words[start:end], telling[start:end]) for start, end in pairwise(ends))


def _spellings(
    vocabulary: Vocabulary,
    first: NDArray[np.intp],
    second: NDArray[np.intp],
    pairs: NDArray[np.intp],
    stems: NDArray[np.intp],
) -> NDArray[np.intp]:
    """Return for each stem of a pair the most frequent spelling that both rows use, else the most frequent of all."""
    both = vocabulary.uses[first].multiply(vocabulary.uses[second]).tocsr()
    width = len(vocabulary.usual)
    of_both = np.repeat(np.arange(len(first)), np.diff(both.indptr)) * width + vocabulary.stem_of[both.indices]
    order = np.lexsort((vocabulary.ranks[both.indices], of_both))
    keys, places = np.unique(of_both[order], return_index=True)
    wanted = pairs * width + stems
    at = np.minimum(np.searchsorted(keys, wanted), max(0, len(keys) - 1))
    if not len(keys):
        return vocabulary.usual[stems]
    return np.where(keys[at] == wanted, both.indices[order][places[at]], vocabulary.usual[stems])


def _chosen(words: Sequence[str], worths: Sequence[float]) -> Words:
    chosen: list[str] = []
    lower: list[str] = []
    for word, worth in zip(words, worths, strict=True):
        is_enough = len(chosen) >= _FEWEST_WORDS and worth < _TELLING * worths[0]
        if len(chosen) == _MOST_WORDS or is_enough:
            break
        _add(chosen, lower, word)
    return tuple(chosen)


def _add(chosen: list[str], lower: list[str], word: str) -> None:
    """Add a word; of `rank` and `low-rank` only the longer one stays, in the place of the first."""
    small = word.lower()
    for place, shown in enumerate(lower):
        if small in shown:
            return
        if shown in small:
            chosen[place], lower[place] = word, small
            return
    chosen.append(word)
    lower.append(small)
