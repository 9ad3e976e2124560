"""Readings of signals, given to the papers that they name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

import msgspec

from . import signals
from .errors import Problem
from .naming import named, names
from .paper import Paper, Signal
from .signals import Reading


def with_signals(papers: list[Paper], readings: Sequence[Reading]) -> tuple[list[Paper], tuple[Problem, ...]]:
    """Return the papers with what readers did with them, and a problem for each reading that names none of them."""
    if not readings:
        return papers, ()
    known = names(
        ((paper.key, paper.identities, paper.title) for paper in papers),
        {paper.identities[0]: paper.slug for paper in papers},
    )
    found: dict[str, set[Signal]] = defaultdict(set)
    lost: list[Reading] = []
    for reading in readings:
        keys = named(known, reading.paper)
        if len(keys) == 1:
            found[min(keys)].add(Signal(reading.source, reading.date, reading.value))
        else:
            lost.append(reading)
    return [
        msgspec.structs.replace(paper, signals=tuple(sorted(found[paper.key]))) if paper.key in found else paper
        for paper in papers
    ], tuple(signals.unplaced(lost))
