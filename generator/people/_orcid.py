"""ORCID iDs: whether one can be, and whose it is where a list of authors gives it twice."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

import msgspec

from generator.errors import Problem

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generator.paper import Author, Paper

_FORM = re.compile(r"\d{4}-\d{4}-\d{4}-\d{3}[\dX]")


def is_orcid(value: str) -> bool:
    """Tell whether the text is an ORCID iD with a right check digit (ISO 7064, MOD 11-2)."""
    if not _FORM.fullmatch(value) or not value.isascii():
        return False
    total = 0
    for digit in value.replace("-", "")[:-1]:
        total = (total + int(digit)) * 2
    return "0123456789X"[(12 - total % 11) % 11] == value[-1]


def settle_orcids(papers: Iterable[Paper]) -> tuple[list[Paper], list[Problem]]:
    """Return the papers without ORCID iDs that cannot be, or that two authors of one paper share, and a report."""
    settled: list[Paper] = []
    problems: list[Problem] = []
    for paper in papers:
        if any(author.orcid for author in paper.authors):
            times = Counter(author.orcid for author in paper.authors)
            wrong = {author.name: fault for author in paper.authors if (fault := _fault(author, times))}
            problems += (_problem(paper, name, fault) for name, fault in wrong.items())
            authors = tuple(
                msgspec.structs.replace(author, orcid=None) if author.name in wrong else author
                for author in paper.authors
            )
            settled.append(msgspec.structs.replace(paper, authors=authors) if wrong else paper)
        else:
            settled.append(paper)
    return settled, problems


def _fault(author: Author, times: Counter[str | None]) -> str:
    if author.orcid is None:
        return ""
    if not is_orcid(author.orcid):
        return f"the check digit of the ORCID iD {author.orcid} is wrong"
    return f"another author of the paper has the same ORCID iD {author.orcid}" if times[author.orcid] > 1 else ""


def _problem(paper: Paper, name: str, fault: str) -> Problem:
    origin = next((item.source for item in paper.origins if item.field == "authors"), paper.sources[0])
    return Problem(origin.file, origin.line, f"{name}: {fault}; it is left out", "authors", "orcid-invalid")
