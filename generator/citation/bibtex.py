"""A BibTeX entry: what is known of a paper, and nothing else; accents and maths are TeX, other scripts Unicode."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from generator import escape, latex
from generator.paper import Author, Paper

from . import publication_date, publication_type, remark
from ._titles import protected

ENTRY_TYPES = {
    "article-journal": "article", "article-magazine": "article", "article-newspaper": "article", "review": "article",
    "paper-conference": "inproceedings", "chapter": "incollection", "entry-encyclopedia": "incollection",
    "book": "book", "thesis": "phdthesis", "report": "techreport", "standard": "techreport",
}  # fmt: skip
"""The entry types of BibTeX by the types of CSL; all others are `misc`."""
_CONTAINERS = {"article": "journal", "inproceedings": "booktitle", "incollection": "booktitle"}
_PUBLISHERS = {"phdthesis": "school", "mastersthesis": "school", "techreport": "institution"}
_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_MASTERS = re.compile(r"master|\bm\.?\s?sc|diplom", re.IGNORECASE)
# What separates names in a list, the parts of one, or says that names are missing.
_NO_NAME = re.compile(r",|\band\b|^others$", re.IGNORECASE)

Fields = Iterable[tuple[str, str]]


def render(paper: Paper, key: str) -> str:
    """Return the entry, with a final line end: one field a line, each in braces but the month, which is a macro."""
    return entry(entry_type(paper), key, _fields(paper))


def entry(kind: str, key: str, fields: Fields) -> str:
    """Return an entry of these fields, whose values are TeX; empty ones are left out."""
    lines = "".join(f"  {name} = {value if name == 'month' else f'{{{value}}}'},\n" for name, value in fields if value)
    return f"@{kind}{{{key},\n{lines}}}\n"


def entry_type(paper: Paper) -> str:
    """Return the type of entry that styles know how to print."""
    kind = ENTRY_TYPES.get(publication_type(paper), "misc")
    return "mastersthesis" if kind == "phdthesis" and _MASTERS.search(paper.genre or "") else kind


def _fields(paper: Paper) -> Iterator[tuple[str, str]]:
    kind = entry_type(paper)
    date = publication_date(paper)
    yield "title", protected(paper.title)
    yield from people(paper)
    yield _CONTAINERS.get(kind, "howpublished"), latex.encode(paper.venue.name if paper.venue else "")
    yield "year", "".join(date[:1])
    yield "month", _MONTHS[int(date[1]) - 1] if len(date) > 1 else ""
    yield from print_facts(paper)
    yield _PUBLISHERS.get(kind, "publisher"), latex.encode(paper.publisher or "")
    yield "address", latex.encode(paper.place or "")
    yield "type", latex.encode(paper.genre or "")
    arxiv = paper.identifier("arxiv")
    yield from (("eprint", arxiv or ""), ("archiveprefix", "arXiv" if arxiv else ""))
    yield from web_facts(paper)


def people(paper: Paper) -> Iterator[tuple[str, str]]:
    """Yield the authors and editors."""
    yield "author", " and ".join(_name(author) for author in paper.authors)
    yield "editor", " and ".join(_name(editor) for editor in paper.editors)


def print_facts(paper: Paper) -> Iterator[tuple[str, str]]:
    """Yield where the paper stands in print."""
    for name in ("series", "volume", "number"):
        yield name, latex.encode(getattr(paper, name) or "")
    yield "pages", latex.encode(paper.pages or "").replace("-", "--")
    for name in ("edition", "isbn", "issn"):
        yield name, latex.encode(getattr(paper, name) or "")


def web_facts(paper: Paper) -> Iterator[tuple[str, str]]:
    """Yield where the paper stands on the web, and what must be known of it; identifiers and addresses are no TeX."""
    url = paper.identifier("url")
    yield "doi", escape.bibtex_verbatim(paper.identifier("doi") or "")
    yield "url", url or ""
    yield "pdf", "" if url else paper.identifier("pdf") or ""
    yield "note", latex.encode(remark(paper))


def _name(author: Author) -> str:
    if author.family and author.given:
        parts = (author.family, author.suffix, author.given)
        return ", ".join(_part(part) for part in parts if part)
    encoded = latex.encode(author.name)
    # What BibTeX would split although its source did not is one name in braces: printed in full, and never cut wrongly.
    return f"{{{encoded}}}" if " " in author.name or _NO_NAME.search(author.name) else encoded


# BibTeX and BibLaTeX ask for each part of a name, for all papers in turn.
@lru_cache(maxsize=1 << 16)
def _part(part: str) -> str:
    encoded = latex.encode(part)
    return f"{{{encoded}}}" if _NO_NAME.search(part) else encoded
