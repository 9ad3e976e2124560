"""A paper as a RIS record, which EndNote, Mendeley and Zotero read."""

from __future__ import annotations

from collections.abc import Iterator

from generator import escape
from generator.paper import Paper

from . import page_range, publication_date, publication_type, remark
from ._names import inverted

TYPES = {
    "article-journal": "JOUR", "article-magazine": "MGZN", "article-newspaper": "NEWS", "review": "JOUR",
    "paper-conference": "CPAPER", "chapter": "CHAP", "entry-encyclopedia": "ENCYC", "book": "BOOK", "thesis": "THES",
    "report": "RPRT", "standard": "STAND", "article": "UNPB", "dataset": "DATA", "software": "COMP",
    "webpage": "ELEC", "post-weblog": "BLOG", "speech": "SLIDE",
}  # fmt: skip
"""The types of RIS by those of CSL; all others are `GEN`."""


def render(paper: Paper, key: str) -> str:
    """Return the record with its end tag; formulas stay TeX between dollars."""
    lines = [f"{tag}  - {escape.ris(value)}\n" for tag, value in _tags(paper, key) if value]
    return "".join(lines) + "ER  - \n"


def _tags(paper: Paper, key: str) -> Iterator[tuple[str, str | None]]:
    date = publication_date(paper)
    first, last = page_range(paper)
    arxiv = paper.identifier("arxiv")
    yield "TY", TYPES.get(publication_type(paper), "GEN")
    yield "ID", key
    yield "TI", paper.title
    yield from (("AU", inverted(author)) for author in paper.authors)
    yield from (("ED", inverted(editor)) for editor in paper.editors)
    yield "T2", paper.venue.name if paper.venue else None
    yield "T3", paper.series
    yield from (("PY", "".join(date[:1])), ("DA", "/".join(date)))
    yield from (("VL", paper.volume), ("IS", paper.number), ("SP", first), ("EP", last), ("ET", paper.edition))
    yield from (("PB", paper.publisher), ("CY", paper.place), ("M3", paper.genre))
    yield from (("SN", number) for number in f"{paper.isbn or ''} {paper.issn or ''}".split())
    yield from (("LA", paper.language), ("DO", paper.identifier("doi")))
    yield "AN", f"arXiv:{arxiv}" if arxiv else None
    yield from (("UR", paper.identifier("url")), ("L1", paper.identifier("pdf")))
    yield from (("KW", word) for word in paper.keywords)
    yield from (("N1", remark(paper)), ("AB", paper.abstract))
