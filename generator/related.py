"""Related papers: the nearest by TF-IDF, those of one topic a little nearer, each with the words that both share."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

import msgspec
import numpy as np
from scipy.sparse import csr_matrix

from generator.cache import NO_CACHE, Cache, digest
from generator.nearness import Rows, nearest_rows
from generator.paper import Related
from generator.vocabulary import Vocabulary, count_forms, read_vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from generator.paper import Paper

NAMESPACE = "words"
COUNT = 6
"""Related papers of each paper."""
# Pairs whose common words are looked for at once.
_BLOCK = 20_000
# Likenesses that agree in so many digits are equal.
_DIGITS = 8
_MOST_WORDS = 4
# Of the words shown, those after the second add at least this share of what the first one adds to the likeness.
_TELLING, _FEWEST_WORDS = 0.25, 2

_encode = msgspec.msgpack.Encoder().encode
_decode = msgspec.msgpack.Decoder(dict[str, int]).decode


@dataclass(frozen=True)
class Likeness:
    """What the words of papers say of which papers are alike; a row stands for a paper, in the order of their keys."""

    papers: Sequence[Paper]
    """In the order in which they were given."""
    order: Sequence[int]
    """The place of each row's paper among them."""
    vocabulary: Vocabulary | None
    """None where no paper has a word."""
    near: Sequence[NDArray[np.intp]]
    """The rows nearest to each row, the nearest first."""


def relate(papers: Sequence[Paper], count: int = COUNT, cache: Cache = NO_CACHE) -> tuple[tuple[Related, ...], ...]:
    """Return for each paper, in the order given, the `count` papers nearest to it, none without a shared word.

    The order of the papers changes nothing; ties go by key.
    """
    return relations(liken(papers, count, cache), count)


def liken(papers: Sequence[Paper], count: int = COUNT, cache: Cache = NO_CACHE) -> Likeness:
    """Return the `count` papers nearest to each paper, by their words and a little by their topics."""
    order = sorted(range(len(papers)), key=lambda index: papers[index].key)
    rows = [papers[index] for index in order]
    texts = [_text_key(paper, cache) for paper in rows]
    forms = (_forms(paper, text, cache) for paper, text in zip(rows, texts, strict=True))
    vocabulary = read_vocabulary(forms, cache)
    if vocabulary is None:
        return Likeness(papers, order, None, [np.zeros(0, dtype=np.intp)] * len(papers))
    known_by = {paper.key: _row_key(paper, text) for paper, text in zip(rows, texts, strict=True)}
    found = Rows(known_by, vocabulary.stems, vocabulary.weights, _topics(rows))
    # Whoever wants more of them gets the same related papers.
    near = nearest_rows(found, count, min(count, COUNT), cache)
    return Likeness(papers, order, vocabulary, near)


def relations(likeness: Likeness, count: int = COUNT) -> tuple[tuple[Related, ...], ...]:
    """Return for each paper, in the order given, the nearest ones with the words that make the two alike."""
    papers, order = likeness.papers, likeness.order
    found: list[tuple[Related, ...]] = [()] * len(papers)
    if likeness.vocabulary is None:
        return tuple(found)
    near = [others[:count] for others in likeness.near]
    shared = _shared_words(likeness.vocabulary, near)
    for row, others in enumerate(near):
        found[order[row]] = tuple(
            Related(papers[order[other]].key, shared[_pair(row, other, len(near))]) for other in others.tolist()
        )
    return tuple(found)


def _topics(papers: Sequence[Paper]) -> csr_matrix:
    """Return a one for each topic of each paper."""
    known: dict[str, int] = {}
    columns = [known.setdefault(topic.slug, len(known)) for paper in papers for topic in paper.topics]
    ends = np.cumsum([0, *(len(paper.topics) for paper in papers)])
    return csr_matrix((np.ones(len(columns)), columns, ends), shape=(len(papers), max(1, len(known))))


def _text_key(paper: Paper, cache: Cache) -> bytes:
    """Return a key for the paper's words; nobody need make one where nothing is kept."""
    if not cache.is_open:
        return b""
    return digest(*(text.encode("utf-8", "surrogatepass") for text in (paper.title, paper.abstract)))


def _row_key(paper: Paper, text_key: bytes) -> bytes:
    return text_key and digest(text_key, *(topic.slug.encode() for topic in paper.topics))


def _forms(paper: Paper, key: bytes, cache: Cache) -> dict[str, int]:
    known = cache.get(NAMESPACE, key)
    if known is not None:
        return _decode(known)
    forms = count_forms(paper.title, paper.abstract)
    cache.put(NAMESPACE, key, _encode(forms))
    return forms


def _pair(one: int, other: int, size: int) -> int:
    """Return a number for two rows, the same in both directions."""
    return min(one, other) * size + max(one, other)


def _shared_words(vocabulary: Vocabulary, near: Sequence[NDArray[np.intp]]) -> dict[int, tuple[str, ...]]:
    """Return by pair of rows the words that make the two alike, the most telling first."""
    size = len(near)
    rows = np.repeat(np.arange(size), [len(others) for others in near])
    others = np.concatenate(near).astype(np.intp)
    pairs = np.unique(np.minimum(rows, others) * size + np.maximum(rows, others))
    found: dict[int, tuple[str, ...]] = {}
    for start in range(0, len(pairs), _BLOCK):
        block = pairs[start : start + _BLOCK]
        found.update(zip(block.tolist(), _words_of(vocabulary, block // size, block % size), strict=True))
    return found


def _words_of(vocabulary: Vocabulary, first: NDArray[np.intp], second: NDArray[np.intp]) -> Iterator[tuple[str, ...]]:
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


def _chosen(words: Sequence[str], worths: Sequence[float]) -> tuple[str, ...]:
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
