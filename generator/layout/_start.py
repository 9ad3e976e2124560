"""Where texts stand first: by the two principal components of their words, or near those that have a place already."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from scipy.sparse import csr_matrix

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from ._pairs import Pairs

# Two more directions than are wanted make the first two converge sooner (Halko, Martinsson and Tropp, 2011).
_DIRECTIONS, _ROUNDS = 4, 10
_SEED = 7
# Texts of the same words are set apart by this share of the spread.
_JITTER = 0.01
# Places that agree in so many digits are the same: the last digits depend on the order of sums.
_DIGITS = 6
# So often each text goes to the middle of its neighbours: more than the steps from any text to one with a place.
_HANDED_ON = 20
# Several texts would stand at the very same place.
_APART = 1.0


def principal_components(weights: csr_matrix) -> NDArray[np.float64]:
    """Return the first two principal components of each row, with a spread of 1; equal rows differ a little.

    By subspace iteration. Sparse products add one by one and in order, so that threads change nothing.
    """
    rows, columns = weights.shape
    chance = np.random.default_rng(_SEED)
    directions = chance.random((columns, _DIRECTIONS)) - 0.5
    jitter = chance.random((rows, 2)) - 0.5
    if not rows:
        return jitter
    means = np.bincount(weights.indices, weights.data, columns)[:, None] / rows
    transposed = weights.T.tocsr()
    for _ in range(_ROUNDS):
        scores = _orthonormal(weights @ directions - (directions * means).sum(axis=0))
        directions = _orthonormal(transposed @ scores - means * scores.sum(axis=0))
    scores = (weights @ directions - (directions * means).sum(axis=0))[:, :2]
    spread = float(np.sqrt((scores[:, 0] ** 2).mean())) or 1.0
    return np.round(_signed(scores) / spread, _DIGITS) + _JITTER * jitter


def spread_out(sample: NDArray[np.intp], places: NDArray[np.float64], pairs: Pairs, rows: int) -> NDArray[np.float64]:
    """Return a place for each of so many rows: the sample's own, farther apart, and others amid their neighbours."""
    both = (np.append(pairs.first, pairs.second), np.append(pairs.second, pairs.first))
    graph = csr_matrix((np.append(pairs.shares, pairs.shares), both), shape=(rows, rows))
    # The last column says whether a row has a place.
    found = np.zeros((rows, 3))
    found[sample] = np.concatenate((places, np.ones((len(sample), 1))), axis=1)
    given = found[sample]
    for _ in range(_HANDED_ON):
        sums = graph @ found
        found = sums / np.where(sums[:, 2:] > 0, sums[:, 2:], 1.0)
        found[sample] = given
    # A map of n times the points is wider by the root of n.
    wider = np.sqrt(rows / max(1, len(sample)))
    spread: NDArray[np.float64] = found[:, :2] * wider
    return spread + _APART * (np.random.default_rng(_SEED).random((rows, 2)) - 0.5)


def _orthonormal(vectors: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the columns made orthogonal and of length 1, by Gram and Schmidt; those that depend on others become 0."""
    found = vectors.copy()
    for column in range(found.shape[1]):
        one = found[:, column]
        length = np.sqrt((one * one).sum())
        for before in range(column):
            one -= (one * found[:, before]).sum() * found[:, before]
        left = np.sqrt((one * one).sum())
        one *= 1.0 / left if left > 10.0**-_DIGITS * length else 0.0
    return found


def _signed(scores: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the columns with the sign that makes their largest value positive: both signs are a component."""
    largest = np.abs(np.round(scores, _DIGITS)).argmax(axis=0)
    return scores * np.where(scores[largest, np.arange(scores.shape[1])] < 0, -1.0, 1.0)
