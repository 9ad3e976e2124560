"""The numbers of papers in the order of their slugs, by which the search tells which references an export takes."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import NamedTuple

from .paper import Paper

_DIGEST_LENGTH = 10


class Numbering(NamedTuple):
    """Papers by number; numbers of another release mean other papers."""

    papers: Sequence[Paper]
    release: str
    """A digest of all slugs: the same in all files whose numbers mean the same papers."""


def numbered(papers: Sequence[Paper]) -> Numbering:
    """Return the papers in the order of their slugs."""
    ordered = sorted(papers, key=lambda paper: paper.slug)
    slugs = "\n".join(paper.slug for paper in ordered)
    return Numbering(ordered, hashlib.sha256(slugs.encode()).hexdigest()[:_DIGEST_LENGTH])
