"""A paper as schema.org `ScholarlyArticle`."""

from __future__ import annotations

from typing import Any

from generator import maths
from generator.paper import Paper

from . import beyond_bibtex, publication_type, publication_year


def record(paper: Paper, *, in_full: bool = True) -> dict[str, Any]:
    """Return the JSON-LD object of the paper; only what is known has a property (its URL is the canonical link).

    Not in full, authors and publication are texts, which schema.org asks to be taken in the place of things.
    """
    year = publication_year(paper)
    kind = publication_type(paper)
    found: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "ScholarlyArticle",
        "headline": maths.to_unicode(paper.title),
        "author": [_named("Person", author.name, in_full=in_full) for author in paper.authors],
        "datePublished": paper.date or (str(year) if year else None),
        "isPartOf": _named("PublicationIssue", paper.venue.name, in_full=in_full) if paper.venue else None,
        "sameAs": same_as(paper),
        "keywords": list(paper.keywords),
        "creativeWorkStatus": paper.status_note,
        "inLanguage": paper.language,
        "additionalType": kind if kind != beyond_bibtex.told_type(paper) else None,
    }
    return {name: value for name, value in found.items() if value}


def _named(kind: str, name: str, *, in_full: bool) -> dict[str, str] | str:
    return {"@type": kind, "name": name} if in_full else name


def same_as(paper: Paper) -> list[str]:
    """Return the addresses of the same paper in registries and at its publisher."""
    doi, arxiv, url = (paper.identifier(kind) for kind in ("doi", "arxiv", "url"))
    addresses = [
        f"https://doi.org/{doi}" if doi else None,
        f"https://arxiv.org/abs/{arxiv}" if arxiv else None,
        url,
    ]
    return list(dict.fromkeys(address for address in addresses if address))
