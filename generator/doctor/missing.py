"""Facts that no source gives: without them a reader cannot cite the paper, or cannot get it."""

from __future__ import annotations

from collections.abc import Iterator

from generator.doctor._advice import Advice, at
from generator.gather import Gathered

CODES = {
    "abstract-missing": "No source has an abstract, so topics and related papers rest on the title alone.",
    "authors-missing": "No source names an author, so the paper cannot be cited properly.",
    "year-missing": "No source gives a year or a date.",
    "address-missing": "No identifier and no address leads to the paper itself.",
}


def examine(gathered: Gathered) -> Iterator[Advice]:
    """Yield a piece of advice for each paper and each fact that it lacks."""
    for paper in gathered.catalogue.papers:
        if not paper.abstract:
            yield at(paper, "abstract", "abstract-missing", "no source has an abstract")
        if not paper.authors:
            yield at(paper, "authors", "authors-missing", "no source names an author")
        if paper.year is None:
            yield at(paper, "year", "year-missing", "no source gives a year")
        if not paper.identifiers:
            yield at(paper, "url", "address-missing", "no identifier and no address leads to the paper")
