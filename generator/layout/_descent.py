"""The steps of t-SNE from a start to a map: neighbours attract, all repel, and attraction is exaggerated at first."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from ._mesh import Mesh
from ._springs import Springs

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from ._pairs import Pairs


class Phase(NamedTuple):
    """Steps of one kind."""

    steps: int
    exaggeration: float
    """The factor of all attraction."""
    momentum: float


WHOLE = (Phase(100, 12.0, 0.5), Phase(250, 1.0, 0.8))
"""From a start that is a first guess; its spread should be `SMALL`."""
SMALL = 1e-4
"""A spread that is small beside the kernel, so that the exaggerated attraction decides where things go."""
SETTLING = (Phase(40, 6.0, 0.5), Phase(80, 1.0, 0.8))
"""From a start that is the large picture already."""
_LEAST_RATE = 50.0
# No point goes farther in one step: rates grow with the number of points, and one that is alone would fly off.
_LONGEST_STEP = 5.0
# The rates of single coordinates: up where steps go on in one direction, down where they turn (Jacobs, 1988).
_FASTER, _SLOWER, _LEAST_GAIN = 0.2, 0.8, 0.01


def descend(pairs: Pairs, start: NDArray[np.float64], phases: Sequence[Phase]) -> NDArray[np.float64]:
    """Return the places (n, 2) of points that stand at `start` and are attracted by pairs."""
    places = start.T.copy()
    moves, gains = np.zeros_like(places), np.ones_like(places)
    mesh, springs = Mesh(), Springs(pairs, len(start))
    for phase in phases if len(start) > 1 else ():
        rate = max(len(start) / phase.exaggeration, _LEAST_RATE)
        for _ in range(phase.steps):
            total, away = mesh.repulsion(places)
            slope = 4.0 * (phase.exaggeration * springs.pull(places) - away / total)
            gains = np.where((slope > 0) == (moves > 0), gains * _SLOWER, gains + _FASTER)
            np.maximum(gains, _LEAST_GAIN, out=gains)
            moves = _shortened(phase.momentum * moves - rate * gains * slope)
            places = places + moves
            places -= places.mean(axis=1, keepdims=True)
    return places.T


def _shortened(moves: NDArray[np.float64]) -> NDArray[np.float64]:
    lengths = np.sqrt((moves * moves).sum(axis=0))
    shortened: NDArray[np.float64] = moves * (_LONGEST_STEP / np.maximum(lengths, _LONGEST_STEP))
    return shortened
