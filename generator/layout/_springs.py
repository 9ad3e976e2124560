"""How neighbours attract each other: sums over the pairs of a graph, by sparse products."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from scipy.sparse import csr_matrix

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from ._pairs import Pairs


class Springs:
    """Knows the pairs of one graph of `size` points; lives as long as a descent."""

    def __init__(self, pairs: Pairs, size: int) -> None:
        self._shares = pairs.shares
        self._firsts, self._seconds = pairs.first.astype(np.intp), pairs.second.astype(np.intp)
        ends = np.searchsorted(pairs.first, np.arange(size + 1)).astype(np.int32)
        # Made once; what changes from step to step are the values.
        self._graph = csr_matrix((pairs.shares, pairs.second.astype(np.int32), ends), shape=(size, size))
        self._transposed = self._graph.T

    def pull(self, places: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return for each point the sum of `p (x_i - x_j) / (1 + d^2)` over its pairs."""
        size = places.shape[1]
        distances = np.ones(len(self._seconds))
        for row in places:
            apart = row.take(self._firsts) - row.take(self._seconds)
            apart *= apart
            distances += apart
        self._graph.data = self._transposed.data = self._shares / distances
        moments = np.stack((*places, np.ones(size)), axis=1)
        sums = (self._graph @ moments + self._transposed @ moments).T
        pulled: NDArray[np.float64] = places * sums[2] - sums[:2]
        return pulled
