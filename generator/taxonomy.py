"""The topics as `content/topics.yml` states them: names, descriptions, and the words that speak for each."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from generator.words import Phrases
from generator.yaml_file import Entry, YamlFile

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generator.errors import Problem

_FIELDS = ("slug", "name", "description", "parent", "words", "hints", "former")
_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_EXPECTED = "a list of topics, each with `slug`, `name` and `words`, such as `- slug: graph-learning`"
# Names that the folder of topics uses for other pages.
_RESERVED = frozenset({"unsorted", "page", "index"})


@dataclass(frozen=True)
class Topic:
    """One topic; a paper belongs to it when its text uses the topic's words."""

    slug: str
    name: str
    description: str = ""
    words: tuple[str, ...] = ()
    """Words and phrases that speak for the topic; a hyphen in one matches a hyphen, a space and nothing."""
    hints: tuple[str, ...] = ()
    """Words that go with the topic and with others too: they add to its weight, and never put a paper here alone."""
    parent: str | None = None
    former: tuple[str, ...] = ()
    """Slugs that the topic had, or that were merged into it: their pages lead here."""
    line: int = 0
    """Where it stands in the file."""


@dataclass(frozen=True)
class Taxonomy:
    """All topics, in the order of the file, which decides between equals."""

    topics: tuple[Topic, ...] = ()

    @cached_property
    def phrases(self) -> Phrases:
        """The words and hints of all topics as one lookup; a phrase's owner is its topic's place in `topics`."""
        return Phrases(
            (index, kind, text)
            for index, topic in enumerate(self.topics)
            for kind, texts in (("word", topic.words), ("hint", topic.hints))
            for text in texts
        )

    def topic(self, slug: str) -> Topic | None:
        """Return the topic of that slug, or None."""
        return next((topic for topic in self.topics if topic.slug == slug), None)

    def children(self, slug: str) -> tuple[Topic, ...]:
        """Return the topics that name this one as their parent."""
        return tuple(topic for topic in self.topics if topic.parent == slug)


def ancestors(topics: Iterable[Topic]) -> dict[str, tuple[str, ...]]:
    """Return, for each topic, the slugs of those that it is a part of, the narrowest first."""
    parents = {topic.slug: topic.parent for topic in topics}
    found: dict[str, tuple[str, ...]] = {}
    for slug, parent in parents.items():
        above: list[str] = []
        step = parent
        while step is not None:
            above.append(step)
            step = parents[step]
        found[slug] = tuple(above)
    return found


def parse_taxonomy(text: str, file: str) -> tuple[Taxonomy, tuple[Problem, ...]]:
    """Read `topics.yml`; a faulty topic is reported with its line and left out, the others stay."""
    source = YamlFile(file, "topics")
    found: dict[str, tuple[Topic, Entry]] = {}
    for entry in source.sequence(source.root(text), _EXPECTED):
        topic = _topic(source, entry)
        if topic is None:
            continue
        if topic.slug in found:
            first = found[topic.slug][1].line
            source.report(entry.line, f"`{topic.slug}` is already the topic of line {first}", "slug", rejected=True)
            continue
        found[topic.slug] = (topic, entry)
    topics = tuple(_adopted(source, topic, entry, found) for topic, entry in found.values())
    return Taxonomy(topics), tuple(sorted(source.problems))


def _topic(source: YamlFile, entry: Entry) -> Topic | None:
    """Return the entry as a topic; None, with a report, when it has no usable slug or no name."""
    source.only(entry, _FIELDS)
    slug, name = source.text(entry, "slug"), source.text(entry, "name")
    fault = _slug_fault(slug)
    if fault:
        source.report(entry.line, fault, "slug", rejected=True)
        return None
    if not name:
        source.report(entry.line, f"the topic `{slug}` has no name", "name", rejected=True)
        return None
    return Topic(
        slug=slug,
        name=name,
        description=source.text(entry, "description"),
        words=tuple(dict.fromkeys(source.texts(entry, "words"))),
        hints=tuple(dict.fromkeys(source.texts(entry, "hints"))),
        parent=source.text(entry, "parent") or None,
        former=source.texts(entry, "former"),
        line=entry.line,
    )


def _slug_fault(slug: str) -> str:
    """Return what is wrong with a slug; empty when nothing is."""
    if not slug:
        return "the slug is missing; give one such as `graph-learning`"
    if slug in _RESERVED:
        return f"`{slug}` is the name of another page; give a slug such as `graph-learning`"
    if not _SLUG.fullmatch(slug):
        return f"`{slug}` is no slug: use a-z, 0-9 and single hyphens, such as `graph-learning`"
    return ""


def _adopted(source: YamlFile, topic: Topic, entry: Entry, found: dict[str, tuple[Topic, Entry]]) -> Topic:
    """Return the topic, without its parent where that is unknown or below the topic itself, which is reported."""
    if topic.parent is None:
        return topic
    if topic.parent not in found:
        source.report(entry.line, f"`{topic.parent}` is no topic of this file", "parent")
        return replace(topic, parent=None)
    if topic.slug in _ancestors(topic, found):
        source.report(entry.line, f"`{topic.parent}` above `{topic.slug}` closes a circle", "parent")
        return replace(topic, parent=None)
    return topic


def _ancestors(topic: Topic, found: dict[str, tuple[Topic, Entry]]) -> set[str]:
    """Return the slugs above a topic; a circle is walked once."""
    seen: set[str] = set()
    above = topic.parent
    while above in found and above not in seen:
        seen.add(above)
        above = found[above][0].parent
    return seen
