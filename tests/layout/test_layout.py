"""The map of texts, on invented ones: same texts, same bytes; what is alike is near, and no input breaks it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from scipy.sparse import csr_matrix, hstack

from generator.cache import NO_CACHE, Cache, opened
from generator.layout import LAST, NAMESPACE, NEIGHBOURS, _sample, lay_out, principal_components, sample_of
from generator.layout._mesh import Mesh
from generator.layout._pairs import pairs_of
from generator.layout._sample import Sample
from generator.layout._springs import Springs
from generator.nearest import nearest
from generator.vocabulary import weighted
from tests.layout.quality import kinship, trustworthiness

SUBJECTS = 30


def invented(count: int, subjects: int = SUBJECTS) -> tuple[csr_matrix, np.ndarray]:
    """Return texts of twenty random words and the subject of each: half of a text's words are those of its subject."""
    chance = np.random.default_rng(7)
    labels = np.arange(count) % subjects
    own = 40 * labels[:, None] + chance.integers(0, 40, (count, 10))
    common = 40 * subjects + chance.integers(0, 600, (count, 10))
    counts = np.zeros((count, 40 * subjects + 600))
    np.add.at(counts, (np.repeat(np.arange(count), 20), np.hstack((own, common)).ravel()), 1.0)
    weights = np.log1p(counts) * (1 + np.log((1 + count) / (1 + (counts > 0).sum(axis=0))))
    return csr_matrix(weights / np.linalg.norm(weights, axis=1, keepdims=True)), labels


def counts_of(weights: csr_matrix) -> csr_matrix:
    """Return a one for each word of each text."""
    return csr_matrix((np.ones_like(weights.data), weights.indices, weights.indptr), shape=weights.shape)


def neighbours(weights: csr_matrix, count: int = NEIGHBOURS) -> list[np.ndarray]:
    return [near.best for near in nearest(weights, None, count)]


def mapped(weights: csr_matrix) -> np.ndarray:
    return lay_out(weights, neighbours(weights))


@pytest.fixture(scope="module")
def texts() -> tuple[csr_matrix, np.ndarray]:
    return invented(600)


@pytest.fixture(scope="module")
def places(texts: tuple[csr_matrix, np.ndarray]) -> np.ndarray:
    return mapped(texts[0])


def test_neighbours_on_the_map_are_nearer_than_by_principal_components(
    texts: tuple[csr_matrix, np.ndarray], places: np.ndarray
):
    weights, _ = texts

    assert trustworthiness(weights, places) > trustworthiness(weights, principal_components(weights)) + 0.05


def test_texts_of_one_subject_are_nearer_to_each_other_than_by_chance(
    texts: tuple[csr_matrix, np.ndarray], places: np.ndarray
):
    share, chance = kinship(texts[1], places)

    assert share > 4 * chance


def test_the_map_fills_its_square(places: np.ndarray):
    spans = places.max(axis=0).astype(int) - places.min(axis=0)

    assert spans.max() == LAST
    assert spans.min() > LAST / 3


def test_the_same_texts_give_the_same_bytes_whatever_the_threads():
    code = (
        "from tests.layout.test_layout import *; import sys; sys.stdout.write(mapped(invented(300)[0]).tobytes().hex())"
    )
    run = [
        subprocess.run(
            [sys.executable, "-c", code],
            capture_output=True,
            text=True,
            check=True,
            env={**os.environ, "OPENBLAS_NUM_THREADS": threads, "OMP_NUM_THREADS": threads, "PYTHONHASHSEED": threads},
        ).stdout
        for threads in ("1", "2")
    ]

    assert run[0] == run[1] == mapped(invented(300)[0]).tobytes().hex()


def test_what_was_laid_out_before_is_taken_from_the_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    weights, _ = invented(60)
    near = neighbours(weights)
    with opened(tmp_path) as cache:
        first = lay_out(weights, near, cache)
    monkeypatch.setattr("generator.layout.descend", lambda *_: pytest.fail("it was laid out again"))
    with opened(tmp_path) as cache:
        again = lay_out(weights, near, cache)

    assert NAMESPACE == "map"
    assert (again == first).all()


def test_the_order_of_neighbours_changes_nothing_and_costs_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    weights, _ = invented(60)
    near = neighbours(weights)
    backwards = [others[::-1] for others in near]
    fresh = lay_out(weights, backwards)
    with opened(tmp_path) as cache:
        lay_out(weights, near, cache)
        monkeypatch.setattr("generator.layout.descend", lambda *_: pytest.fail("it was laid out again"))
        recalled = lay_out(weights, backwards, cache)

    assert (recalled == fresh).all()


def test_another_neighbour_is_another_map(tmp_path: Path):
    weights, _ = invented(60)
    near = neighbours(weights)
    with opened(tmp_path) as cache:
        lay_out(weights, near, cache)
        recalled = lay_out(weights, [near[0][:-1], *near[1:]], cache)

    assert (recalled == lay_out(weights, [near[0][:-1], *near[1:]])).all()


def test_other_texts_are_laid_out_again(tmp_path: Path):
    one, other = (invented(60, subjects)[0] for subjects in (30, 6))
    with opened(tmp_path) as cache:
        maps = [lay_out(weights, neighbours(weights, 6), cache) for weights in (one, other)]

    assert (maps[0] != maps[1]).any()


@pytest.fixture
def sampling(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_sample, "_ALL_UP_TO", 10)


