"""Products of rows: exact ones of pairs, and a rough choice that misses none of the nearest."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.sparse import csr_matrix

from generator import nearest as nearest_module
from generator.nearest import nearest
from generator.scores import BLOCK, Choice, Chosen, Products


def invented(rows: int, columns: int = 300, words: int = 30) -> csr_matrix:
    """Return rows of length 1, some columns in most of them and some in few, drawn with a fixed seed."""
    chance = np.random.default_rng(7)
    drawn = np.minimum(chance.zipf(1.3, (rows, words)) - 1, columns - 1)
    weights = np.zeros((rows, columns))
    np.add.at(weights, (np.repeat(np.arange(rows), words), drawn.ravel()), 1.0)
    return csr_matrix(weights / np.linalg.norm(weights, axis=1, keepdims=True))


def test_products_of_pairs_are_those_of_all():
    weights = invented(90)
    rows, chosen = np.array([3, 80, 5]), Chosen(np.array([2, 0, 3]), np.array([3, 70, 0, 5, 89]))

    found = Products(weights).of(rows, chosen)

    np.testing.assert_allclose(found, (weights @ weights.T).toarray()[[3, 3, 5, 5, 5], chosen.others], rtol=1e-14)


def test_a_block_leaves_nothing_behind_for_the_next():
    weights = invented(90)
    products, chosen = Products(weights), Chosen(np.array([90]), np.arange(90))
    products.of(np.array([7]), chosen)

    assert (products.of(np.array([8]), chosen) == Products(weights).of(np.array([8]), chosen)).all()


@pytest.mark.parametrize("count", [1, 6, 89, 90, 200])
def test_a_choice_has_the_nearest_and_none_without_a_common_column(count: int):
    weights = invented(90)
    exact = (weights @ weights.T).toarray()
    rows = np.arange(90)[:BLOCK]

    chosen = Choice(weights).nearest(rows, count, margin=0.01)

    for row, others in zip(rows, np.split(chosen.others, np.cumsum(chosen.lengths)[:-1]), strict=True):
        limit = np.sort(exact[row])[-count] - 0.01 if count <= 90 else 0.0
        wanted = set(np.flatnonzero((exact[row] >= limit) & (exact[row] > 0)))
        assert wanted <= set(others.tolist()) <= set(np.flatnonzero((exact[row] >= limit - 0.001) & (exact[row] > 0)))


def test_a_choice_finds_what_all_products_find(monkeypatch: pytest.MonkeyPatch):
    weights = invented(400)
    chosen = [(near.best.tolist(), sorted(near.rivals.tolist()), near.bound) for near in nearest(weights, None, 6)]
    # Then every choice is too long, and all products are made.
    monkeypatch.setattr(Choice, "nearest", lambda _, rows, *rest: Chosen(np.array([400]), np.zeros(40_000)))  # noqa: ARG005
    plain = [(near.best.tolist(), sorted(near.rivals.tolist()), near.bound) for near in nearest(weights, None, 6)]

    assert [one[:2] for one in chosen] == [one[:2] for one in plain]
    np.testing.assert_allclose([one[2] for one in chosen], [one[2] for one in plain], rtol=1e-12)


def test_of_a_thousand_equals_all_are_compared_at_once(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(nearest_module.Products, "of", None)
    weights = csr_matrix(np.ones((1_000, 1)))

    assert next(nearest(weights, None, 3)).best.tolist() == [1, 2, 3]
