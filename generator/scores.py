"""Products of weighted rows: of pairs exactly, and of each row with all others roughly but fast.

Both give the same on every machine once they are used as they should be: exact ones add in the order of the columns,
and of rough ones only those far from a limit are trusted.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from scipy.sparse import csr_matrix

if TYPE_CHECKING:
    from numpy.typing import NDArray

BLOCK = 128
"""Rows that are looked at at once. Half as many take a tenth longer; more take room, and no less time."""
# Columns that more than one in so many rows have are multiplied in full: of 5,000 abstracts some 230, which make up
# nine tenths of all work of a sparse product.
_ONE_IN = 32
# All terms are positive, so 32 bits are wrong by less than this for rows of length 1 that share up to 800 columns.
_ROUGH = 1e-4


class Chosen(NamedTuple):
    """Some other rows for each of several rows, one list after another."""

    lengths: NDArray[np.intp]
    others: NDArray[np.intp]


class Products:
    """Multiplies rows of one matrix; owns room for a block of rows in full, which is used again for the next block."""

    def __init__(self, matrix: csr_matrix) -> None:
        self._matrix = matrix
        self._room = np.zeros(BLOCK * matrix.shape[1])

    def of(self, rows: NDArray[np.intp], chosen: Chosen) -> NDArray[np.float64]:
        """Return the product of each of these rows, a block at most, with each that is chosen for it."""
        shifts = np.arange(len(rows), dtype=np.int32) * self._matrix.shape[1]
        own, theirs = self._matrix[rows], self._matrix[chosen.others]
        places = own.indices + np.repeat(shifts, np.diff(own.indptr))
        self._room[places] = own.data
        columns = theirs.indices + np.repeat(np.repeat(shifts, chosen.lengths), np.diff(theirs.indptr))
        shape = (len(chosen.others), len(self._room))
        found: NDArray[np.float64] = csr_matrix((theirs.data, columns, theirs.indptr), shape=shape) @ self._room
        self._room[places] = 0.0
        return found


class Choice:
    """Tells which rows can be among the nearest of a row; rows have length 1, and no weight is negative."""

    def __init__(self, weights: csr_matrix) -> None:
        rows, columns = weights.shape
        is_frequent = np.bincount(weights.indices, minlength=columns) * _ONE_IN > rows
        narrow = weights.astype(np.float32)
        self._frequent = narrow[:, np.flatnonzero(is_frequent)].toarray()
        narrow.data[is_frequent[narrow.indices]] = 0.0
        narrow.eliminate_zeros()
        self._rare, self._by_column = narrow, narrow.T.tocsr()

    def nearest(self, rows: NDArray[np.intp], count: int, margin: float) -> Chosen:
        """Return the `count` nearest of each row and all that are farther by at most `margin`, and maybe some more.

        A row is one of its own nearest; none has no common column.
        """
        scores = self._scores(rows)
        size = scores.shape[1]
        ends = np.partition(scores, size - count, axis=1)[:, size - count] if count < size else np.zeros(len(rows))
        is_near = scores >= np.maximum(ends - (margin + 2 * _ROUGH), np.finfo(np.float32).tiny)[:, None]
        return Chosen(is_near.sum(axis=1), np.flatnonzero(is_near) % size)

    def _scores(self, rows: NDArray[np.intp]) -> NDArray[np.float32]:
        found: NDArray[np.float32] = self._frequent[rows] @ self._frequent.T
        found += (self._rare[rows] @ self._by_column).toarray()
        return found
