"""Some of the papers of a catalogue: those of topics, and those that words are found in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from . import maths
from .catalogue import Catalogue
from .errors import UsageError
from .paper import Paper
from .text import fold


def select(catalogue: Catalogue, topics: Sequence[str] = (), query: str = "") -> tuple[Paper, ...]:
    """Return the papers of any of these topics that have every word of the query, in the order of lists.

    A word is found in title, authors or venue, whatever its accents and case, at the beginning of a word.
    """
    known = {shelf.slug for shelf in catalogue.topics}
    if missing := [slug for slug in topics if slug not in known]:
        raise UsageError(f"no topic has the slug {missing[0]!r}; there are: {', '.join(sorted(known)) or 'none'}")
    wanted = set(topics)
    words = fold(query).split()
    return tuple(
        paper
        for paper in catalogue.papers
        if (not wanted or wanted & _topics(paper)) and (not words or _has_words(paper, words))
    )


def _topics(paper: Paper) -> set[str]:
    return {topic.slug for topic in paper.topics} or {paper.primary_topic}


def _has_words(paper: Paper, words: Sequence[str]) -> bool:
    text = f" {' '.join(fold(part) for part in _searched(paper))}"
    return all(f" {word}" in text for word in words)


def _searched(paper: Paper) -> Iterator[str]:
    yield maths.to_unicode(paper.title)
    yield from (author.name for author in paper.authors)
    if paper.venue:
        yield from (paper.venue.name, paper.venue.series)
