"""What is kept of words: made once, and bounded whatever the texts are."""

from __future__ import annotations

import pytest

from generator import known
from generator.known import Known


def test_a_word_is_made_once():
    asked: list[str] = []
    made = Known(lambda word: asked.append(word) or word.upper())

    assert [made["one"], made["two"], made["one"]] == ["ONE", "TWO", "ONE"]
    assert asked == ["one", "two"]


def test_no_more_words_are_kept_than_have_room(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(known, "_MOST", 3)
    made = Known(len)

    assert [made["x" * length] for length in range(10)] == list(range(10))
    assert len(made) <= 3


def test_an_endless_word_is_answered_and_not_kept():
    made = Known(len)

    assert made["x" * 1_000] == 1_000
    assert not made


def test_a_maker_of_longer_texts_says_how_long_they_are():
    made = Known(len, longest=3)

    assert [made["abc"], made["abcd"]] == [3, 4]
    assert list(made) == ["abc"]
