"""The words of texts with how often they count, and the compounds among them."""

from __future__ import annotations

import pytest

from generator.counted import count_texts


def forms(abstract: str) -> set[str]:
    return set(count_texts([("", abstract)]).forms.split())


@pytest.mark.parametrize(
    ("text", "compounds"),
    [
        pytest.param("a low-rank, (bag-of-words) thing", {"low-rank", "bag-of-words"}, id="between marks"),
        pytest.param("self-supervised\nlow-rank", {"self-supervised", "low-rank"}, id="on two lines"),
        pytest.param("one-two-three-four -rank rank- low--rank", set(), id="chains and loose hyphens are none"),
        pytest.param("naïve-Bayes – plain-old", {"naïve-Bayes", "plain-old"}, id="beyond ASCII"),
        pytest.param("snake_case-name", set(), id="part of a name"),
        pytest.param("at https://low-rank.example/a-b", set(), id="an address"),
    ],
)
def test_compounds_count_wherever_they_stand(text: str, compounds: set[str]):
    assert {form for form in forms(text) if "-" in form} == compounds


def test_the_parts_of_a_compound_count_but_for_stop_words():
    assert forms("(bag-of-words)") == {"bag-of-words", "bag", "words"}


def test_a_word_of_the_title_counts_thrice():
    counted = count_texts([("Rank", "rank Rank the 12 x")])

    assert counted.forms == "rank Rank"
    assert list(memoryview(counted.counts).cast("i")) == [1, 4]
