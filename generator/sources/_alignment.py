"""Which paragraph is a title, which an abstract: the cheapest reading of the whole text, so that no fault shifts it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from generator.sources._evidence import Evidence, Role

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from generator.sources._paragraphs import Paragraph

_BEFORE = {
    Role.TITLE: (Role.ABSTRACT, Role.MORE_ABSTRACT, Role.TITLE, Role.MORE_TITLE),
    Role.MORE_TITLE: (Role.TITLE, Role.MORE_TITLE),
    Role.ABSTRACT: (Role.TITLE, Role.MORE_TITLE, Role.ABSTRACT, Role.MORE_ABSTRACT),
    Role.MORE_ABSTRACT: (Role.ABSTRACT, Role.MORE_ABSTRACT),
}
"""What may stand before each role."""


@dataclass(frozen=True)
class Entry:
    """The paragraphs of one paper; one of the two sides may be missing."""

    title: tuple[Paragraph, ...] = ()
    abstract: tuple[Paragraph, ...] = ()


class _Reading(NamedTuple):
    """The cheapest reading up to a paragraph that gives it one role."""

    cost: float
    before: Role
    """The role of the paragraph before, in that reading; of the first paragraph, its own."""
    title: range
    """The paragraphs of the title under which it is read; empty for an abstract without one."""


def align(content: Sequence[Paragraph]) -> list[Entry]:
    """Return the papers of the listing, in order."""
    return list(_entries(content, _roles(Evidence(content)))) if content else []


def _roles(evidence: Evidence) -> list[Role]:
    """Return the cheapest sequence of roles (Viterbi): linear in the number of paragraphs."""
    steps = [{role: _first(evidence, role) for role in (Role.TITLE, Role.ABSTRACT)}]
    for index in range(1, len(evidence.content)):
        steps.append({role: _best(evidence, steps[-1], role, index) for role in Role if _BEFORE[role][0] in steps[-1]})
    last = {role: reading.cost + evidence.end(role) for role, reading in steps[-1].items()}
    roles = [min(last, key=lambda role: (last[role], role))]
    for step in reversed(steps[1:]):
        roles.append(step[roles[-1]].before)
    return roles[::-1]


def _first(evidence: Evidence, role: Role) -> _Reading:
    return _Reading(evidence.start(role), role, range(1 if role is Role.TITLE else 0))


def _best(evidence: Evidence, step: dict[Role, _Reading], role: Role, index: int) -> _Reading:
    readings = []
    for before in _BEFORE[role]:
        if before in step:
            cost = step[before].cost + evidence.cost(before, role, index, step[before].title)
            readings.append(_Reading(cost, before, _title(before, role, index, step[before].title)))
    return min(readings, key=lambda reading: (reading.cost, reading.before))


def _title(before: Role, role: Role, index: int, title: range) -> range:
    """Return the title under which the paragraph stands; an abstract that follows an abstract has none."""
    if not role.is_abstract:
        return range(index if role is Role.TITLE else title.start, index + 1)
    return range(0) if role is Role.ABSTRACT and before.is_abstract else title


def _entries(content: Iterable[Paragraph], roles: Iterable[Role]) -> Iterator[Entry]:
    title: list[Paragraph] = []
    abstract: list[Paragraph] = []
    for paragraph, role in zip(content, roles, strict=True):
        if role is Role.TITLE or (role is Role.ABSTRACT and abstract):
            if title or abstract:
                yield Entry(tuple(title), tuple(abstract))
            title, abstract = [], []
        (abstract if role.is_abstract else title).append(paragraph)
    yield Entry(tuple(title), tuple(abstract))
