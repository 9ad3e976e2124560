"""The index of authors, and a page for each with her papers."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, partial

from generator.cache import digest
from generator.shelves import Shelf

from . import Planned
from ._lists import PaperList, paper_list
from ._shared import Shared, author_query
from ._shelves import shelf_index


def plan(shared: Shared) -> Iterator[Planned]:
    """Yield `/authors/` and the pages of each author who has one."""
    shelves, in_full = shared.site.catalogue.authors, not shared.site.is_large
    yield from shelf_index(shared, "authors/", "Authors", shelves, _initial, fewest=shared.author_threshold)
    made_of = cache(partial(digest, shared.ground))
    told = shared.site.told_of_authors if shared.site.cache.is_open else {}
    for shelf in shelves:
        listed = PaperList(
            base=f"authors/{shelf.slug}/",
            kind="author",
            title=shelf.name,
            papers=shelf.papers,
            # The title says it, and the footer leads to all: in large catalogues every fourth page is an author's.
            description=f"Papers by {shelf.name} in {shared.site.settings.site_name}." if in_full else "",
            crumbs=(("Authors", "authors/"),) if in_full else (),
            beside=("authors", "topics", "venues"),
            within=("q", " OR ".join(map(author_query, (shelf.name, *shelf.spellings)))),
            spellings=shelf.spellings,
            orcid=shelf.orcid,
            made_of=made_of(told[shelf.slug]) if told else b"",
        )
        yield from paper_list(shared, listed)


def _initial(shelf: Shelf) -> str:
    """Return the letter that the author is listed under: the first of the name that the shelves are sorted by."""
    letter = shelf.family[:1] or "#"
    # A few old letters have the capital of another one, far from which they are sorted.
    return letter.upper() if letter.upper().lower() == letter else letter
