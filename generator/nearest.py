"""The nearest of many texts to each of them, by the cosine of their weighted words.

Above some thousands of texts a shortlist comes first, by the rarer of each text's weightiest words: what all texts
speak of brings nobody near, and costs a product that grows with the square of their number. Measured on 20,000
abstracts: it keeps 98 % of the true nearest six; one by 128 dimensions of a truncated SVD kept 54 %, and cost more.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from scipy.sparse import csr_matrix

from generator.rarity import steps

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

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
# What is lower than the end of a shortlist by so much is not on it, whatever the others are.
_MARGIN = 2 * _SAME
# Where more are nearly equal, nobody keeps which ones.
_MOST_RIVALS = 2 * _SHORTLIST
_NONE: NDArray[np.intp] = np.zeros(0, dtype=np.intp)


class Near(NamedTuple):
    """What was found for one row, and what it depends on."""

    best: NDArray[np.intp]
    """The rows nearest to it, the nearest first."""
    rivals: NDArray[np.intp]
    """All rows that are on its shortlist, or so near to its end that rounding decides."""
    bound: float
    """No other row whose score as it is sought is lower changes anything; not a number where any row might."""


def nearest(
    weights: csr_matrix,
    groups: csr_matrix | None,
    count: int,
    *,
    enough: int | None = None,
    rows: NDArray[np.intp] | None = None,
    found: csr_matrix | None = None,
) -> Iterator[Near]:
    """Yield for each row the `count` others nearest to it, the nearest first, none without a common word.

    Rows of both matrices are texts; `groups` has a one for each group that a text belongs to. Where a shortlist gives
    fewer than `enough` (all, unless said), the row is compared with all others. `rows` are those that are asked for;
    all, unless given. Who has what `sought` returns may hand it over.
    """
    enough = count if enough is None else enough
    rows = np.arange(weights.shape[0]) if rows is None else rows
    found = sought(weights) if found is None else found
    columns = found.T.tocsr()
    all_columns = columns if found is weights else weights.T.tocsr()
    for start in range(0, len(rows), _BLOCK):
        block = rows[start : start + _BLOCK]
        listed = _listed(found, columns, block)
        ranked = list(_ranked(weights, groups, block, listed, count))
        is_short = np.array([len(best) < enough and found is not weights for best in ranked])
        again = _ranked(weights, groups, block[is_short], _listed(weights, all_columns, block[is_short]), count)
        for near, best, short in zip(listed, ranked, is_short.tolist(), strict=True):
            yield Near(next(again), _NONE, np.nan) if short else near._replace(best=best)


def touched(found: csr_matrix, changed: NDArray[np.intp], bounds: NDArray[np.float64]) -> NDArray[np.intp]:
    """Return the rows that a changed one is nearer to than their bound, as rows are sought, and those without bound."""
    scores = (found @ found[changed].T.tocsr()).tocoo()
    is_near = scores.data >= bounds[scores.row] - _MARGIN
    return np.union1d(scores.row[is_near], np.flatnonzero(np.isnan(bounds)))


def sought(weights: csr_matrix) -> csr_matrix:
    """Return the weights of the words by which each row is sought: of few texts, all."""
    if weights.shape[0] <= _EXACT_LIMIT:
        return weights
    # In the steps by which words are weighted, so that no row is sought otherwise while no weight changes.
    is_rare = steps(np.bincount(weights.indices, minlength=weights.shape[1])) <= steps(_MOST_TEXTS)
    rows = np.repeat(np.arange(weights.shape[0]), np.diff(weights.indptr))
    worths = np.where(is_rare[weights.indices], weights.data, 0.0)
    order = np.lexsort((weights.indices, -worths, rows))
    places = np.empty(len(order), dtype=np.intp)
    places[order] = np.arange(len(order)) - weights.indptr[rows]
    kept = csr_matrix(
        (np.where(places < _SOUGHT_WORDS, worths, 0.0), weights.indices, weights.indptr), weights.shape, copy=True
    )
    kept.eliminate_zeros()
    return kept


def _listed(found: csr_matrix, columns: csr_matrix, rows: NDArray[np.intp]) -> list[Near]:
    """Return the shortlists of these rows, in no order."""
    scores = found[rows] @ columns
    return [_shortlist(*one, row) for one, row in zip(_rows(scores), rows.tolist(), strict=True)]


def _rows(matrix: csr_matrix) -> Iterator[tuple[NDArray[np.intp], NDArray[np.float64]]]:
    """Yield the columns and the values of each row."""
    for start, end in zip(matrix.indptr[:-1].tolist(), matrix.indptr[1:].tolist(), strict=True):
        yield matrix.indices[start:end], matrix.data[start:end]


def _shortlist(others: NDArray[np.intp], scores: NDArray[np.float64], row: int) -> Near:
    """Return the others with the highest scores; of equals the first ones."""
    size = _SHORTLIST + 1
    if len(others) <= size:
        return Near(others[others != row], others, 0.0)
    bound = float(np.partition(scores, -size)[-size])
    above = others[scores > bound + _SAME]
    equal = np.sort(others[np.abs(scores - bound) <= _SAME])[: size - len(above)]
    kept = np.concatenate((above, equal))
    rivals = others[scores >= bound - _MARGIN]
    if len(rivals) > _MOST_RIVALS:
        return Near(kept[kept != row], _NONE, np.nan)
    return Near(kept[kept != row], rivals, bound)


def _ranked(
    weights: csr_matrix,
    groups: csr_matrix | None,
    rows: NDArray[np.intp],
    listed: Sequence[Near],
    count: int,
) -> Iterator[NDArray[np.intp]]:
    """Yield for each row of a block the best of its shortlist."""
    others = np.concatenate([_NONE, *(near.best for near in listed)])
    lengths = [len(near.best) for near in listed]
    firsts = np.repeat(rows, lengths)
    scores = _products(weights, firsts, others)
    if groups is not None:
        scores *= np.where(_products(groups, firsts, others) > 0, _KINSHIP, 1.0)
    rounded = np.round(scores, _DIGITS)
    ranked = np.lexsort((others, -rounded, firsts))
    end = 0
    for length in lengths:
        end += length
        best = ranked[end - length : end][:count]
        yield others[best][rounded[best] > 0]


def _products(matrix: csr_matrix, firsts: NDArray[np.intp], others: NDArray[np.intp]) -> NDArray[np.float64]:
    """Return the product of two rows, for each pair of them."""
    if not len(firsts):
        return np.zeros(0)
    return np.asarray(matrix[firsts].multiply(matrix[others]).sum(axis=1), dtype=np.float64).ravel()
