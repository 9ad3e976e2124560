"""How well a map shows what is near: measures of it, from the full tables of distances, for tests and measurements."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

BLOCK = 256
DIGITS = 6
"""Cosines that agree in so many digits are equal."""


def trustworthiness(
    weights: csr_matrix, places: NDArray[Any], count: int = 10, rows: NDArray[Any] | None = None
) -> float:
    """Return how much the `count` nearest on a map deserve it: 1 where they are among the nearest by cosine too.

    `1 - 2 / (n k (2n - 3k - 1)) * sum(rank - k)` over those of the k nearest on the map whose rank by cosine is larger
    than k (Venna and Kaski, "Neighborhood preservation in nonlinear projection methods", 2001). Of equals the first one
    is nearer. `rows` takes the mean over some of the n texts only.
    """
    rows = np.arange(weights.shape[0]) if rows is None else rows
    excess, size = 0, int(weights.shape[0])
    for block, near in nearest_on_map(places, count, rows):
        cosines = np.round((weights[block] @ weights.T).toarray(), DIGITS)
        cosines[np.arange(len(block)), block] = -1.0
        for own, others in zip(cosines, near, strict=True):
            nearer = (own > own[others][:, None]).sum(axis=1)
            first = np.array([(own[:other] == own[other]).sum() for other in others])
            excess += int(np.maximum(nearer + first + 1 - count, 0).sum())
    return 1.0 - 2.0 * float(excess) / (len(rows) * count * (2 * size - 3 * count - 1))


def kinship(
    labels: NDArray[Any], places: NDArray[Any], count: int = 10, rows: NDArray[Any] | None = None
) -> tuple[float, float]:
    """Return the share of the `count` nearest on a map that have a text's own label, and that of all other texts.

    `rows` takes the first over some of the texts only.
    """
    rows = np.arange(len(labels)) if rows is None else rows
    same = sum(
        int((labels[near] == labels[block][:, None]).sum()) for block, near in nearest_on_map(places, count, rows)
    )
    sizes = np.unique(labels, return_counts=True)[1]
    chance = float((sizes * (sizes - 1)).sum()) / (len(labels) * (len(labels) - 1))
    return same / (count * len(rows)), chance


def nearest_on_map(places: NDArray[Any], count: int, rows: NDArray[Any]) -> Iterator[tuple[NDArray[Any], NDArray[Any]]]:
    """Yield blocks of rows, with the `count` others nearest to each; of equals the first ones."""
    points = places.astype(np.float64)
    for start in range(0, len(rows), BLOCK):
        block = rows[start : start + BLOCK]
        apart = ((points[block][:, None, :] - points[None, :, :]) ** 2).sum(axis=2)
        apart[np.arange(len(block)), block] = np.inf
        yield block, np.argsort(apart, axis=1, kind="stable")[:, :count]