def by_sample(counts: csr_matrix, cache: Cache = NO_CACHE) -> np.ndarray:
    weights = weighted(counts)
    return lay_out(weights, neighbours(weights), cache, sample_of(list(map(str, range(counts.shape[0]))), counts))


@pytest.mark.usefixtures("sampling")
def test_of_many_texts_a_sample_makes_the_large_picture():
    weights, labels = invented(3_000)
    found = by_sample(counts_of(weights))
    rows = np.arange(0, 3_000, 15)

    assert trustworthiness(weights, found, rows=rows) > 0.05 + trustworthiness(
        weights, principal_components(weights), rows=rows
    )
    share, chance = kinship(labels, found, rows=rows)
    assert share > 4 * chance


@pytest.mark.usefixtures("sampling")
def test_a_change_outside_of_the_sample_leaves_the_large_picture(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    counts = counts_of(invented(300)[0])
    with opened(tmp_path) as cache:
        by_sample(counts, cache)
    sample = sample_of(list(map(str, range(300))), counts)
    assert sample
    changed = counts.tolil()
    outside = min(set(range(300)) - set(sample.rows.tolist()))
    changed[outside, :] = 0
    changed[outside, 3:40] = 2.0
    # A word that nobody else has, before all others.
    wider = hstack((csr_matrix(([1.0], ([outside], [0])), shape=(300, 1)), changed.tocsr())).tocsr()
    fresh = by_sample(wider)
    monkeypatch.setattr(
        "generator.layout.principal_components", lambda *_: pytest.fail("the sample was laid out again")
    )
    with opened(tmp_path) as cache:
        again = by_sample(wider, cache)

    assert (again == fresh).all()


@pytest.mark.usefixtures("sampling")
def test_texts_of_which_none_is_in_the_sample_have_a_place_too():
    counts = csr_matrix(np.ones((30, 2)))
    found = lay_out(weighted(counts), neighbours(weighted(counts)), sample=Sample(np.arange(0), weighted(counts[:0])))

    assert found.shape == (30, 2)


@pytest.mark.parametrize(
    "rows",
    [
        np.zeros((0, 3)),
        np.ones((1, 1)),
        np.ones((2, 1)),
        np.ones((40, 1)),
        np.eye(30),
        np.zeros((12, 4)),
        np.vstack((np.eye(4), np.zeros((3, 4)), np.eye(4))),
    ],
    ids=["none", "one", "two equal", "all equal", "all unrelated", "without words", "pairs and some alone"],
)
def test_every_text_has_a_place(rows: np.ndarray):
    found = mapped(csr_matrix(rows))

    assert found.shape == (len(rows), 2)
    assert found.dtype == np.uint16


def test_texts_without_a_neighbour_stand_apart_from_each_other_around_the_others():
    weights = np.zeros((40, 30))
    weights[:30, 0] = 1.0
    weights[np.arange(30, 40), np.arange(10, 20)] = 1.0
    found = mapped(csr_matrix(weights)).astype(float)
    middle = found[:30].mean(axis=0)
    out = np.hypot(*(found - middle).T)

    assert out[30:].min() > out[:30].max()
    assert len(np.unique(found[30:], axis=0)) == 10


def test_repulsion_on_the_grid_is_nearly_that_of_all_pairs():
    points = np.random.default_rng(3).random((2, 400)) * 40
    apart = points[:, :, None] - points[:, None, :]
    near = 1 / (1 + (apart**2).sum(axis=0))
    exact = (apart * near**2).sum(axis=2)
    total, found = Mesh().repulsion(points)

    assert total == pytest.approx(near.sum() - 400, rel=0.05)
    assert np.corrcoef(found.ravel(), exact.ravel())[0, 1] > 0.9


def test_trustworthiness_is_that_of_its_formula():
    """Four texts on a line, by hand: with k = 1 the map makes two wrong neighbours, of ranks 3 and 2."""
    angles = np.array([0.0, 0.1, 0.3, 0.7])
    weights = csr_matrix(np.stack((np.cos(angles), np.sin(angles)), axis=1))
    true, wrong = np.array([[0.0, 0], [1, 0], [3, 0], [7, 0]]), np.array([[0.0, 0], [9, 0], [20, 0], [1, 0]])

    assert trustworthiness(weights, true, 1) == 1.0
    # 0 has 3 (rank 3), 1 has 3 (rank 3), 2 has 1 (rank 1), 3 has 0 (rank 3): 1 - 2 / (4 * 1 * 4) * (2 + 2 + 0 + 2)
    assert trustworthiness(weights, wrong, 1) == pytest.approx(1 - 2 / 16 * 6)


def test_attraction_is_the_sum_over_all_pairs_at_every_step():
    chance = np.random.default_rng(5)
    near = [np.delete(np.arange(40), row)[chance.permutation(39)[:6]] for row in range(40)]
    pairs = pairs_of(np.array(list(map(len, near))), np.concatenate(near))
    springs = Springs(pairs, 40)

    for places in chance.normal(size=(3, 2, 40)):
        apart = places[:, pairs.first] - places[:, pairs.second]
        terms = pairs.shares * apart / (1 + (apart**2).sum(axis=0))
        expected = [np.bincount(pairs.first, row, 40) - np.bincount(pairs.second, row, 40) for row in terms]
        np.testing.assert_allclose(springs.pull(places), expected, atol=1e-15)
