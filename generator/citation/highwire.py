"""Highwire Press tags, which Google Scholar and Zotero read from a page's head; only what is known gets a tag."""

from __future__ import annotations

from collections.abc import Iterator

from generator import maths
from generator.paper import Paper

from . import page_range, publication_date, publication_type

_VENUE_TAG = {"article-journal": "citation_journal_title", "paper-conference": "citation_conference_title",
              "chapter": "citation_inbook_title"}  # fmt: skip
_PUBLISHER_TAG = {"thesis": "citation_dissertation_institution", "report": "citation_technical_report_institution"}


def tags(paper: Paper) -> Iterator[tuple[str, str]]:
    """Yield the tags as (name, content) in plain Unicode, one `citation_author` an author."""
    yield "citation_title", maths.to_unicode(paper.title)
    for author in paper.authors:
        yield "citation_author", author.name
    if date := publication_date(paper):
        yield "citation_publication_date", "/".join(date)
    kind = publication_type(paper)
    if paper.venue and (tag := _VENUE_TAG.get(kind)):
        yield tag, paper.venue.name
    first, last = page_range(paper)
    for tag, value in (
        ("citation_volume", paper.volume), ("citation_issue", paper.number), ("citation_firstpage", first),
        ("citation_lastpage", last), (_PUBLISHER_TAG.get(kind, "citation_publisher"), paper.publisher),
    ):  # fmt: skip
        if value:
            yield tag, value
    for name, tag in (("doi", "citation_doi"), ("arxiv", "citation_arxiv_id"), ("pdf", "citation_pdf_url")):
        if value := paper.identifier(name):
            yield tag, value
