"""Groups of papers that belong together and have no topic of their own.

All papers are grouped by their words: TF-IDF in at most 30 dimensions (a truncated SVD), then Ward's method
(Ward 1963, as scipy.cluster.hierarchy computes it). A group is proposed when no topic has more than half of it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from hashlib import sha256

import msgspec
import numpy as np
from numpy.typing import NDArray
from scipy.cluster.hierarchy import fcluster, linkage
from scipy.sparse import csr_matrix
from scipy.sparse.linalg import svds

from generator.counted import count_texts
from generator.paper import Paper
from generator.vocabulary import read_vocabulary

from ._terms import Term, Terms

_DIMENSIONS = 30
_MOST_PAPERS = 4_000
"""Ward's method holds the distances of all pairs: of more papers a sample is grouped."""
_PAPERS_A_GROUP = 6
_MOST_GROUPS = 120
_SMALLEST = 3
_COVERED = 0.5
_TERMS = 6
_TELLING = 0.4
"""A word of a new topic: at least this share of the papers that use it are in its group."""


class Group(msgspec.Struct, frozen=True):
    """Papers that are near to each other, with the terms that they share and the topics that they are under now."""

    terms: tuple[Term, ...]
    papers: tuple[Paper, ...]
    """The one in the middle first."""
    topics: tuple[tuple[str, int], ...]
    """Slug and number of papers, the most first; without topic is `unsorted`."""


def find_groups(papers: Sequence[Paper], limit: int) -> list[Group]:
    """Return at most so many groups that no topic explains, the best explained by their own words first.

    The same papers in any order give the same groups.
    """
    chosen = _sample(sorted(papers, key=lambda paper: paper.key))
    vocabulary = read_vocabulary([count_texts((paper.title, paper.abstract) for paper in chosen)])
    if vocabulary is None or len(chosen) < 2 * _SMALLEST:
        return []
    points = _reduced(vocabulary.weights)
    count = min(_MOST_GROUPS, max(2, len(chosen) // _PAPERS_A_GROUP))
    numbers = fcluster(linkage(points, "ward"), count, "maxclust")
    terms = Terms(chosen)
    found = []
    for number in np.unique(numbers):
        rows = np.flatnonzero(numbers == number)
        group = _group(chosen, rows, points, terms)
        if group:
            found.append(group)
    found.sort(key=lambda group: (-group.terms[0].worth * len(group.papers), group.papers[0].key))
    return found[:limit]


def _sample(papers: Sequence[Paper]) -> list[Paper]:
    """Return the papers, or of too many those without a topic first and then a sample that a new paper leaves alone."""
    if len(papers) <= _MOST_PAPERS:
        return list(papers)
    order = sorted(papers, key=lambda paper: (bool(paper.topics), sha256(paper.key.encode()).digest()))
    return sorted(order[:_MOST_PAPERS], key=lambda paper: paper.key)


def _reduced(weights: csr_matrix) -> NDArray[np.float64]:
    """Return the rows in fewer dimensions, each of length 1."""
    smallest = min(weights.shape) - 1
    size = min(_DIMENSIONS, smallest)
    # A start of ones in place of a random one: the same groups in every run.
    left, values, _ = svds(weights.astype(np.float64), k=size, v0=np.ones(min(weights.shape)))
    points = np.round(left * values, 9)
    lengths = np.linalg.norm(points, axis=1, keepdims=True)
    return np.asarray(points / np.where(lengths > 0, lengths, 1.0))


def _group(papers: Sequence[Paper], rows: NDArray[np.intp], points: NDArray[np.float64], terms: Terms) -> Group | None:
    """Return the rows as a group, or None when they are too few, have a topic, or share no telling term."""
    if len(rows) < _SMALLEST:
        return None
    topics = Counter(papers[row].primary_topic for row in rows)
    covered = max((number for slug, number in topics.items() if slug != "unsorted"), default=0)
    shared = terms.best(rows.tolist(), _TERMS, max(2, len(rows) // 4), share=_TELLING)
    if covered > _COVERED * len(rows) or not shared:
        return None
    middle = points[rows].mean(axis=0)
    nearness = np.round(points[rows] @ middle, 6)
    order = sorted(range(len(rows)), key=lambda place: (-nearness[place], papers[int(rows[place])].key))
    return Group(
        terms=tuple(shared),
        papers=tuple(papers[int(rows[place])] for place in order),
        topics=tuple(sorted(topics.items(), key=lambda item: (-item[1], item[0]))),
    )
