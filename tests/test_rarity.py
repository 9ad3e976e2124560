"""How frequent words are, in steps: near to the formula, and seldom another one when a text is added."""

from __future__ import annotations

import numpy as np
import pytest

from generator.rarity import rarity, steps


def test_rarity_is_nearly_that_of_the_formula():
    counts = np.array([1, 2, 7, 40, 900, 20_000])
    exact = 1 + np.log(20_001 / (1 + counts))

    assert rarity(counts, 20_000) == pytest.approx(exact, abs=0.18)


def test_a_rarer_word_never_counts_less():
    assert (np.diff(rarity(np.arange(3_000), 3_000)) <= 0).all()


def test_a_text_more_leaves_most_frequent_words_at_their_step():
    counts = np.arange(100, 3_000)

    assert (steps(counts) == steps(counts + 1)).mean() > 0.99
