"""Where topics meet: papers that stand in two of them, related papers across, and the papers at the centre of one."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping
from itertools import combinations

from generator.catalogue import Catalogue

Pair = tuple[str, str]
"""The slugs of two topics, in the order of the taxonomy."""


class Overlaps:
    """Knows the pairs of topics of one catalogue; a topic and a part of it are no pair.

    `above` says what each topic is a part of.
    """

    def __init__(self, catalogue: Catalogue, above: Mapping[str, Collection[str]]) -> None:
        self._places = {topic.slug: place for place, topic in enumerate(catalogue.taxonomy)}
        self._above = above
        self.papers: Counter[Pair] = Counter()
        """Papers in both."""
        self.links: Counter[Pair] = Counter()
        """Related papers, one filed under the one topic and one under the other."""
        self.degrees: dict[str, Counter[str]] = defaultdict(Counter)
        """By topic and key of a paper: how many other papers of the topic name it among their related ones."""
        self._count(catalogue)

    def _count(self, catalogue: Catalogue) -> None:
        papers = catalogue.by_key()
        places = self._places
        primary = {key: paper.primary_topic for key, paper in papers.items()}
        topics = {key: {item.slug for item in paper.topics if item.slug in places} for key, paper in papers.items()}
        for key in papers:
            self.papers.update(
                pair for pair in combinations(sorted(topics[key], key=places.__getitem__), 2) if not self._is_kin(*pair)
            )
            for near in catalogue.related[key]:
                for slug in topics[key] & topics[near.key]:
                    self.degrees[slug][near.key] += 1
                self._link(primary[key], primary[near.key])

    def _link(self, one: str, other: str) -> None:
        if one != other and one in self._places and other in self._places and not self._is_kin(one, other):
            self.links[self.pair(one, other)] += 1

    def pair(self, one: str, other: str) -> Pair:
        """Return two topics as a pair."""
        return (one, other) if self._places[one] < self._places[other] else (other, one)

    def _is_kin(self, one: str, other: str) -> bool:
        return one in self._above[other] or other in self._above[one]

    def neighbours(self, slug: str) -> list[tuple[str, int, int]]:
        """Return each topic that meets this one, the nearest first: slug, papers in both, related papers across."""
        found = {other for pair in (*self.papers, *self.links) if slug in pair for other in pair if other != slug}
        rows = [(other, self.papers[self.pair(slug, other)], self.links[self.pair(slug, other)]) for other in found]
        return sorted(rows, key=lambda row: (-row[1], -row[2], self._places[row[0]]))
