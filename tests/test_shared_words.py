"""The words that two papers share, after any change the same with and without a cache, and few looked for again."""

from __future__ import annotations

import random
from collections.abc import Sequence
from pathlib import Path

import msgspec
import pytest

from generator import shared_words
from generator.cache import opened
from generator.paper import Paper
from generator.related import relate

NAMES = [f"{one}{other}" for one in "bdfgk" for other in ("aro", "elu", "imo", "unda")]
"""Invented words."""
SPELLINGS = (str, str.capitalize, str.upper, lambda name: f"{name}s", lambda name: f"{name}-net")


def invented(chance: random.Random, key: str) -> Paper:
    """Return a paper whose words are spelled in several ways, some of them nearly as often as others."""
    drawn = [chance.choice(SPELLINGS)(chance.choice(NAMES)) for _ in range(9)]
    return Paper(key=key, title=" ".join(drawn[:3]), abstract=" ".join(drawn[3:]))


def edited(papers: Sequence[Paper], chance: random.Random) -> list[Paper]:
    """Return the papers with one that is changed, removed, or new, drawn by chance."""
    place = chance.randrange(len(papers))
    other = invented(chance, papers[place].key)
    new = msgspec.structs.replace(other, key=f"{papers[place].key}-{chance.random()}")
    return [*papers[:place], *chance.choice(([other], [], [papers[place], new])), *papers[place + 1 :]]


@pytest.fixture
def papers() -> list[Paper]:
    chance = random.Random(5)  # noqa: S311
    return [invented(chance, f"p{number:02}") for number in range(60)]


def test_what_is_recalled_is_what_would_be_found(papers: list[Paper], tmp_path: Path):
    chance = random.Random(6)  # noqa: S311
    for _ in range(60):
        with opened(tmp_path) as cache:
            known = relate(papers, cache=cache)

        assert known == relate(papers)
        papers = edited(papers, chance)


def test_words_of_papers_that_say_the_same_are_not_looked_for(
    papers: list[Paper], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    with opened(tmp_path) as cache:
        relate(papers, cache=cache)
    looked_for = []
    fresh = shared_words._fresh  # noqa: SLF001  # it is counted here
    monkeypatch.setattr(shared_words, "_fresh", lambda *given: looked_for.append(len(given[1])) or fresh(*given))
    with opened(tmp_path) as cache:
        relate(papers, cache=cache)
    changed = msgspec.structs.replace(papers[3], abstract=f"{papers[3].abstract} unheard")
    with opened(tmp_path) as cache:
        relate([*papers[:3], changed, *papers[4:]], cache=cache)

    assert looked_for[0] == 0
    assert 0 < looked_for[1] < 30
