"""One line of `api/papers.jsonl`: a published paper for programs. The JSON Schema is made from these types."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping, Sequence
from typing import Any

import msgspec

from generator.paper import Author, Conflict, Flag, Link, Paper, Repair, Source, TopicMatch
from generator.site import Site

from ._blocks import Blocks


class Person(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """An author or editor; the parts of the name are null where they are not sure."""

    name: str
    given: str | None
    family: str | None
    suffix: str | None = None
    orcid: str | None = None
    affiliation: str | None = None


class Near(msgspec.Struct, frozen=True):
    """A related paper, with the words that both share."""

    slug: str
    words: tuple[str, ...]


class Place(msgspec.Struct, frozen=True):
    """Where a record of the paper stood."""

    file: str
    line: int


class Record(msgspec.Struct, frozen=True, kw_only=True):
    """A paper. What is not known is null or empty."""

    key: str
    """The identity that names it."""
    slug: str
    url: str
    """Its page in this catalogue; where the paper itself stands is told in `identifiers`."""
    citation_key: str
    title: str
    """Unicode with TeX between dollars, as every text here."""
    abstract: str | None
    authors: list[Person]
    year: int | None
    date: str | None
    """`YYYY`, `YYYY-MM` or `YYYY-MM-DD`."""
    venue: str | None
    type: str | None
    """A type of CSL, where the source gives one."""
    editors: list[Person]
    publisher: str | None
    place: str | None
    series: str | None
    volume: str | None
    number: str | None
    pages: str | None
    edition: str | None
    genre: str | None
    isbn: str | None
    issn: str | None
    language: str | None
    note: str | None
    identifiers: dict[str, str]
    """By registry: doi, arxiv, openreview, acl; and url and pdf."""
    links: tuple[Link, ...]
    topics: tuple[TopicMatch, ...]
    related: list[Near]
    keywords: tuple[str, ...]
    citations: int | None
    repairs: tuple[Repair, ...]
    flags: tuple[Flag, ...]
    conflicts: tuple[Conflict, ...]
    status: str
    """`published`, `corrected`, `withdrawn` or `retracted`."""
    status_reason: str | None
    first_seen: str
    """The day on which this catalogue first published it."""
    source: list[Place]


_SAME = (
    "key", "slug", "title", "year", "date", "type", "publisher", "place", "series", "volume", "number", "pages",
    "edition", "genre", "isbn", "issn", "language", "note", "links", "topics", "keywords", "citations", "repairs",
    "flags", "conflicts", "first_seen",
)  # fmt: skip
"""Fields that a record has from its paper as they stand."""


def lines(site: Site, only: Container[str] | None = None) -> Iterator[bytes]:
    """Return a line for each paper, or for those keys, in the order of the keys: a new paper moves no other line.

    They come many at once.
    """
    papers = site.catalogue.by_key()
    related = site.catalogue.related
    chosen = (papers[key] for key in sorted(key for key in papers if only is None or key in only))

    def _others(paper: Paper) -> object:
        near = related[paper.key]
        return near, [papers[item.key].slug for item in near]

    return Blocks(site, chosen, _others).contents("jsonl", lambda block: _encoded(site, block, papers))


def _encoded(site: Site, block: Sequence[Paper], papers: Mapping[str, Paper]) -> bytes:
    encode = msgspec.json.Encoder().encode
    return b"".join([encode(record(site, paper, papers)) + b"\n" for paper in block])


def record(site: Site, paper: Paper, papers: Mapping[str, Paper]) -> Record:
    """Return the record of a paper; `papers` are all of them by key."""
    facts: dict[str, Any] = {name: getattr(paper, name) for name in _SAME}
    return Record(
        **facts,
        url=site.url(f"papers/{paper.slug}/"),
        citation_key=site.citation_keys[paper.key],
        abstract=paper.abstract or None,
        authors=[_person(author) for author in paper.authors],
        editors=[_person(editor) for editor in paper.editors],
        venue=paper.venue.name if paper.venue else None,
        identifiers={item.kind: item.value for item in reversed(paper.identifiers)},
        related=_near(site, paper, papers),
        status=paper.status.state,
        status_reason=paper.status.reason,
        source=[_place(source) for source in paper.sources],
    )


def _near(site: Site, paper: Paper, papers: Mapping[str, Paper]) -> list[Near]:
    return [Near(papers[item.key].slug, item.words) for item in site.catalogue.related[paper.key]]


def _person(author: Author) -> Person:
    return Person(
        name=author.name, given=author.given, family=author.family, suffix=author.suffix, orcid=author.orcid,
        affiliation=author.affiliation,
    )  # fmt: skip


def _place(source: Source) -> Place:
    return Place(source.file, source.line)
