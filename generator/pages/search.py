"""The search page: a box that works in the browser, and below it what can be browsed, with JavaScript or without."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from generator.shelves import Shelf

from . import Draft, Planned
from ._shared import Shared

PATH = "search/"
MOST_AUTHORS = 36
"""Authors that are named; the others stand in their index."""


def plan(shared: Shared) -> Iterator[Planned]:
    """Yield `/search/`."""
    yield Planned(PATH, "search", partial(_draft, shared))


def _draft(shared: Shared) -> Draft:
    catalogue = shared.site.catalogue
    # The order of the index decides between authors of equally many papers.
    authors = sorted(catalogue.authors, key=lambda shelf: -len(shelf.papers))[:MOST_AUTHORS]
    return Draft(
        path=PATH,
        kind="search",
        title="Search",
        description=f"Search the {len(shared.papers)} papers of {shared.site.settings.site_name}.",
        body="search.md.jinja",
        values={
            **shared.head(PATH),
            "topics": [(shelf.slug, shared.marks[shelf.slug], len(shelf.papers)) for shelf in catalogue.topics],
            "years": _counted(catalogue.years),
            "authors": _counted(authors),
            "all_authors": len(catalogue.authors),
        },
    )


def _counted(shelves: Sequence[Shelf]) -> list[tuple[str, str, int]]:
    return [(shelf.slug, shelf.name, len(shelf.papers)) for shelf in shelves]
