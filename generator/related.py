"""Related papers: the nearest by TF-IDF over titles and abstracts, each with the words that both share."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from sklearn.decomposition import TruncatedSVD
from sklearn.preprocessing import normalize
from threadpoolctl import threadpool_limits

from generator.paper import Related
from generator.vocabulary import read_vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray
    from scipy.sparse import csr_matrix

    from generator.paper import Paper
    from generator.vocabulary import Vocabulary

# Up to so many papers all pairs are compared by their words; above, the nearest by meaning are, on so many dimensions.
# Measured in CPU: 5,000 papers take 7 s by words and 11 s by meaning, 20,000 take 47 s and 40 s.
_EXACT_LIMIT = 15_000
_DIMENSIONS, _SHORTLIST = 128, 48
# Rows of a product that are held at once: 256 rows of 67,000 papers are 69 MB; 2,048, kept as views, grew to 3.4 GB.
_BLOCK = 256
# Scores that agree in so many digits are equal, and the key decides; the last digits depend on the order of sums.
_DIGITS = 6
_MOST_WORDS = 4
# Of the words shown, those after the second add at least this share of what the first one adds to the likeness.
_TELLING, _FEWEST_WORDS = 0.25, 2


def relate(papers: Sequence[Paper], count: int = 6) -> tuple[tuple[Related, ...], ...]:
    """Return for each paper, in the order given, the `count` papers nearest to it, none without a shared word.

    The order of the papers changes nothing; ties go by key.
    """
    order = sorted(range(len(papers)), key=lambda index: papers[index].key)
    vocabulary = read_vocabulary((papers[index].title, papers[index].abstract) for index in order)
    if vocabulary is None:
        return ((),) * len(papers)
    weights = vocabulary.weights
    nearest = _by_words(weights, count) if len(papers) <= _EXACT_LIMIT else _by_meaning(weights, count)
    found: list[tuple[Related, ...]] = [()] * len(papers)
    for row, others in enumerate(nearest):
        found[order[row]] = tuple(
            Related(papers[order[other]].key, _shared_words(vocabulary, row, other)) for other in others
        )
    return tuple(found)


def _by_words(weights: csr_matrix, count: int) -> Iterator[list[int]]:
    """Yield for each row the nearest others, by the cosine of their words."""
    columns = weights.T.tocsr()
    for start in range(0, weights.shape[0], _BLOCK):
        scores = (weights[start : start + _BLOCK] @ columns).toarray()
        for offset, row in enumerate(scores):
            yield _best(row, start + offset, count)


def _by_meaning(weights: csr_matrix, count: int) -> Iterator[list[int]]:
    """Yield for each row the nearest others by the cosine of their words, of those nearest in fewer dimensions.

    A row with too few is compared with all by its words.
    """
    for start, shortlists in _shortlists(weights):
        rows = np.repeat(np.arange(start, start + len(shortlists)), shortlists.shape[1])
        products = weights[rows].multiply(weights[shortlists.ravel()])
        scores = np.asarray(products.sum(axis=1)).reshape(shortlists.shape)
        for offset, others in enumerate(shortlists):
            row = start + offset
            full = np.zeros(weights.shape[0])
            full[others] = scores[offset]
            best = _best(full, row, count)
            yield best if len(best) == count else _best((weights @ weights[row].T).toarray().ravel(), row, count)


def _shortlists(weights: csr_matrix) -> Iterator[tuple[int, NDArray[np.intp]]]:
    """Yield blocks of rows, each by its first, with the rows nearest to each of them in fewer dimensions."""
    # One thread: with two, the last digits of the decomposition differ from run to run, and some neighbours with them.
    with threadpool_limits(limits=1, user_api="blas"):
        reduction = TruncatedSVD(min(_DIMENSIONS, weights.shape[1]), n_iter=4, random_state=0)
        points = normalize(reduction.fit_transform(weights)).astype(np.float32)
        near = min(_SHORTLIST, len(points))
        for start in range(0, len(points), _BLOCK):
            scores = points[start : start + _BLOCK] @ points.T
            yield start, np.argpartition(scores, -near, axis=1)[:, -near:].copy()


def _best(scores: NDArray[np.float64], row: int, count: int) -> list[int]:
    """Return the places of the highest scores above zero, the first of equals first, without the row itself."""
    scores[row] = 0.0
    places = np.flatnonzero(scores)
    rounded = -np.round(scores[places], _DIGITS)
    if len(places) > count:
        near = rounded <= np.partition(rounded, count - 1)[count - 1]
        places, rounded = places[near], rounded[near]
    return [int(place) for place in places[np.argsort(rounded, kind="stable")][:count]]


def _shared_words(vocabulary: Vocabulary, one: int, other: int) -> tuple[str, ...]:
    """Return the words that make two rows alike, the most telling first; the same for both directions."""
    rows = (min(one, other), max(one, other))
    (first, first_weights), (second, second_weights) = (_row(vocabulary.weights, row) for row in rows)
    stems, in_first, in_second = np.intersect1d(first, second, assume_unique=True, return_indices=True)
    worths = np.round(first_weights[in_first] * second_weights[in_second], _DIGITS + 2)
    ranked = np.argsort(-worths, kind="stable")
    chosen: list[str] = []
    for place in ranked.tolist():
        if len(chosen) == _MOST_WORDS or (
            len(chosen) >= _FEWEST_WORDS and worths[place] < _TELLING * worths[ranked[0]]
        ):
            break
        _add(chosen, vocabulary.word(int(stems[place]), rows))
    return tuple(chosen)


def _add(chosen: list[str], word: str) -> None:
    """Add a word; of `rank` and `low-rank` only the longer one stays, in the place of the first."""
    for place, shown in enumerate(chosen):
        if word.lower() in shown.lower():
            return
        if shown.lower() in word.lower():
            chosen[place] = word
            return
    chosen.append(word)


def _row(matrix: csr_matrix, row: int) -> tuple[NDArray[np.intp], NDArray[np.float64]]:
    """Return the columns and the values of one row."""
    span = slice(matrix.indptr[row], matrix.indptr[row + 1])
    return matrix.indices[span], matrix.data[span]
