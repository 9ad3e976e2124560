"""The records: what a source read (`RawPaper`) and what the catalogue keeps (`Paper`), with their parts.

None can be part of a circle, so the garbage collector need not know them: a large catalogue has millions.
"""

from __future__ import annotations

import msgspec

# Longer than other modules: the values of the field stand side by side, and most of a line is what one means.
UNSORTED = "unsorted"
STATES = ("published", "corrected", "retracted", "withdrawn")
"""How a paper can stand."""
REGISTRIES = ("doi", "arxiv", "openreview", "acl")
"""Kinds of identifier that name one paper, the best first."""

TYPES = frozenset(
    {
        "article", "article-journal", "article-magazine", "article-newspaper", "bill", "book", "broadcast", "chapter",
        "classic", "collection", "dataset", "document", "entry", "entry-dictionary", "entry-encyclopedia", "event",
        "figure", "graphic", "hearing", "interview", "legal_case", "legislation", "manuscript", "map", "motion_picture",
        "musical_score", "pamphlet", "paper-conference", "patent", "performance", "periodical",
        "personal_communication", "post", "post-weblog", "regulation", "report", "review", "review-book", "software",
        "song", "speech", "standard", "thesis", "treaty", "webpage",
    }
)  # fmt: skip
"""The types of the Citation Style Language (CSL 1.0.2) that a paper can have; `article` is a preprint."""


class Source(msgspec.Struct, frozen=True, gc=False):
    """Where a record was read."""

    file: str
    """Relative to the content folder, with forward slashes."""
    line: int
    position: int | None = None
    """The rank in a listing, from 1; None where the format has no order that means anything."""
    format: str = ""
    """The name of the source module that read it."""


