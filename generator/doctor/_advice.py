"""What a check says: one thing that was found, where, and how it may be corrected."""

from __future__ import annotations

from dataclasses import dataclass

from generator.errors import Problem
from generator.paper import Paper


@dataclass(frozen=True)
class Fix:
    """A correction that is safe to write for a paper: a field, and the change in the form of `corrections.yml`."""

    paper: Paper
    field: str
    change: tuple[tuple[str, str], ...]
    """`value`, or `replace` and `with`, and `why`."""


@dataclass(frozen=True)
class Advice:
    """One thing that was found; its problem has one of the codes of the check."""

    problem: Problem
    fix: Fix | None = None


def at(paper: Paper, field: str, code: str, message: str, fix: Fix | None = None) -> Advice:
    """Return advice about a field of a paper, at the place that gave it."""
    origin = next((item.source for item in paper.origins if item.field == field), paper.sources[0])
    return Advice(Problem(origin.file, origin.line, message, field, code), fix)
