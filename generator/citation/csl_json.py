"""A paper as an item of CSL-JSON, which Zotero, Pandoc and the processors of citation styles read."""

from __future__ import annotations

from typing import Any

import msgspec

from generator.paper import Author, Paper

from . import publication_date, publication_type, remark

_PLAIN = {
    "volume": "volume", "issue": "number", "page": "pages", "publisher": "publisher", "publisher-place": "place",
    "collection-title": "series", "edition": "edition", "genre": "genre", "ISBN": "isbn", "ISSN": "issn",
    "language": "language",
}  # fmt: skip
"""Variables of CSL that are a field of a paper as it stands."""


def render(paper: Paper, key: str) -> str:
    """Return the item as JSON on one line."""
    return msgspec.json.encode(item(paper, key)).decode()


def item(paper: Paper, key: str) -> dict[str, Any]:
    """Return the item (CSL 1.0.2); only what is known has a variable. Formulas stay TeX between dollars."""
    kind = publication_type(paper)
    date = publication_date(paper)
    arxiv = paper.identifier("arxiv")
    found: dict[str, Any] = {
        "id": key,
        "type": kind,
        "title": paper.title,
        "author": [_name(author) for author in paper.authors],
        "editor": [_name(editor) for editor in paper.editors],
        "issued": {"date-parts": [[int(part) for part in date]]} if date else None,
        "container-title": paper.venue.name if paper.venue else None,
        **{variable: getattr(paper, field) for variable, field in _PLAIN.items()},
        "DOI": paper.identifier("doi"),
        "URL": paper.identifier("url"),
        "archive": "arXiv" if arxiv else None,
        "archive_location": arxiv,
        "keyword": ", ".join(paper.keywords),
        "note": remark(paper),
        "abstract": paper.abstract,
        "custom": {"pdf": paper.identifier("pdf")} if paper.identifier("pdf") else None,
    }
    if kind == "report":
        found["number"] = found.pop("issue")
    return {name: value for name, value in found.items() if value}


def _name(author: Author) -> dict[str, str]:
    if not (author.family and author.given):
        return {"literal": author.name}
    name = {"family": author.family, "given": author.given}
    return {**name, "suffix": author.suffix} if author.suffix else name
