"""Highwire Press tags, which Google Scholar and Zotero read from a page's head; only what is known gets a tag."""

from __future__ import annotations

from collections.abc import Iterator

from generator import maths
from generator.paper import Paper

from . import entry_type, publication_year

_VENUE_TAG = {"article": "citation_journal_title", "inproceedings": "citation_conference_title"}


def tags(paper: Paper) -> Iterator[tuple[str, str]]:
    """Yield the tags as (name, content) in plain Unicode, one `citation_author` an author."""
    yield "citation_title", maths.to_unicode(paper.title)
    for author in paper.authors:
        yield "citation_author", author.name
    year = publication_year(paper)
    if paper.date and (year is None or paper.date.startswith(str(year))):
        yield "citation_publication_date", paper.date.replace("-", "/")
    elif year:
        yield "citation_publication_date", str(year)
    if paper.venue and (tag := _VENUE_TAG.get(entry_type(paper))):
        yield tag, paper.venue.name
    for kind, tag in (("doi", "citation_doi"), ("arxiv", "citation_arxiv_id"), ("pdf", "citation_pdf_url")):
        if value := paper.identifier(kind):
            yield tag, value
