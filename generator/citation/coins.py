"""ContextObjects in Spans (COinS): a paper of a list as the OpenURL that Zotero reads from a page."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import quote

from generator import maths
from generator.paper import Paper

from . import page_range, publication_date, publication_type
from ._names import inverted

AUTHORS = 10
"""Of more authors the first ones are named: every item of a list carries this."""
# The format, the genre and the word for the container, by type.
_BOOK, _JOURNAL = "kev:mtx:book", "kev:mtx:journal"
_KINDS = {
    "article-journal": (_JOURNAL, "article", "jtitle"),
    "paper-conference": (_BOOK, "proceeding", "btitle"),
    "chapter": (_BOOK, "bookitem", "btitle"),
    "book": (_BOOK, "book", ""),
    "report": (_BOOK, "report", ""),
    "thesis": ("kev:mtx:dissertation", "dissertation", ""),
}
_PREPRINT = (_JOURNAL, "preprint", "jtitle")
# What `quote` makes of each character of ASCII, in a tenth of its time.
_QUOTED = {code: quote(chr(code), safe="") for code in range(128)}


def render(paper: Paper) -> str:
    """Return the content of the `title` attribute, not yet escaped for HTML."""
    return "&".join([f"{name}={_quoted(value)}" for name, value in _pairs(paper) if value])


def _quoted(value: str) -> str:
    return value.translate(_QUOTED) if value.isascii() else quote(value, safe="")


def _pairs(paper: Paper) -> Iterator[tuple[str, str]]:
    form, genre, container = _KINDS.get(publication_type(paper), _PREPRINT)
    first, last = page_range(paper)
    yield "ctx_ver", "Z39.88-2004"
    yield "rft_val_fmt", f"info:ofi/fmt:{form}"
    yield "rft.genre", genre
    yield "rft.atitle" if container else "rft.title", maths.to_unicode(paper.title)
    yield f"rft.{container}", paper.venue.name if paper.venue and container else ""
    yield from (("rft.au", inverted(author)) for author in paper.authors[:AUTHORS])
    yield from (("rft.date", "-".join(publication_date(paper))), ("rft.volume", paper.volume or ""))
    yield from (("rft.issue", paper.number or ""), ("rft.spage", first), ("rft.epage", last))
    doi = paper.identifier("doi")
    yield from (("rft_id", f"info:doi/{doi}" if doi else ""), ("rft_id", paper.identifier("url") or ""))
