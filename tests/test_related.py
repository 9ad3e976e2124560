"""Related papers, on invented papers: the nearest first, never without a shared word, the same whatever the order."""

from __future__ import annotations

import os
import random
import subprocess
import sys

import pytest

from generator import nearest
from generator.paper import Paper
from generator.related import relate
from generator.words import stem, words

GARDEN = "pond lily frog reed heron willow moss fern newt perch".split()
ORBIT = "comet probe moon rocket lander crater dust orbit antenna fuel".split()


def paper(key: str, title: str, abstract: str = "") -> Paper:
    return Paper(key=key, title=title, abstract=abstract)


def invented(count: int) -> list[Paper]:
    """Return papers about gardens (even) and about space flight (odd), of words drawn with a fixed seed."""
    chance = random.Random(7)  # noqa: S311
    subjects = (GARDEN, ORBIT)
    return [
        paper(
            f"p{index:03}",
            " ".join(chance.sample(subjects[index % 2], 3)),
            " ".join(chance.choices(subjects[index % 2], k=12)),
        )
        for index in range(count)
    ]


def keys_of(papers: list[Paper]) -> dict[str, list[str]]:
    return {one.key: [other.key for other in found] for one, found in zip(papers, relate(papers), strict=True)}


def stems_of(text: Paper) -> set[str]:
    return {stem(word) for word in words(f"{text.title} {text.abstract}")}


def test_the_nearest_come_first():
    papers = [
        paper("a", "Frogs in ponds"),
        paper("b", "A frog and a comet"),
        paper("c", "Ponds full of frogs"),
        paper("d", "Comets"),
    ]

    assert keys_of(papers)["a"] == ["c", "b"]


@pytest.mark.parametrize("count", [0, 1])
def test_a_paper_alone_has_no_related_ones(count: int):
    assert relate(invented(count)) == ((),) * count


def test_two_papers_that_share_a_word_are_related_to_each_other():
    papers = [paper("a", "A frog"), paper("b", "Frogs", "Green.")]

    assert [[(found.key, found.words) for found in row] for row in relate(papers)] == [
        [("b", ("frog",))],
        [("a", ("frog",))],
    ]


def test_papers_that_share_no_word_are_not_related():
    assert relate([paper("a", "Frogs"), paper("b", "Comets")]) == ((), ())


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param("The frog of the pond", "The comet of the sky", id="function words"),
        pytest.param("We propose a frog", "We propose a comet", id="what every abstract says"),
        pytest.param("7 frogs", "7 comets", id="numbers"),
        pytest.param("Frog x", "Comet x", id="single letters"),
        pytest.param("Frog https://github.com/pond", "Comet https://github.com/pond", id="addresses"),
    ],
)
def test_words_that_say_nothing_relate_nothing(one: str, other: str):
    assert relate([paper("a", one), paper("b", other)]) == ((), ())


@pytest.mark.parametrize("text", ["", "the of and", "!!!", "42"])
def test_texts_without_words_are_no_fault(text: str):
    assert relate([paper("a", text), paper("b", text)]) == ((), ())


def test_six_are_found_wherever_six_others_share_a_word():
    papers = [*invented(20), paper("q", "", ""), paper("r", "A rocket")]

    found = keys_of(papers)

    assert all(len(keys) == 6 for key, keys in found.items() if key != "q")
    assert found["q"] == []


@pytest.mark.parametrize("limit", [5_000, 10], ids=["by all words", "by a shortlist"])
def test_no_paper_is_related_to_itself_or_twice_or_without_a_shared_word(monkeypatch: pytest.MonkeyPatch, limit: int):
    monkeypatch.setattr(nearest, "_EXACT_LIMIT", limit)
    papers = invented(300)
    by_key = {one.key: one for one in papers}

    for one, found in zip(papers, relate(papers), strict=True):
        assert len({other.key for other in found} - {one.key}) == 6
        for other in found:
            assert other.words
            shared = stems_of(one) & stems_of(by_key[other.key])
            assert all(stem(word) in shared for word in other.words)


@pytest.mark.parametrize("limit", [5_000, 10], ids=["by all words", "by a shortlist"])
def test_the_words_are_the_same_in_both_directions(monkeypatch: pytest.MonkeyPatch, limit: int):
    monkeypatch.setattr(nearest, "_EXACT_LIMIT", limit)
    papers = invented(300)
    shown = {
        (one.key, other.key): other.words for one, row in zip(papers, relate(papers), strict=True) for other in row
    }
    both = [pair for pair in shown if pair[::-1] in shown]

    assert len(both) > 100
    assert all(shown[pair] == shown[pair[::-1]] for pair in both)


@pytest.mark.parametrize("limit", [5_000, 10], ids=["by all words", "by a shortlist"])
def test_the_order_of_the_papers_changes_nothing(monkeypatch: pytest.MonkeyPatch, limit: int):
    monkeypatch.setattr(nearest, "_EXACT_LIMIT", limit)
    papers = invented(120)
    shuffled = random.Random(1).sample(papers, len(papers))  # noqa: S311

    assert keys_of(papers) == keys_of(shuffled)


def test_ties_go_by_key():
    papers = [paper(key, "Frog") for key in "hgfedcba"]

    assert keys_of(papers)["d"] == list("abcefg")


def test_a_word_is_shown_as_both_papers_write_it():
    papers = [
        paper("a", "Quantized LoRA of ponds"),
        paper("b", "quantization, quantized LoRA"),
        paper("c", "quantization, quantization"),
    ]

    by_pair = {
        (one.key, other.key): other.words for one, row in zip(papers, relate(papers), strict=True) for other in row
    }

    assert set(by_pair["a", "b"]) == {"quantized", "LoRA"}
    assert by_pair["b", "c"] == ("quantization",)


def test_spellings_of_a_compound_meet_and_the_longer_word_is_shown():
    papers = [
        paper("a", "U-Nets"),
        paper("b", "A UNet"),
        paper("c", "Low-rank ponds"),
        paper("d", "Low rank, lowrank frogs"),
    ]

    found = dict(zip("abcd", relate(papers), strict=True))

    assert [other.words for other in found["a"]] == [("UNet",)]
    assert [other.words for other in found["c"]] == [("lowrank",)]


def test_at_most_four_words_explain_a_relation():
    text = " ".join(GARDEN)

    assert [len(row[0].words) for row in relate([paper("a", text), paper("b", text)])] == [4, 4]


@pytest.mark.parametrize("limit", [5_000, 10], ids=["by all words", "by a shortlist"])
def test_hash_seeds_and_threads_change_no_byte(limit: int):
    code = (
        "import sys; sys.path.insert(0, 'tests'); import test_related as t; from generator import nearest, related; "
        f"nearest._EXACT_LIMIT = {limit}; print(related.relate(t.invented(200)))"
    )

    def run(seed: str, threads: str) -> str:
        environment = {
            **os.environ,
            "PYTHONHASHSEED": seed,
            "OPENBLAS_NUM_THREADS": threads,
            "OMP_NUM_THREADS": threads,
        }
        return subprocess.run(
            [sys.executable, "-c", code], env=environment, check=True, capture_output=True, text=True
        ).stdout

    assert run("0", "1") == run("12345", "2")
