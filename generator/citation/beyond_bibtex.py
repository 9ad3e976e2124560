"""What the BibTeX of a paper does not tell and other forms need: the browser makes those of the entry and of this."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from generator.paper import Paper

from . import bibtex, publication_date, publication_type, table

_DEFAULT_TYPES = {
    "article": "article-journal", "inproceedings": "paper-conference", "incollection": "chapter", "book": "book",
    "phdthesis": "thesis", "mastersthesis": "thesis", "techreport": "report",
}  # fmt: skip
"""The type of CSL that each entry stands for, where nothing else is said."""
_ABSENT = ("language", "code", "topics", "citations")
"""Columns of the table that no field of BibTeX holds."""


def facts(paper: Paper) -> dict[str, Any]:
    """Return the facts by the name of their column in the table of all papers, where they differ from the entry's."""
    return {name: value for name, (value, told) in _compared(paper) if value != told}


def told_type(paper: Paper) -> str:
    """Return the type that a reader of the entry takes the paper for."""
    kind = bibtex.entry_type(paper)
    is_preprint = paper.identifier("arxiv") and not paper.venue
    return _DEFAULT_TYPES.get(kind) or ("article" if is_preprint else "document")


def _compared(paper: Paper) -> Iterator[tuple[str, tuple[Any, Any]]]:
    """Yield each column with its value, and what the entry tells of it."""
    date = publication_date(paper)
    yield "type", (publication_type(paper), told_type(paper))
    yield "year", (str(paper.year or ""), "".join(date[:1]))
    yield "date", (paper.date or "", "-".join(date[:2]))
    yield "pdf", (paper.identifier("pdf") or "", "" if paper.identifier("url") else paper.identifier("pdf") or "")
    yield "keywords", (list(paper.keywords), [])
    for name in _ABSENT:
        value = table.COLUMNS[name](paper)
        yield name, ("" if value is None else str(value), "")
