"""The names of columns, in the spellings that spreadsheets, databases and reference managers give them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.text import fold

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

SPELLINGS: Mapping[str, tuple[str, ...]] = {
    "title": ("title", "paper title", "article title", "document title", "publication name", "paper", "name", "titel",
              "titre", "titulo"),
    "abstract": ("abstract", "abstract note", "summary", "description", "zusammenfassung"),
    "authors": ("authors", "author", "author s", "author names", "author full names", "creators", "creator", "by",
                "autoren", "auteurs", "autores"),
    "editors": ("editors", "editor", "editor s"),
    "year": ("year", "publication year", "pub year", "published year", "py", "jahr", "annee", "ano"),
    "date": ("date", "publication date", "date published", "published", "issued", "datum"),
    "venue": ("venue", "conference", "conference name", "journal", "journal title", "journal name", "booktitle",
              "book title", "proceedings title", "publication title", "source title", "container title", "source",
              "published in", "event", "where"),
    "doi": ("doi", "doi link", "doi url"),
    "arxiv": ("arxiv", "arxiv id", "arxivid", "eprint"),
    "url": ("url", "link", "paper url", "paper link", "web", "web page", "webpage", "address", "urls", "links"),
    "pdf": ("pdf", "pdf url", "pdf link", "full text"),
    "code": ("code", "code url", "code link", "github", "repository", "repo", "implementation"),
    "project": ("project", "project page", "website", "homepage", "home page"),
    "data": ("data", "dataset", "datasets", "data url"),
    "slides": ("slides", "slides url"),
    "video": ("video", "video url", "talk", "recording"),
    "keywords": ("keywords", "keyword", "author keywords", "tags", "manual tags", "topics", "categories", "subjects",
                 "index keywords"),
    "citations": ("citations", "cited by", "citation count", "times cited", "cites"),
    "type": ("type", "item type", "document type", "publication type", "entry type"),
    "publisher": ("publisher", "school", "institution"),
    "place": ("place", "publisher place", "city", "location"),
    "series": ("series", "series title"),
    "volume": ("volume", "vol"),
    "number": ("number", "issue", "no"),
    "pages": ("pages", "page", "page range", "art no", "article number"),
    "edition": ("edition",),
    "genre": ("genre", "thesis type", "report type"),
    "isbn": ("isbn", "isbns"),
    "issn": ("issn", "issns"),
    "language": ("language", "lang", "language of original document"),
    "note": ("note", "notes", "extra", "remark", "remarks", "comment", "comments"),
}  # fmt: skip
"""Each field with its columns, folded, the best first."""
ENDS = {"page start": 0, "first page": 0, "start page": 0, "page end": 1, "last page": 1, "end page": 1}
"""Columns that hold one end of the pages."""
_FIELD = {spelling: field for field, spellings in SPELLINGS.items() for spelling in spellings}


def field_of(column: str) -> str:
    """Return the field that a column holds, or an empty string."""
    return _FIELD.get(_folded(column), "")


def columns(header: Sequence[str]) -> tuple[dict[str, list[int]], list[str]]:
    """Return the positions of each field's columns, the best first, and the names of columns that are not known."""
    found: dict[str, list[int]] = {}
    unknown: list[str] = []
    for position, column in enumerate(header):
        name = _folded(column)
        if name in ENDS:
            found.setdefault(name, []).append(position)
        elif name in _FIELD:
            found.setdefault(_FIELD[name], []).append(position)
        elif column.strip():
            unknown.append(column)
    for field, positions in found.items():
        order = SPELLINGS.get(field, ())
        positions.sort(key=lambda position: order.index(_folded(header[position])) if order else position)
    return found, unknown


def _folded(column: str) -> str:
    return fold(column.replace("_", " "))
