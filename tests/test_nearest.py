"""The nearest rows of a matrix: by a shortlist nearly as by all comparisons; ties go by order."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.sparse import csr_matrix

from generator import nearest as module
from generator.nearest import nearest


def invented(rows: int, columns: int = 400, words: int = 30) -> csr_matrix:
    """Return rows of random words, frequent ones lighter, drawn with a fixed seed."""
    chance = np.random.default_rng(7)
    drawn = np.minimum(chance.zipf(1.3, (rows, words)) - 1, columns - 1)
    counts = np.zeros((rows, columns))
    np.add.at(counts, (np.repeat(np.arange(rows), words), drawn.ravel()), 1.0)
    weights = np.log1p(counts) * np.log((1 + rows) / (1 + (counts > 0).sum(axis=0)) + 1)
    return csr_matrix(weights / np.linalg.norm(weights, axis=1, keepdims=True))


def lists(weights: csr_matrix, groups: csr_matrix | None = None) -> list[list[int]]:
    groups = csr_matrix((weights.shape[0], 1)) if groups is None else groups
    return [row.best.tolist() for row in nearest(weights, groups, 6)]


def test_all_words_give_the_true_order():
    weights = invented(120)
    scores = np.round((weights @ weights.T).toarray(), 6)
    np.fill_diagonal(scores, 0.0)
    order = np.argsort(-scores, axis=1, kind="stable")[:, :6]

    assert lists(weights) == [[int(place) for place in row if scores[one, place]] for one, row in enumerate(order)]


def test_a_shortlist_keeps_nearly_all_of_the_nearest(monkeypatch: pytest.MonkeyPatch):
    weights = invented(900, columns=4_000)
    exact = lists(weights)
    monkeypatch.setattr(module, "_EXACT_LIMIT", 10)

    kept = [len(set(one) & set(other)) for one, other in zip(exact, lists(weights), strict=True)]

    assert sum(kept) >= 0.97 * sum(map(len, exact))


def test_words_of_very_many_texts_seek_nobody(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(module, "_EXACT_LIMIT", 10)
    monkeypatch.setattr(module, "_MOST_TEXTS", 3)
    # Word 0 is in all texts, the others in two each.
    rows = [[1.0, *(float(pair == row // 2) for pair in range(10))] for row in range(20)]

    assert [row[0] for row in lists(csr_matrix(rows))] == [row + 1 - 2 * (row % 2) for row in range(20)]


def test_a_row_with_too_short_a_list_is_compared_with_all(monkeypatch: pytest.MonkeyPatch):
    weights = invented(60)
    exact = lists(weights)
    monkeypatch.setattr(module, "_EXACT_LIMIT", 10)
    monkeypatch.setattr(module, "_MOST_TEXTS", 0)

    assert lists(weights) == exact


def test_of_many_equals_the_first_are_taken(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(module, "_EXACT_LIMIT", 10)
    weights = csr_matrix(np.ones((100, 1)))

    assert lists(weights)[:2] == [[1, 2, 3, 4, 5, 6], [0, 2, 3, 4, 5, 6]]
    assert lists(weights)[-1] == [0, 1, 2, 3, 4, 5]


@pytest.mark.parametrize("limit", [5_000, 1], ids=["by all words", "by a shortlist"])
def test_a_common_group_decides_between_nearly_equals_and_not_more(monkeypatch: pytest.MonkeyPatch, limit: int):
    monkeypatch.setattr(module, "_EXACT_LIMIT", limit)
    weights = csr_matrix([[1.0, 0.0], [0.9, 0.0], [0.85, 0.0], [0.5, 0.0]])
    groups = csr_matrix([[1.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])

    assert lists(weights, groups)[0] == [2, 1, 3]
    assert lists(weights)[0] == [1, 2, 3]


def test_a_group_brings_nobody_near_who_shares_no_word():
    weights = csr_matrix([[1.0, 0.0], [0.0, 1.0]])

    assert lists(weights, csr_matrix(np.ones((2, 1)))) == [[], []]


def test_a_row_is_sought_by_its_weightiest_rare_words_of_equals_the_first(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(module, "_EXACT_LIMIT", 2)
    monkeypatch.setattr(module, "_MOST_TEXTS", 2)
    monkeypatch.setattr(module, "_SOUGHT_WORDS", 2)
    # The first word is in too many texts.
    weights = csr_matrix([[0.9, 0.2, 0.5, 0.5, 0.5], [0.9, 0.3, 0.0, 0.0, 0.0], [0.9, 0.0, 0.1, 0.2, 0.4]])

    assert module.sought(weights).toarray().tolist() == [
        [0.0, 0.0, 0.5, 0.5, 0.0],
        [0.0, 0.3, 0.0, 0.0, 0.0],
        [0.0, 0.0, 0.0, 0.2, 0.4],
    ]


def test_a_row_is_sought_by_the_same_words_whichever_rows_are_looked_at_with_it(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(module, "_EXACT_LIMIT", 2)
    monkeypatch.setattr(module, "_SOUGHT_WORDS", 4)
    chance = np.random.default_rng(5)
    # Few different weights, so that many are equal, and rows without any.
    weights = csr_matrix(chance.integers(0, 4, (40, 60)) * (chance.random((40, 1)) < 0.9) / 4)
    at_once = module.sought(weights).toarray()
    monkeypatch.setattr(module, "_CELLS", 150)

    assert (module.sought(weights).toarray() == at_once).all()
    assert (np.sort(at_once)[:, -4:] == np.sort(weights.toarray())[:, -4:]).all()
