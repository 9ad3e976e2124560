"""An invented corpus of any size, the same every time: records with the shape of real ones and words of no language."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from itertools import accumulate, islice
from typing import Any

_ONSETS = "b bl br c cl d dr f fl g gl gr h k l m n p pl pr r s sl st t tr v w z".split()
_RIMES = "a e i o u an en in on un ar er or al el is os".split()
_WORDS = 6_000
_THEMES = 80
_WORDS_OF_A_THEME = 60
_AUTHORS = 9_000
_VENUES = 25
_WEIGHTS = list(accumulate(1 / rank for rank in range(1, _WORDS + 1)))
"""Zipf's law, as in any language: without it the vectors of the related papers would be denser than real ones."""


def invented_records(count: int) -> Iterator[dict[str, Any]]:
    """Yield so many records; the first ones do not depend on the count."""
    return islice(_records(random.Random("papershelf")), count)  # noqa: S311 - must be the same every time


def invented_lines(count: int) -> Iterator[str]:
    """Yield the records as JSON Lines."""
    for record in invented_records(count):
        yield json.dumps(record, ensure_ascii=False) + "\n"


def _records(chance: random.Random) -> Iterator[dict[str, Any]]:
    words = [_word(chance) for _ in range(_WORDS)]
    themes = [chance.sample(words, _WORDS_OF_A_THEME) for _ in range(_THEMES)]
    authors = [f"{_word(chance).title()} {_word(chance).title()}" for _ in range(_AUTHORS)]
    venues = [_word(chance).upper() for _ in range(_VENUES)]
    number = 0
    while True:
        number += 1
        theme = chance.choice(themes)
        yield {
            "title": " ".join([*chance.sample(theme, 4), *_common(chance, words, 4)]).capitalize(),
            "abstract": ". ".join(_sentence(chance, words, theme) for _ in range(chance.randint(6, 10))) + ".",
            "authors": chance.sample(authors, chance.randint(1, 6)),
            "venue": chance.choice(venues),
            "year": chance.randint(2005, 2025),
            "url": f"https://papers.example/{number}",
            "citations": int(chance.paretovariate(1.2)) - 1,
        }


def _word(chance: random.Random) -> str:
    return "".join(chance.choice(_ONSETS) + chance.choice(_RIMES) for _ in range(chance.randint(2, 4)))


def _common(chance: random.Random, words: list[str], count: int) -> list[str]:
    return chance.choices(words, cum_weights=_WEIGHTS, k=count)


def _sentence(chance: random.Random, words: list[str], theme: list[str]) -> str:
    return " ".join([*_common(chance, words, chance.randint(12, 18)), *chance.sample(theme, 3)]).capitalize()
