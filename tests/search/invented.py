"""Invented papers with the word statistics of real ones: nothing in them means or quotes anything."""

from __future__ import annotations

import random
from collections.abc import Sequence
from functools import cache

from generator.paper import Author, Identifier, Link, Paper, TopicMatch, Venue

TOPICS = {"graphs": "Graphs", "robots": "Robots", "vision": "Computer vision", "theory": "Theory", "speech": "Speech"}
VENUES = ("Alpha Conf", "Beta Journal", "Gamma Days", "Delta")
_IDENTIFIERS = (
    (),
    (Identifier("doi", "10.1234/x"),),
    (Identifier("pdf", "https://papers.example/x.pdf"),),
    (Identifier("arxiv", "2401.00001"),),
)
_ODD = (
    "U^2-Net", "µP", "E(3)-naïve", "$\\alpha$-beta", "GPT-3.5", "深層学習", "ﬁnite", "Ångström", "a\u0301e", "Σας",
    "x_y", "İz", "ʼn", "½", "C++", "(l)", "‘ø’", "Ⅳ-st", "ab\u00adcd", "{q}", "Ω-net",
)  # fmt: skip
"""Words with whatever stands in titles of real papers, for both sides to fold alike."""
_ENDINGS = "a e i o er ing ed s ization isation al ive ity ation ness ies y".split()
_ONSETS = "b c d f g h k l m n p r s t v w br cl dr gr pl st tr".split()
_VOWELS = "a e i o u ea ou".split()
_COMMON = "the of and a in to for with on is we that by are this an as be from all you not need".split()
_GIVEN = "Ana José Łukasz Mei Søren Zoë Ivan Aisha Björn Chloé Đorđe Émile Nils".split()


@cache
def vocabulary(size: int = 4000) -> tuple[str, ...]:
    """Return invented words, some of them with each ending that stems take off."""
    chance = random.Random("vocabulary")  # noqa: S311  # reproducible samples
    words: dict[str, None] = {}
    while len(words) < size:
        root = "".join(chance.choice(_ONSETS) + chance.choice(_VOWELS) for _ in range(chance.randint(1, 3)))
        words.update(dict.fromkeys(root + ending for ending in chance.sample(_ENDINGS, chance.randint(1, 4))))
    return tuple(words)


def papers(count: int, seed: str = "papers") -> list[Paper]:
    """Return so many papers; few words are frequent and most are rare, as in any language."""
    chance = random.Random(seed)  # noqa: S311  # reproducible samples
    weights = [1 / rank for rank in range(1, len(vocabulary()) + 1)]
    return [_paper(number, chance, weights) for number in range(count)]


def _words(chance: random.Random, weights: Sequence[float], count: int) -> list[str]:
    rare = chance.choices(vocabulary(), weights, k=count)
    return [chance.choice(_COMMON) if chance.random() < 0.4 else word for word in rare]


def _paper(number: int, chance: random.Random, weights: Sequence[float]) -> Paper:
    title = _words(chance, weights, chance.randint(3, 12))
    if chance.random() < 0.3:
        title[0] = f"{title[0].title()}-{chance.choice(vocabulary())}:"
    odd = random.Random(number)  # noqa: S311  # reproducible, and apart from what else is chosen
    title += odd.sample(_ODD, odd.choice([0, 0, 0, 0, 1, 2]))
    year = chance.choice([None, *range(2010, 2026)])
    series = chance.choice(["", *VENUES])
    names = {
        f"{chance.choice(_GIVEN)} {chance.choice(vocabulary()).title()}": None for _ in range(chance.randint(0, 5))
    }
    topics = chance.sample(sorted(TOPICS), chance.randint(0, 2))
    abstract = _words(chance, weights, chance.choice([0, 30, 80, 150, 200]))
    return Paper(
        key=f"invented:{number}",
        slug=f"invented-{number}",
        title=" ".join(title),
        abstract=" ".join([*abstract, *odd.sample(_ODD, odd.choice([0, 0, 3]))]),
        authors=tuple(Author(name) for name in names),
        year=year,
        date=chance.choice([str(year), f"{year}-0{chance.randint(1, 9)}"]) if year else None,
        venue=Venue(f"{series} {year or ''}".strip(), series, year) if series else None,
        topics=tuple(TopicMatch(slug, primary=not place) for place, slug in enumerate(topics)),
        links=(Link("code", "https://code.example/x"),) if chance.random() < 0.3 else (),
        identifiers=chance.choice(_IDENTIFIERS),
        citations=chance.choice([None, 0, 3, chance.randint(1, 500)]),
    )
