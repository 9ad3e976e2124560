"""The nearest papers after a change: the same with and without a cache, and few of them looked at again."""

from __future__ import annotations

import random
from collections.abc import Sequence
from pathlib import Path

import msgspec
import pytest

from generator import nearest, nearness
from generator.cache import opened
from generator.paper import Paper, TopicMatch
from generator.related import liken, relate

COUNT = 4
NAMES = [f"{one}{other}" for one in "bdfgklmnprst" for other in ("aro", "elu", "imo", "unda")]
"""Invented words."""


def invented(chance: random.Random, key: str) -> Paper:
    """Return a paper of a subject: words near to each other in the list are often together, and few are frequent."""
    middle = chance.randrange(len(NAMES))
    drawn = [NAMES[(middle + int(chance.expovariate(0.4))) % len(NAMES)] for _ in range(12)]
    topics = tuple(TopicMatch(slug, 1.0) for slug in chance.sample(("pond", "moon"), chance.randint(0, 2)))
    return Paper(key=key, title=" ".join(drawn[:4]), abstract=" ".join(drawn), topics=topics)


def edited(papers: Sequence[Paper], chance: random.Random, number: int) -> list[Paper]:
    """Return the papers with one change, drawn by chance."""
    place = chance.randrange(len(papers))
    kind = chance.choice(("change", "add", "remove", "word", "topic", "same text"))
    other = invented(chance, papers[place].key)
    changed = {
        "change": [other],
        "add": [papers[place], msgspec.structs.replace(other, key=f"{chance.random()}-{number}")],
        "remove": [],
        "word": [msgspec.structs.replace(papers[place], abstract=papers[place].abstract + " unheard")],
        "topic": [msgspec.structs.replace(papers[place], topics=other.topics)],
        "same text": [msgspec.structs.replace(papers[place], abstract=papers[place - 1].abstract)],
    }[kind]
    return [*papers[:place], *changed, *papers[place + 1 :]]


@pytest.fixture(params=["by all words", "by a shortlist"])
def narrow(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Make shortlists so short that they are full, and every change one that may be taken over."""
    monkeypatch.setattr(nearest, "_SHORTLIST", 9)
    monkeypatch.setattr(nearness, "_MOST_CHANGED", 1.0)
    if request.param == "by a shortlist":
        monkeypatch.setattr(nearest, "_EXACT_LIMIT", 10)
        monkeypatch.setattr(nearest, "_MOST_TEXTS", 30)


@pytest.mark.usefixtures("narrow")
def test_what_is_taken_over_is_what_would_be_found(tmp_path: Path):
    chance = random.Random(3)  # noqa: S311
    papers = [invented(chance, f"p{number:03}") for number in range(150)]
    for number in range(40):
        with opened(tmp_path) as cache:
            known = relate(papers, COUNT, cache)

        assert known == relate(papers, COUNT)
        papers = edited(papers, chance, number)


def test_a_small_change_has_few_papers_looked_at_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(nearest, "_SHORTLIST", 9)
    asked = []
    monkeypatch.setattr(
        nearness, "nearest", lambda *a, rows, **b: asked.append(len(rows)) or nearest.nearest(*a, rows=rows, **b)
    )
    chance = random.Random(3)  # noqa: S311
    papers = [invented(chance, f"p{number:03}") for number in range(600)]
    for abstract in (papers[7].abstract, f"{papers[7].abstract} {NAMES[0]}"):
        papers[7] = msgspec.structs.replace(papers[7], abstract=abstract)
        with opened(tmp_path) as cache:
            liken(papers, COUNT, cache)

    assert asked[0] == 600
    assert 0 < asked[1] < 200
