"""The topics of a paper, found by the words of its title and abstract, with the words that put it there."""

from __future__ import annotations

from collections import Counter
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from generator.paper import TopicMatch
from generator.taxonomy import Taxonomy, Topic, parse_taxonomy
from generator.words import spans, stems

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from generator.paper import Paper
    from generator.words import Hit

__all__ = [
    "Taxonomy",
    "Topic",
    "Weighed",
    "classify",
    "parse_taxonomy",
    "pin",
    "weigh",
    "with_wholes",
]

# What a hit adds, by where it stands: a title names the subject, an abstract speaks of others too.
_TITLE, _ABSTRACT = 3.0, 1.0
# What a hit of that kind weighs, and more for a phrase, which is harder to meet by chance: by its number of words.
_KINDS = {"word": 1.0, "hint": 0.35}
_LENGTHS = (0.0, 1.0, 1.25, 1.5)
# A paper has a topic from this weight on, and from this share of its first topic's weight on.
_FLOOR, _SHARE = 1.5, 0.3
_MOST_TOPICS, _MOST_EVIDENCE = 4, 6


class _Text:
    """One text of a paper; where its words stand is looked up only when a topic shows them, which few texts need."""

    def __init__(self, text: str) -> None:
        self._text = text

    @cached_property
    def _places(self) -> list[tuple[int, int]]:
        return spans(self._text)

    def surface(self, hit: Hit) -> str:
        """Return how a phrase stands in the text."""
        return _surface(self._text, self._places[hit.first][0], self._places[hit.last - 1][1])


class _Tally:
    """What speaks for one topic while one paper is being read."""

    def __init__(self) -> None:
        self.has_word = False
        """Whether more than hints speak for the topic."""
        self._weights: dict[str, float] = {}
        """By phrase, as the taxonomy writes it."""
        self._first: dict[str, tuple[_Text, Hit]] = {}
        """Where each phrase is met first."""

    def add(self, hit: Hit, text: _Text, worth: float) -> None:
        """Count one hit."""
        _, kind, name, stems = hit.phrase
        length = _LENGTHS[min(len(stems), len(_LENGTHS) - 1)]
        self._weights[name] = self._weights.get(name, 0.0) + worth * length * _KINDS[kind]
        self._first.setdefault(name, (text, hit))
        self.has_word = self.has_word or kind == "word"

    @property
    def weight(self) -> float:
        """The sum, rounded so that the order of its terms cannot decide between two topics."""
        return round(sum(self._weights.values()), 6)

    @property
    def evidence(self) -> tuple[str, ...]:
        """The words that count most, one spelling of each, as they stand in the paper."""
        ranked = sorted(self._weights, key=lambda name: (-round(self._weights[name], 6), name))
        distinct: dict[str, str] = {}
        for name in ranked:
            text, hit = self._first[name]
            surface = text.surface(hit)
            distinct.setdefault("".join(stems(surface)), surface)
            if len(distinct) == _MOST_EVIDENCE:
                break
        return tuple(distinct.values())


def classify(paper: Paper, taxonomy: Taxonomy) -> tuple[TopicMatch, ...]:
    """Return the topics that the paper's own words speak for, the primary one first; none when nothing fits."""
    tallies = _tallies(paper, taxonomy)
    ranked = sorted((-tally.weight, index) for index, tally in tallies.items() if tally.has_word)
    best = -ranked[0][0] if ranked else 0.0
    chosen = [taxonomy.topics[index] for weight, index in ranked if -weight >= max(_FLOOR, _SHARE * best)]
    by_slug = {taxonomy.topics[index].slug: tally for index, tally in tallies.items()}
    return tuple(
        TopicMatch(topic.slug, rank == 0, by_slug[topic.slug].evidence)
        for rank, topic in enumerate(_children_first(chosen)[:_MOST_TOPICS])
    )


class Weighed(NamedTuple):
    """A topic with the weight of the words that speak for it, and those words."""

    slug: str
    weight: float
    evidence: tuple[str, ...]


def weigh(paper: Paper, taxonomy: Taxonomy) -> list[Weighed]:
    """Return every topic that a word of the paper speaks for, the heaviest first; `classify` takes those that count."""
    tallies = _tallies(paper, taxonomy)
    found = [(index, tally) for index, tally in tallies.items() if tally.has_word]
    found.sort(key=lambda item: (-item[1].weight, item[0]))
    return [Weighed(taxonomy.topics[index].slug, tally.weight, tally.evidence) for index, tally in found]


def _tallies(paper: Paper, taxonomy: Taxonomy) -> dict[int, _Tally]:
    tallies: dict[int, _Tally] = {}
    _count(paper.title, _TITLE, taxonomy, tallies)
    for text in (paper.abstract, *paper.keywords):
        _count(text, _ABSTRACT, taxonomy, tallies)
    return tallies


def _children_first(topics: list[Topic]) -> list[Topic]:
    """Return the topics, each before its parent: the narrower one says more, and its papers use the words of both."""
    ordered: list[Topic] = []
    for topic in topics:
        place = min((index for index, above in enumerate(ordered) if above.slug == topic.parent), default=len(ordered))
        ordered.insert(place, topic)
    return ordered


def _count(text: str, worth: float, taxonomy: Taxonomy, tallies: dict[int, _Tally]) -> None:
    """Add the hits of one text; the n-th hit of a phrase adds an n-th, so that its sum grows like a logarithm."""
    hits = taxonomy.phrases.find(stems(text))
    whole = _Text(text)
    met: Counter[tuple[int, str]] = Counter()
    for hit in hits:
        owner = hit.phrase.owner
        key = (owner, hit.phrase.text)
        met[key] += 1
        if owner not in tallies:
            tallies[owner] = _Tally()
        tallies[owner].add(hit, whole, worth / met[key])


def _surface(text: str, start: int, end: int) -> str:
    """Return that part of the text, widened where it would hold one of a pair of `$` or brackets."""
    if text.count("(", start, end) > text.count(")", start, end) and text[end : end + 1] == ")":
        end += 1
    if text.count("$", start, end) % 2 == 0:
        return text[start:end]
    if text.count("$", 0, start) % 2:
        return text[text.rindex("$", 0, start) : end]
    closing = text.find("$", end)
    return text[start : closing + 1] if closing >= 0 else text[start:end].replace("$", "")


def pin(matches: Sequence[TopicMatch], slugs: Sequence[str]) -> tuple[TopicMatch, ...]:
    """Return the topics that a correction names, the first one primary, and after them those that the words found."""
    pinned = [TopicMatch(slug, rank == 0) for rank, slug in enumerate(dict.fromkeys(slugs))]
    found = [match for match in matches if match.slug not in slugs]
    return (*pinned, *(TopicMatch(match.slug, match.primary and not pinned, match.evidence) for match in found))


def with_wholes(matches: Sequence[TopicMatch], above: Mapping[str, Sequence[str]]) -> tuple[TopicMatch, ...]:
    """Return the topics, and behind them those that they are parts of; `above` has the latter by slug.

    A paper of a part is a paper of the whole, whatever its words: lists, searches and mails all follow from this.
    """
    own = {match.slug for match in matches}
    wholes = dict.fromkeys(slug for match in matches for slug in above.get(match.slug, ()) if slug not in own)
    return (*matches, *(TopicMatch(slug, primary=False) for slug in wholes))
