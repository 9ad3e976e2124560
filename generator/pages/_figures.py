"""What a catalogue amounts to in figures; every list of them is as short for 100,000 papers as for 200."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

import msgspec

from generator.catalogue import Catalogue
from generator.paper import REGISTRIES, Paper
from generator.shelves import Shelf


class YearRow(msgspec.Struct, frozen=True):
    """One year, or what lies before or beyond those that have a row."""

    name: str
    papers: int
    total: int | None
    """Papers up to then; None for those without a year."""
    coded: int
    """Papers with code."""

    @property
    def share(self) -> int:
        """The percentage of papers with code."""
        return percent(self.coded, self.papers)


class Known(msgspec.Struct, frozen=True):
    """A fact, and of how many papers it is known."""

    name: str
    papers: int
    share: int


class Row(msgspec.Struct, frozen=True):
    """The papers of one topic, year by year."""

    name: str
    slug: str
    """Empty for the papers of all other topics together."""
    counts: tuple[int, ...]
    total: int
    """Older and undated papers too."""


def percent(part: int, whole: int) -> int:
    """Return the part as a percentage; only nothing is 0, and only all is 100."""
    if part in (0, whole):
        return 100 if part else 0
    return min(99, max(1, round(100 * part / whole)))


def growth(papers: Iterable[Paper], span: range) -> tuple[YearRow, ...]:
    """Return the years of the span, what came before it as one, and last the papers without a year."""
    found: Counter[int | None] = Counter()
    coded: Counter[int | None] = Counter()
    for paper in papers:
        # Years are at least 1, so 0 stands for all before the span.
        year = paper.year and (paper.year if paper.year in span else 0)
        found[year] += 1
        coded[year] += bool(paper.link("code"))
    rows = []
    total = 0
    for year in (0, *span):
        total += found[year]
        rows.append(YearRow(str(year) if year else f"Before {span.start}", found[year], total, coded[year]))
    undated = [YearRow("Unknown", found[None], None, coded[None])] if found[None] else []
    return (*rows[0 if found[0] else 1 :], *undated)


def completeness(papers: Sequence[Paper]) -> tuple[Known, ...]:
    """Return of how many papers each fact is known."""
    facts = {
        "Abstract": sum(bool(paper.abstract) for paper in papers),
        "Authors": sum(bool(paper.authors) for paper in papers),
        "Year": sum(bool(paper.year) for paper in papers),
        "Venue": sum(bool(paper.venue) for paper in papers),
        "Identifier": sum(any(item.kind in REGISTRIES for item in paper.identifiers) for paper in papers),
        "PDF": sum(paper.has_pdf for paper in papers),
        "Code": sum(bool(paper.link("code")) for paper in papers),
    }
    return tuple(Known(name, count, percent(count, len(papers))) for name, count in facts.items())


def timeline(catalogue: Catalogue, span: range, longest: int) -> tuple[Row, ...]:
    """Return the largest topics by year, and last the papers that are in none of these."""
    named = [shelf for shelf in catalogue.topics if shelf.papers and shelf.slug in {t.slug for t in catalogue.taxonomy}]
    # Sorted is stable: topics of one size keep the order of the taxonomy.
    shown = sorted(named, key=lambda shelf: -len(shelf.papers))[:longest]
    slugs = {shelf.slug for shelf in shown}
    others = [paper for paper in catalogue.papers if slugs.isdisjoint(topic.slug for topic in paper.topics)]
    rest = [Shelf("", "All others", tuple(others))] if others and shown else []
    return tuple(_row(shelf, span) for shelf in (*shown, *rest))


def _row(shelf: Shelf, span: range) -> Row:
    counts = Counter(paper.year for paper in shelf.papers)
    return Row(shelf.name, shelf.slug, tuple(counts[year] for year in span), len(shelf.papers))
