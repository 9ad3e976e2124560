"""A BibLaTeX entry: as BibTeX, with the types, dates and names of fields of its successor."""

from __future__ import annotations

from collections.abc import Iterator

from generator import latex
from generator.paper import Paper

from . import bibtex, publication_date, publication_type
from ._titles import protected

ENTRY_TYPES = {
    **bibtex.ENTRY_TYPES,
    "article": "online", "webpage": "online", "post-weblog": "online", "chapter": "incollection",
    "entry-encyclopedia": "inreference", "thesis": "thesis", "report": "report", "standard": "report",
    "dataset": "dataset", "software": "software",
}  # fmt: skip
_CONTAINERS = {
    "article": "journaltitle", "inproceedings": "booktitle", "incollection": "booktitle", "inreference": "booktitle",
    "online": "organization",
}  # fmt: skip
_INSTITUTES = frozenset({"thesis", "report"})


def render(paper: Paper, key: str) -> str:
    """Return the entry, with a final line end."""
    return bibtex.entry(ENTRY_TYPES.get(publication_type(paper), "misc"), key, _fields(paper))


def _fields(paper: Paper) -> Iterator[tuple[str, str]]:
    kind = ENTRY_TYPES.get(publication_type(paper), "misc")
    arxiv = paper.identifier("arxiv")
    yield "title", protected(paper.title)
    yield from bibtex.people(paper)
    yield _CONTAINERS.get(kind, "howpublished"), latex.encode(paper.venue.name if paper.venue else "")
    yield "date", "-".join(publication_date(paper))
    yield from bibtex.print_facts(paper)
    yield "institution" if kind in _INSTITUTES else "publisher", latex.encode(paper.publisher or "")
    yield "location", latex.encode(paper.place or "")
    yield "type", latex.encode(paper.genre or ("phdthesis" if kind == "thesis" else ""))
    yield "langid", _LANGUAGES.get((paper.language or "").partition("-")[0], "")
    yield from (("eprint", arxiv or ""), ("eprinttype", "arxiv" if arxiv else ""))
    yield from bibtex.web_facts(paper)


_LANGUAGES = {
    "en": "english", "de": "german", "fr": "french", "es": "spanish", "it": "italian", "pt": "portuguese",
    "nl": "dutch", "ru": "russian", "pl": "polish", "sv": "swedish", "da": "danish", "fi": "finnish",
    "tr": "turkish", "cs": "czech",
}  # fmt: skip
"""The names that babel and BibLaTeX have for languages, by tag."""
