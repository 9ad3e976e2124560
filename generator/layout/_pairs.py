"""Which texts attract each other, and how much: the graph of nearest neighbours, made the same in both directions."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray


class Pairs(NamedTuple):
    """Pairs of different texts, each once."""

    first: NDArray[np.int64]
    """The smaller number of each pair."""
    second: NDArray[np.int64]
    shares: NDArray[np.float64]
    """How much of all attraction acts between the two in one direction: with the other direction their sum is 1."""

    def renumbered(self, number: NDArray[np.int64]) -> Pairs:
        """Return the pairs with other numbers for the texts, in the same order."""
        return Pairs(number[self.first], number[self.second], self.shares)


def pairs_of(lengths: NDArray[np.int64], others: NDArray[np.int64]) -> Pairs:
    """Return the pairs of a list of neighbours; `lengths` says how many each text has.

    All neighbours of a text count the same. That is as good as weights by distance (Boehm, Berens and Kobak,
    "Attraction-repulsion spectrum in neighbor embeddings", 2022), and no rounding of a distance changes it.
    """
    rows = len(lengths)
    ones = np.repeat(np.arange(rows), lengths)
    weights = np.repeat(1.0 / np.maximum(lengths, 1), lengths)
    keys, places = np.unique(np.minimum(ones, others) * rows + np.maximum(ones, others), return_inverse=True)
    shares = np.bincount(places, weights, len(keys))
    total = max(1.0, 2.0 * float(shares.sum()))
    return Pairs(keys // max(1, rows), keys % max(1, rows), shares / total)
