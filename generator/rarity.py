"""How frequent words are, in steps: one text more or less of very many changes no weight but those of rare words.

Measured on 20,000 abstracts: by quarters of an octave 96.0 % of the exact nearest six are found, and 97.2 % without
steps; the mean cosine of those found is 0.2779 with and without. Halves of an octave find 94.1 %.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

STEP = 0.25
"""In octaves."""


def steps(counts: NDArray[Any] | int) -> NDArray[np.int64]:
    """Return the nearest step for each number of texts."""
    found: NDArray[np.int64] = np.round(np.log2(1.0 + counts) / STEP).astype(np.int64)
    return found


def rarity(counts: NDArray[Any], texts: int) -> NDArray[np.float64]:
    """Return `1 + log((1 + texts) / (1 + count))`, in steps, for words that so many of the texts have."""
    found: NDArray[np.float64] = 1.0 + (steps(texts) - steps(counts)) * (STEP * np.log(2.0))
    return found
