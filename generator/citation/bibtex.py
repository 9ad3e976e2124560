"""A BibTeX entry: what is known of a paper, and nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator import escape, maths
from generator.paper import Author, Paper
from generator.text import fold

from . import entry_type, publication_year

# BibTeX styles lower the case of titles; a word with a capital behind its first letter keeps it in braces.
_CAPITAL_INSIDE = re.compile(r"[^\s{}$-]+[A-Z][^\s{}$-]*")
_VENUE_FIELD = {"article": "journal", "inproceedings": "booktitle", "misc": "howpublished"}
_NO_KEY_WORDS = frozenset(
    "a an the on of for in to and with from by is are do does how what why when towards toward".split()
)


def render(paper: Paper) -> str:
    """Return the entry, with a final line end. Fields are braced; special characters are TeX, other letters Unicode."""
    fields = "".join(f"  {name} = {{{value}}},\n" for name, value in _fields(paper))
    return f"@{entry_type(paper)}{{{key(paper)},\n{fields}}}\n"


def key(paper: Paper) -> str:
    """Return the citation key: family name, year and first telling word of the title, in ASCII letters and digits."""
    family = fold(paper.authors[0].family or paper.authors[0].name.split()[-1]) if paper.authors else ""
    words = [word for word in fold(maths.to_unicode(paper.title)).split() if word not in _NO_KEY_WORDS]
    parts = (family, str(publication_year(paper) or ""), words[0] if words else "")
    return re.sub("[^a-z0-9]", "", "".join(parts)) or paper.slug


def _fields(paper: Paper) -> Iterator[tuple[str, str]]:
    yield "title", _CAPITAL_INSIDE.sub(r"{\g<0>}", maths.to_tex(paper.title))
    if paper.authors:
        yield "author", " and ".join(_name(author) for author in paper.authors)
    if paper.venue:
        yield _VENUE_FIELD[entry_type(paper)], maths.to_tex(paper.venue.name)
    if year := publication_year(paper):
        yield "year", str(year)
    if doi := paper.identifier("doi"):
        yield "doi", doi
    if arxiv := paper.identifier("arxiv"):
        yield "eprint", arxiv
        yield "archiveprefix", "arXiv"
    if url := paper.identifier("url"):
        yield "url", url
    if paper.status.state != "published":
        yield "note", escape.bibtex(paper.status.state.capitalize())


def _name(author: Author) -> str:
    # A name that is not surely split stays whole; `and` inside a name would be read as a second author.
    text = f"{author.family}, {author.given}" if author.family and author.given else author.name
    encoded = escape.bibtex(text)
    return f"{{{encoded}}}" if " and " in f" {text.lower()} " else encoded
