"""What a reader can take away from each list: files of references and feeds, as the size of the site allows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import cast

import msgspec

from .cache import digest
from .citation.formats import FORMATS, Format
from .paper import Paper
from .settings import SMALL_CATALOGUE
from .shelves import Shelf
from .site import Site

FOLDERS = {"topic": "topics", "venue": "venues", "year": "years", "author": "authors"}
FEEDS = {"Atom": ("feed.xml", "application/atom+xml"), "JSON Feed": ("feed.json", "application/feed+json")}
"""The name of each kind of feed, its file and its media type."""
LATEST = "latest/"
TRENDING = "trending/"
DIGEST = "digest/"
_OF_LISTS = ("bibtex", "csl-json", "ris", "csv")
_encode = msgspec.msgpack.Encoder().encode
_SHOWN = {"bibtex": "BibTeX", "csl-json": "CSL-JSON", "ris": "RIS", "csv": "CSV"}


class Shelved(msgspec.Struct, frozen=True):
    """A list of papers that has an address: a topic, a venue, a year or an author."""

    kind: str
    path: str
    """Below the site's root, with a final slash."""
    name: str
    papers: tuple[Paper, ...]
    told: bytes
    """A digest of all that the list's feeds and files are made from: the name of each tells its form.

    Empty where nothing is kept.
    """


def shelved(site: Site) -> Sequence[Shelved]:
    """Return every list of topics, venues, years and authors that holds papers."""
    if "shelved" not in site.shared:
        site.shared["shelved"] = tuple(_shelved(site))
    return cast("tuple[Shelved, ...]", site.shared["shelved"])


def _shelved(site: Site) -> Iterator[Shelved]:
    catalogue = site.catalogue
    shelves: dict[str, tuple[Shelf, ...]] = {
        "topic": catalogue.topics, "venue": catalogue.venues, "year": catalogue.years, "author": catalogue.authors,
    }  # fmt: skip
    for kind, members in shelves.items():
        for shelf in members:
            if shelf.papers:
                path = f"{FOLDERS[kind]}/{shelf.slug}/"
                yield Shelved(kind, path, shelf.name, shelf.papers, _told(site, kind, shelf))


def _told(site: Site, kind: str, shelf: Shelf) -> bytes:
    if not site.cache.is_open:
        return b""
    if kind == "author":
        return site.told_of_authors[shelf.slug]
    return digest(site.ground, _encode((kind, shelf.slug, shelf.name)), site.told_of(shelf.papers))


def file_name(site: Site, form: Format) -> str:
    """Return the name of a file of references in that form."""
    return _sent(site, form.suffix)


def records_name(site: Site) -> str:
    """Return the name of the file of all records, one a line."""
    return _sent(site, "jsonl")


def _sent(site: Site, suffix: str) -> str:
    return f"papers.{suffix}{'.gz' if site.is_large else ''}"


def list_formats(site: Site, kind: str, papers: int) -> tuple[Format, ...]:
    """Return the forms in which a list of that kind and of so many papers is written.

    Authors' lists hold each paper as often as it has authors: 20,000 papers in four forms would be 0.3 GB. Most authors
    have one paper, whose own page gives its reference.
    """
    if kind not in FOLDERS or (kind == "author" and (papers == 1 or site.is_large)):
        return ()
    return of_lists(site)[: 1 if kind == "author" else None]


def of_lists(site: Site) -> tuple[Format, ...]:
    """Return the forms in which lists of topics, venues and years are written, BibTeX first."""
    is_small = len(site.catalogue.papers) <= SMALL_CATALOGUE
    return tuple(FORMATS[name] for name in (_OF_LISTS if is_small else _OF_LISTS[:1]))


def list_links(site: Site, kind: str, base: str, papers: int) -> list[tuple[str, str]]:
    """Return (name, path) of what the list of so many papers at `base` offers; that of all papers has their files."""
    if kind == "papers":
        return [(_SHOWN[name], f"api/{file_name(site, FORMATS[name])}") for name in _OF_LISTS]
    return [(_SHOWN[form.name], f"{base}{file_name(site, form)}") for form in list_formats(site, kind, papers)]


def has_feed(site: Site, kind: str) -> bool:
    """Tell whether lists of that kind have feeds; without an address of its own a site has none."""
    if not site.settings.site_url or not site.catalogue.papers:
        return False
    if kind == "author":
        return len(site.catalogue.papers) <= site.settings.author_feeds_up_to
    return kind in {"latest", "topic", "venue", "trending", "digests"}