class RawPaper(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """What a source read: strings only, nothing judged or repaired."""

    source: Source
    format: str
    """The name of the source module that read it, such as `listing`."""
    type: str = ""
    """A type of CSL, such as `article-journal`, where the format tells one."""
    title: str = ""
    abstract: str = ""
    authors: tuple[str, ...] = ()
    """In BibTeX's notation: `Ada Example`, `Example, Ada`, `Example, Jr., Ada`, or `{A Group}`, which is never split;
    an ORCID iD may stand behind the name in brackets."""
    editors: tuple[str, ...] = ()
    date: str = ""
    year: str = ""
    venue: str = ""
    url: str = ""
    pdf: str = ""
    doi: str = ""
    arxiv: str = ""
    code: str = ""
    project: str = ""
    data: str = ""
    slides: str = ""
    video: str = ""
    citations: str = ""
    keywords: tuple[str, ...] = ()
    publisher: str = ""
    """The publisher, or the school or institution of a thesis or report."""
    place: str = ""
    series: str = ""
    volume: str = ""
    number: str = ""
    pages: str = ""
    edition: str = ""
    genre: str = ""
    isbn: str = ""
    issn: str = ""
    language: str = ""
    note: str = ""
    status: str = ""
    """One of `STATES`; empty where the source says nothing of it."""
    status_reason: str = ""


class Repair(msgspec.Struct, frozen=True, gc=False):
    """One change that a rule or a correction made to a field."""

    rule: str
    field: str
    before: str
    after: str


class Flag(msgspec.Struct, frozen=True, gc=False):
    """Something that was seen to be damaged and left verbatim, because the right reading cannot be known."""

    rule: str
    field: str
    text: str


class Author(msgspec.Struct, frozen=True, omit_defaults=True, gc=False):
    """A person as the paper names her; given and family name only where the split is known."""

    name: str
    given: str | None = None
    family: str | None = None
    """With its particles, as in `van der Berg`."""
    suffix: str | None = None
    """What stands behind the family name, such as `Jr.` or `III`."""
    orcid: str | None = None
    affiliation: str | None = None


class Identifier(msgspec.Struct, frozen=True, order=True, gc=False):
    """A name of the paper in a registry (kind doi, arxiv, openreview, acl) or an address where it stands (url, pdf)."""

    kind: str
    value: str


class Link(msgspec.Struct, frozen=True, omit_defaults=True, gc=False):
    """An address that belongs to the paper: kind is code, project, data, slides or video."""

    kind: str
    url: str
    note: str | None = None
    """A caution to show beside it, such as `anonymised`."""


class TopicMatch(msgspec.Struct, frozen=True, gc=False):
    """A topic of a paper with the words of the paper that put it there; pinned ones have no words."""

    slug: str
    primary: bool
    evidence: tuple[str, ...] = ()


class Related(msgspec.Struct, frozen=True, gc=False):
    """Another paper, by key, with the words that both share."""

    key: str
    words: tuple[str, ...]


class Venue(msgspec.Struct, frozen=True, gc=False):
    """Where a paper appeared: the name as given (`ICLR 2024`), its series (`ICLR`), and the year of the edition."""

    name: str
    series: str
    year: int | None = None


class Signal(msgspec.Struct, frozen=True, order=True, gc=False):
    """What a source (citations, stars, upvotes ...) counted for a paper in total, up to a day `YYYY-MM-DD`."""

    source: str
    date: str
    value: float


class Status(msgspec.Struct, frozen=True, omit_defaults=True, gc=False):
    """Whether the paper stands: state is published, corrected, withdrawn or retracted."""

    state: str = "published"
    reason: str | None = None


class Version(msgspec.Struct, frozen=True, omit_defaults=True, gc=False):
    """One of several forms in which a paper appeared, such as `arXiv v2` or `ICLR 2024`."""

    name: str
    date: str | None = None
    identifier: Identifier | None = None


class Origin(msgspec.Struct, frozen=True, gc=False):
    """Which record gave a field of a paper that several records describe."""

    field: str
    source: Source


class Conflict(msgspec.Struct, frozen=True, gc=False):
    """A field on which two records of one paper disagree: what is kept, and what the other one says."""

    field: str
    kept: str
    said: str
    source: Source
    """Where the value stands that is not shown."""


class Paper(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """One paper of the catalogue. What is not known is None or empty, and is never shown."""

    key: str = ""
    """The identity that names it for other records: the first of `identities`."""
    slug: str = ""
    """The last part of its URL; given by the ledger."""
    type: str | None = None
    """A type of CSL, such as `paper-conference`; see `TYPES`."""
    title: str
    """Unicode with `$...$` TeX segments, as every text here."""
    abstract: str = ""
    authors: tuple[Author, ...] = ()
    date: str | None = None
    """`YYYY`, `YYYY-MM` or `YYYY-MM-DD`: as precise as known."""
    year: int | None = None
    venue: Venue | None = None
    identifiers: tuple[Identifier, ...] = ()
    links: tuple[Link, ...] = ()
    code_note: str | None = None
    """`mentioned` or `promised` when the abstract speaks of code without saying where it is."""
    keywords: tuple[str, ...] = ()
    citations: int | None = None
    editors: tuple[Author, ...] = ()
    publisher: str | None = None
    """The publisher, or the school or institution of a thesis or report."""
    place: str | None = None
    """Where the publisher is."""
    series: str | None = None
    """The series of books that the volume belongs to, such as `Lecture Notes in Computer Science`."""
    volume: str | None = None
    number: str | None = None
    """The issue of a periodical, or the number of a report."""
    pages: str | None = None
    """`12-34`, or an article number."""
    edition: str | None = None
    genre: str | None = None
    """What kind of thesis or report, such as `PhD thesis`."""
    isbn: str | None = None
    issn: str | None = None
    """One number, or several with a space between."""
    language: str | None = None
    """A tag such as `en` or `pt-BR`."""
    note: str | None = None
    signals: tuple[Signal, ...] = ()
    """Readings of several days, by source and date."""
    status: Status = Status()
    versions: tuple[Version, ...] = ()
    """The forms in which it appeared, the oldest first, where more than one is known."""
    topics: tuple[TopicMatch, ...] = ()
    repairs: tuple[Repair, ...] = ()
    flags: tuple[Flag, ...] = ()
    sources: tuple[Source, ...] = ()
    origins: tuple[Origin, ...] = ()
    """Which source gave which field, where there are several sources."""
    conflicts: tuple[Conflict, ...] = ()
    identities: tuple[str, ...] = ()
    """Every name it is recognised by, the best first; taken before corrections, which never change them."""
    first_seen: str = ""
    """The day on which the catalogue first published it, from the ledger."""

    def identifier(self, kind: str) -> str | None:
        """Return the first identifier of that kind, or None."""
        # Asked 50 times for each paper of a build: a generator would take twice as long.
        for item in self.identifiers:
            if item.kind == kind:
                return item.value
        return None

    def link(self, kind: str) -> Link | None:
        """Return the first link of that kind, or None."""
        return next((item for item in self.links if item.kind == kind), None)

    @property
    def status_note(self) -> str | None:
        """One line for a reference to a paper that does not stand as published, such as `Retracted: ...`; else None."""
        if self.status.state == "published":
            return None
        state = self.status.state.capitalize()
        return f"{state}: {self.status.reason}" if self.status.reason else state

    @property
    def changes(self) -> tuple[Repair | Flag | Conflict, ...]:
        """All that its page shows beside what the sources agree on."""
        return (*self.repairs, *self.flags, *self.conflicts)

    @property
    def has_pdf(self) -> bool:
        """Whether its PDF can be had: as given, or by its number at arXiv."""
        return any(item.kind in ("pdf", "arxiv") for item in self.identifiers)

    @property
    def primary_topic(self) -> str:
        """The slug of the topic that it is filed under; `unsorted` when nothing fits."""
        for topic in self.topics:
            if topic.primary:
                return topic.slug
        return UNSORTED

    @property
    def position(self) -> int | None:
        """Its rank in the listing that it came from, where there is one."""
        return next((source.position for source in self.sources if source.position is not None), None)
