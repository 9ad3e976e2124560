"""`api/`: the catalogue as static JSON, described by `api/index.json`.

`VERSION` changes when a field changes its meaning; within a version fields may be added, and never change or vanish.
The lines of all papers stand in `bulk`.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec

from generator import downloads
from generator.citation.formats import FORMATS
from generator.packing import packed
from generator.shelves import Shelf
from generator.site import Site

from . import ExportFile
from ._record import Record, lines

__all__ = ["VERSION", "lines", "render"]

VERSION = 1
FOLDER = "api/"
SCHEMA = f"{FOLDER}paper.schema.json"


class Entry(msgspec.Struct, frozen=True):
    """A topic, venue, year or author."""

    slug: str
    name: str
    papers: int
    url: str
    description: str = ""


def render(site: Site) -> Iterator[ExportFile]:
    """Yield the index, the schema of a paper's line, and the lists of topics, venues, years and authors."""
    shelves = _shelves(site)
    yield ExportFile(f"{FOLDER}index.json", pretty(_index(site, list(shelves))))
    yield ExportFile(SCHEMA, pretty(_schema(site)))
    for name, members in shelves.items():
        base = site.url(f"{name}/")
        entries = [_entry(base, shelf) for shelf in members]
        content = msgspec.json.encode({"version": VERSION, name: entries}) + b"\n"
        path = _list_name(site, name)
        yield ExportFile(path, packed(content) if path.endswith(".gz") else content)


def pretty(value: object) -> bytes:
    """Return JSON for people to read."""
    return msgspec.json.format(msgspec.json.encode(value), indent=2) + b"\n"


def _shelves(site: Site) -> dict[str, tuple[Shelf, ...]]:
    catalogue = site.catalogue
    return {
        "topics": catalogue.topics,
        "venues": catalogue.venues,
        "years": catalogue.years,
        "authors": catalogue.authors,
    }


def _list_name(site: Site, name: str) -> str:
    """Return the path of a list; of all lists that of authors grows with the catalogue."""
    return f"{FOLDER}{name}.json{'.gz' if name == 'authors' and site.is_large else ''}"


def _entry(base: str, shelf: Shelf) -> Entry:
    return Entry(shelf.slug, shelf.name, len(shelf.papers), f"{base}{shelf.slug}/", shelf.description)


def _index(site: Site, shelves: list[str]) -> dict[str, Any]:
    return {
        "version": VERSION,
        "name": site.settings.site_name,
        "url": site.url(""),
        "papers": len(site.catalogue.papers),
        "files": {
            "papers": site.url(f"{FOLDER}{downloads.records_name(site)}"),
            "schema": site.url(SCHEMA),
            "datapackage": site.url(f"{FOLDER}datapackage.json"),
            **{name: site.url(_list_name(site, name)) for name in shelves},
            **{
                form.name: site.url(f"{FOLDER}{downloads.file_name(site, form)}")
                for form in FORMATS.values()
            },
        },
        "licence": {"texts": site.settings.text_licence, "data": site.settings.data_licence},
    }  # fmt: skip


def _schema(site: Site) -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of a line of `papers.jsonl`; other fields than these may be added."""
    schema = msgspec.json.schema(Record)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "$id": site.url(SCHEMA), **schema}
