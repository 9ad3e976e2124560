"""The nearest of many texts to each of them, by the cosine of their weighted words.

Above some thousands of texts a shortlist comes first, by the rarer of each text's weightiest words: what all texts
speak of brings nobody near, and costs a product that grows with the square of their number. Measured on 20,000
abstracts: it keeps 98 % of the true nearest six; one by 128 dimensions of a truncated SVD kept 54 %, and cost more.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from scipy.sparse import csr_matrix

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

# Up to so many texts all their words are compared at once.
_EXACT_LIMIT = 5_000
# Above: a text is sought by so many of its words, none of which more than so many texts have; so many are compared.
_SOUGHT_WORDS, _MOST_TEXTS, _SHORTLIST = 24, 2_000, 48
# Rows of a product that are held at once.
_BLOCK = 256
# Texts of one group are nearer by this factor. Measured on 20,000 papers with topics as groups: of the nearest six 54 %
# share a topic and not 45 %, and the mean cosine falls from 0.2766 to 0.2763.
_KINSHIP = 1.1
# Scores that agree in so many digits are equal, and the order of the texts decides; the last digits depend on the order
# of sums.
_DIGITS = 6
_SAME = 10.0**-_DIGITS


def nearest(
    weights: csr_matrix, groups: csr_matrix, count: int, enough: int | None = None
) -> Iterator[NDArray[np.intp]]:
    """Yield for each row the `count` others nearest to it, the nearest first, none without a common word.

    Rows of both matrices are texts; `groups` has a one for each group that a text belongs to. Where a shortlist gives
    fewer than `enough` (all, unless said), the row is compared with all others.
    """
    enough = count if enough is None else enough
    rows = weights.shape[0]
    sought = weights if rows <= _EXACT_LIMIT else _sought(weights)
    columns = sought.T.tocsr()
    for start in range(0, rows, _BLOCK):
        scores = sought[start : start + _BLOCK] @ columns
        near = [_shortlist(*found, start + row) for row, found in enumerate(_rows(scores))]
        for row, best in enumerate(_ranked(weights, groups, start, near, count), start):
            is_short = len(best) < enough and sought is not weights
            yield _by_all_words(weights, groups, row, count) if is_short else best


def _by_all_words(weights: csr_matrix, groups: csr_matrix, row: int, count: int) -> NDArray[np.intp]:
    scores = weights[row] @ weights.T
    near = _shortlist(scores.indices, scores.data, row)
    return next(_ranked(weights, groups, row, [near], count))


def _sought(weights: csr_matrix) -> csr_matrix:
    """Return the weights of the words by which each row is sought."""
    frequencies = np.bincount(weights.indices, minlength=weights.shape[1])
    rows = np.repeat(np.arange(weights.shape[0]), np.diff(weights.indptr))
    worths = np.where(frequencies[weights.indices] <= _MOST_TEXTS, weights.data, 0.0)
    order = np.lexsort((weights.indices, -worths, rows))
    places = np.empty(len(order), dtype=np.intp)
    places[order] = np.arange(len(order)) - weights.indptr[rows]
    kept = csr_matrix(
        (np.where(places < _SOUGHT_WORDS, worths, 0.0), weights.indices, weights.indptr), weights.shape, copy=True
    )
    kept.eliminate_zeros()
    return kept


def _rows(matrix: csr_matrix) -> Iterator[tuple[NDArray[np.intp], NDArray[np.float64]]]:
    """Yield the columns and the values of each row."""
    for start, end in zip(matrix.indptr[:-1].tolist(), matrix.indptr[1:].tolist(), strict=True):
        yield matrix.indices[start:end], matrix.data[start:end]


def _shortlist(others: NDArray[np.intp], scores: NDArray[np.float64], row: int) -> NDArray[np.intp]:
    """Return the others with the highest scores; of equals the first ones."""
    size = _SHORTLIST + 1
    if len(others) > size:
        bound = np.partition(scores, -size)[-size]
        above = others[scores > bound + _SAME]
        equal = np.sort(others[np.abs(scores - bound) <= _SAME])[: size - len(above)]
        others = np.concatenate((above, equal))
    kept: NDArray[np.intp] = others[others != row]
    return kept


def _ranked(
    weights: csr_matrix, groups: csr_matrix, start: int, near: list[NDArray[np.intp]], count: int
) -> Iterator[NDArray[np.intp]]:
    """Yield for each row of a block the best of its shortlist."""
    others = np.concatenate(near)
    firsts = np.repeat(np.arange(start, start + len(near)), [len(found) for found in near])
    scores = _products(weights, firsts, others) * np.where(_products(groups, firsts, others) > 0, _KINSHIP, 1.0)
    rounded = np.round(scores, _DIGITS)
    ranked = np.lexsort((others, -rounded, firsts))
    end = 0
    for found in near:
        end += len(found)
        best = ranked[end - len(found) : end][:count]
        yield others[best][rounded[best] > 0]


def _products(matrix: csr_matrix, firsts: NDArray[np.intp], others: NDArray[np.intp]) -> NDArray[np.float64]:
    """Return the product of two rows, for each pair of them."""
    if not len(firsts):
        return np.zeros(0)
    return np.asarray(matrix[firsts].multiply(matrix[others]).sum(axis=1), dtype=np.float64).ravel()
