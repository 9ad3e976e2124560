"""A paper as a row of a table (CSV), for spreadsheets and scripts."""

from __future__ import annotations

from collections.abc import Callable

from generator import escape
from generator.paper import Paper

from . import publication_type, remark
from ._names import inverted

_Cell = Callable[[Paper], object]


def _identifier(kind: str) -> _Cell:
    return lambda paper: paper.identifier(kind)


def _link(kind: str) -> _Cell:
    return lambda paper: link.url if (link := paper.link(kind)) else None


def _field(name: str) -> _Cell:
    return lambda paper: getattr(paper, name)


COLUMNS: dict[str, _Cell] = {
    "slug": _field("slug"),
    "type": publication_type,
    "title": _field("title"),
    "authors": lambda paper: "; ".join(inverted(author) for author in paper.authors),
    "year": _field("year"),
    "date": _field("date"),
    "venue": lambda paper: paper.venue.name if paper.venue else None,
    "editors": lambda paper: "; ".join(inverted(editor) for editor in paper.editors),
    **{
        name: _field(name)
        for name in (
            "publisher", "place", "series", "volume", "number", "pages", "edition", "genre", "isbn", "issn", "language"
        )
    },
    "doi": _identifier("doi"),
    "arxiv": _identifier("arxiv"),
    "url": _identifier("url"),
    "pdf": _identifier("pdf"),
    "code": _link("code"),
    "keywords": lambda paper: "; ".join(paper.keywords),
    "topics": lambda paper: "; ".join(topic.slug for topic in paper.topics),
    "citations": _field("citations"),
    "note": remark,
    "abstract": _field("abstract"),
}  # fmt: skip
"""What stands in each column; the names are those of JSON Lines wherever a source reads the column."""


def header() -> str:
    """Return the first line."""
    return ",".join(escape.csv(name) for name in COLUMNS) + "\r\n"


def render(paper: Paper, key: str) -> str:  # noqa: ARG001  # a row is named by the slug
    """Return the row; formulas stay TeX between dollars."""
    cells = (cell(paper) for cell in COLUMNS.values())
    return ",".join(escape.csv("" if value is None else str(value)) for value in cells) + "\r\n"
