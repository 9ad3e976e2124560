"""Words of a catalogue are looked into once: what the last build made of them is taken over, and no more is kept."""

from __future__ import annotations

from pathlib import Path

from generator.cache import NO_CACHE, opened
from generator.remembered import made_of_words


def upper(words: list[str], folder: Path, made: list[str]) -> list[str]:
    with opened(folder) as cache:
        return made_of_words(words, lambda word: made.append(word) or word.upper(), "upper", cache)  # type: ignore[func-returns-value]


def test_only_new_words_are_made(tmp_path: Path):
    made: list[str] = []
    first = upper(["one", "two"], tmp_path, made)
    second = upper(["three", "two"], tmp_path, made)

    assert (first, second) == (["ONE", "TWO"], ["THREE", "TWO"])
    assert made == ["one", "two", "three"]


def test_a_word_that_was_gone_is_made_again(tmp_path: Path):
    made: list[str] = []
    for words in (["one"], ["two"], ["one"]):
        upper(words, tmp_path, made)

    assert made == ["one", "two", "one"]


def test_an_empty_text_is_remembered_too(tmp_path: Path):
    made: list[str] = []
    for _ in range(2):
        assert upper([""], tmp_path, made) == [""]

    assert made == [""]


def test_without_a_cache_every_word_is_made():
    assert made_of_words(["b", "a", "b"], str.upper, "upper", NO_CACHE) == ["B", "A", "B"]
