"""What a built site consists of: its pages by kind, and how large the page of a paper is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from statistics import median
from typing import NamedTuple


class Survey(NamedTuple):
    """The pages of a site."""

    pages: Mapping[str, int]
    """By the first part of the address; numbered parts of lists are counted with their list."""
    median_paper: float
    """Bytes of the page of a paper."""

    @property
    def total(self) -> int:
        """All pages."""
        return sum(self.pages.values())


def survey_of(site: Path) -> Survey:
    """Count the pages of a site."""
    counts: Counter[str] = Counter()
    papers: list[int] = []
    for page in site.rglob("*.html"):
        folders = page.relative_to(site).parts[:-1]
        counts[folders[0] if folders else "home and 404"] += 1
        if len(folders) == 2 and folders[0] == "papers":
            papers.append(page.stat().st_size)
    return Survey(dict(sorted(counts.items())), median(papers) if papers else 0)
