"""What stands in the files beside the listings and is used by no paper."""

from __future__ import annotations

from collections.abc import Iterator

from generator.doctor._advice import Advice
from generator.errors import Problem
from generator.gather import Gathered
from generator.words import stem, words

CODES = {
    "topic-empty": "A topic has no paper.",
    "topic-word-unused": "A word or hint of a topic stands in no paper, or only within a longer one.",
    "venue-unused": "A venue of venues.yml has no paper.",
    "author-unused": "A person of authors.yml wrote no paper of the catalogue.",
}


def examine(gathered: Gathered) -> Iterator[Advice]:
    """Yield advice about entries that do nothing: to have some is no fault, but a slip of the pen looks like that."""
    shelves = {shelf.slug: shelf.papers for shelf in gathered.catalogue.topics}
    for topic in gathered.taxonomy.topics:
        children = gathered.taxonomy.children(topic.slug)
        if not shelves.get(topic.slug) and not any(shelves.get(child.slug) for child in children):
            yield _entry("topics.yml", topic.line, "topic-empty", "slug", f"`{topic.slug}` has no paper")
    yield from _unused_words(gathered)
    series = {paper.venue.series for paper in gathered.catalogue.papers if paper.venue}
    for venue in gathered.venues.known:
        if venue.series not in series:
            yield _entry("venues.yml", venue.line, "venue-unused", venue.key, "no paper appeared there")
    named = {shelf.name for shelf in gathered.catalogue.authors}
    for person in gathered.people.known:
        if person.name not in named:
            yield _entry(gathered.people.file, person.line, "author-unused", "name", f"{person.name} wrote no paper")


def _unused_words(gathered: Gathered) -> Iterator[Advice]:
    taxonomy = gathered.taxonomy
    used: set[tuple[int, str]] = set()
    for paper in gathered.catalogue.papers:
        for text in (paper.title, paper.abstract, *paper.keywords):
            hits = taxonomy.phrases.find(list(map(stem, words(text))))
            used.update((hit.phrase.owner, hit.phrase.text) for hit in hits)
    for index, topic in enumerate(taxonomy.topics):
        for field, phrases in (("words", topic.words), ("hints", topic.hints)):
            unused = [phrase for phrase in phrases if (index, phrase) not in used]
            if unused:
                told = f"of `{topic.slug}`, these stand in no paper, or only within longer ones: {', '.join(unused)}"
                yield _entry("topics.yml", topic.line, "topic-word-unused", field, told)


def _entry(file: str, line: int, code: str, field: str, message: str) -> Advice:
    return Advice(Problem(file, line, message, field, code))
