"""`api/papers.jsonl`: one line for each published paper, for programs."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec

from generator.paper import Author, Paper
from generator.site import Site

from . import ExportFile

PATH = "api/papers.jsonl"


def render(site: Site) -> Iterator[ExportFile]:
    """Yield the file; papers stand in the order of their keys, so that a new paper moves no other line."""
    papers = site.catalogue.by_key()
    slugs = {key: paper.slug for key, paper in papers.items()}
    encode = msgspec.json.Encoder().encode
    lines = (encode(_record(site, papers[key], slugs)) for key in sorted(papers))
    yield ExportFile(PATH, b"".join(line + b"\n" for line in lines))


def _record(site: Site, paper: Paper, slugs: dict[str, str]) -> dict[str, Any]:
    return {
        "key": paper.key,
        "slug": paper.slug,
        "url": site.url(f"papers/{paper.slug}/"),
        "title": paper.title,
        "abstract": paper.abstract or None,
        "authors": [_author(author) for author in paper.authors],
        "year": paper.year,
        "date": paper.date,
        "venue": paper.venue.name if paper.venue else None,
        "identifiers": {item.kind: item.value for item in reversed(paper.identifiers)},
        "links": paper.links,
        "topics": paper.topics,
        "related": [{"slug": slugs[item.key], "words": item.words} for item in site.catalogue.related[paper.key]],
        "keywords": paper.keywords,
        "citations": paper.citations,
        "repairs": paper.repairs,
        "flags": paper.flags,
        "status": paper.status.state,
        "status_reason": paper.status.reason,
        "source": [{"file": source.file, "line": source.line} for source in paper.sources],
    }


def _author(author: Author) -> dict[str, str | None]:
    return {"name": author.name, "given": author.given, "family": author.family}
