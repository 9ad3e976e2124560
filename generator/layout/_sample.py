"""One in eight of very many papers, drawn by hash: the large picture of a map is theirs.

So seven of eight corrections leave it as it is; it would otherwise change with every word.
"""

from __future__ import annotations

from hashlib import blake2b
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from generator.vocabulary import weighted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray
    from scipy.sparse import csr_matrix

_ONE_IN = 8
_ALL_UP_TO = 5_000
"""So many papers are laid out at once, in a second or two."""


class Sample(NamedTuple):
    """Some of the texts, weighted as if there were no others: then nothing in the others changes what they say."""

    rows: NDArray[np.intp]
    weights: csr_matrix
    """Their weighted words; columns are stems, in the order of all."""


def sample_of(keys: Sequence[str], counts: csr_matrix) -> Sample | None:
    """Return the sample of the texts with these identities and counts of stems; None where none is needed."""
    if len(keys) <= _ALL_UP_TO:
        return None
    drawn = (blake2b(key.encode("utf-8", "surrogatepass"), digest_size=1).digest()[0] for key in keys)
    rows = np.flatnonzero(np.fromiter(drawn, dtype=np.uint8) % _ONE_IN == 0)
    return Sample(rows, weighted(counts[rows]))
