"""Words that a topic lacks: terms that its papers share, and hardly any other paper uses."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

import msgspec

from generator.paper import Paper
from generator.taxonomy import Taxonomy, Topic
from generator.words import stem, words

from ._terms import Term, Terms

_MOST = 4
_FEWEST = 3
"""Papers of the topic that use the term."""
_FEWEST_OF_ONE_WORD = 5
_SHARE = 0.75
"""Of the papers that use it, those that are under the topic."""


class NewWords(msgspec.Struct, frozen=True):
    """Terms that would speak for a topic."""

    topic: str
    terms: tuple[Term, ...]


def find_words(papers: Sequence[Paper], taxonomy: Taxonomy, terms: Terms) -> list[NewWords]:
    """Return the terms to add to each topic, in the order of the taxonomy; `terms` are those of the papers."""
    rows: dict[str, list[int]] = defaultdict(list)
    for row, paper in enumerate(papers):
        for match in paper.topics:
            rows[match.slug].append(row)
    found = []
    for topic in taxonomy.topics:
        known = _known(topic)
        best = terms.best(rows[topic.slug], 4 * _MOST, _FEWEST, share=_SHARE)
        new = [term for term in best if not _is_known(term.text, known) and _is_telling(term)][:_MOST]
        if new:
            found.append(NewWords(topic.slug, tuple(new)))
    return found


def _is_telling(term: Term) -> bool:
    """Tell whether chance can be ruled out: a single word needs more papers than a phrase."""
    return " " in term.text or "-" in term.text or term.inside >= _FEWEST_OF_ONE_WORD


def _known(topic: Topic) -> list[tuple[str, ...]]:
    return [tuple(map(stem, words(text))) for text in (*topic.words, *topic.hints)]


def _is_known(text: str, known: list[tuple[str, ...]]) -> bool:
    """Tell whether a term holds a word of the topic: then the topic finds it already."""
    stems = tuple(map(stem, words(text)))
    return any(
        stems[place : place + len(other)] == other for other in known for place in range(len(stems) - len(other) + 1)
    )
