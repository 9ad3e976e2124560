"""A paper as schema.org `ScholarlyArticle`."""

from __future__ import annotations

from typing import Any

from generator import maths
from generator.paper import Paper

from . import beyond_bibtex, publication_type, publication_year


def record(paper: Paper, *, in_full: bool = True) -> dict[str, Any]:
    """Return the JSON-LD object of the paper; only what is known has a property (its URL is the canonical link).

    Not in full, it leaves authors, date and publication to the Highwire tags beside it, which say the same.
    """
    year = publication_year(paper)
    kind = publication_type(paper)
    found: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "ScholarlyArticle",
        "headline": maths.to_unicode(paper.title),
        "author": [{"@type": "Person", "name": author.name} for author in paper.authors if in_full],
        "datePublished": (paper.date or (str(year) if year else None)) if in_full else None,
        "isPartOf": {"@type": "PublicationIssue", "name": paper.venue.name} if paper.venue and in_full else None,
        "sameAs": same_as(paper),
        "keywords": list(paper.keywords),
        "creativeWorkStatus": paper.status_note,
        "inLanguage": paper.language,
        "additionalType": kind if kind != beyond_bibtex.told_type(paper) else None,
    }
    return {name: value for name, value in found.items() if value}


def same_as(paper: Paper) -> list[str]:
    """Return the addresses of the same paper in registries and at its publisher."""
    doi, arxiv, url = (paper.identifier(kind) for kind in ("doi", "arxiv", "url"))
    addresses = [
        f"https://doi.org/{doi}" if doi else None,
        f"https://arxiv.org/abs/{arxiv}" if arxiv else None,
        url,
    ]
    return list(dict.fromkeys(address for address in addresses if address))
