"""The catalogue: every paper with its topics, authors, venues and years; built once and never changed."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

import msgspec

from .errors import Problem
from .paper import Paper, Related
from .people import Persons
from .permalinks import Entry
from .shelves import Shelf
from .sources import FileReading
from .taxonomy import Topic


class Counts(msgspec.Struct, frozen=True):
    """What became of the records: read = published + merged + rejected."""

    read: int
    published: int
    merged: int
    rejected: int


class Catalogue(msgspec.Struct, frozen=True, kw_only=True, dict=True):
    """All that pages, exports and search are made from; read-only."""

    papers: tuple[Paper, ...]
    """Newest first, then by title: the order of every list."""
    related: Mapping[str, tuple[Related, ...]]
    """By key of the paper."""
    places: Mapping[str, tuple[int, int]] = {}
    """Where each paper stands on the map (x to the right, y up), by key; empty where there is no map."""
    taxonomy: tuple[Topic, ...]
    topics: tuple[Shelf, ...]
    """In the order of the taxonomy, empty ones too; the unsorted last, when there are any."""
    authors: tuple[Shelf, ...]
    """Those with a page, by family name."""
    venues: tuple[Shelf, ...]
    years: tuple[Shelf, ...]
    """Newest first; `unknown` last."""
    author_slugs: Mapping[str, str]
    """Key of the person to slug, of the authors with a page."""
    persons: Persons
    venue_slugs: Mapping[str, str]
    """Series to slug."""
    gone: tuple[Entry, ...]
    """Permalinks whose paper left or was merged: they stay as tombstones and redirects."""
    counts: Counts
    files: tuple[FileReading, ...]
    """What each listing gave."""
    problems: tuple[Problem, ...]
    now: str
    """The day of the build, `YYYY-MM-DD`."""

    def by_key(self) -> dict[str, Paper]:
        """Return the papers by key."""
        return {paper.key: paper for paper in self.papers}

    def latest(self) -> tuple[Paper, ...]:
        """Return the papers by the day they were first published here, then by date, newest first.

        Those that were retracted, withdrawn or corrected are left out: nobody should meet them as news.
        """
        return self._latest

    @cached_property
    def _latest(self) -> tuple[Paper, ...]:
        standing = (paper for paper in self.papers if paper.status.state == "published")
        return tuple(sorted(standing, key=lambda paper: (paper.first_seen, paper.date or ""), reverse=True))
