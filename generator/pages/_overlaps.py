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
        topics = {
            key: frozenset([item.slug for item in paper.topics if item.slug in places]) for key, paper in papers.items()
        }
        # Few combinations of topics are those of many papers: each is looked at once.
        for slugs, count in Counter(topics.values()).items():
            for pair in combinations(sorted(slugs, key=places.__getitem__), 2):
                self._meet(self.papers, *pair, count)
        for key, own in topics.items():
            for near in catalogue.related[key] if own else ():
                for slug in own & topics[near.key]:
                    self.degrees[slug][near.key] += 1
        links = Counter((primary[key], primary[near.key]) for key in papers for near in catalogue.related[key])
        for (one, other), count in links.items():
            if one in places and other in places:
                self._meet(self.links, one, other, count)

    def _meet(self, counts: Counter[Pair], one: str, other: str, count: int) -> None:
        if one != other and not self._is_kin(one, other):
            counts[self.pair(one, other)] += count

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
