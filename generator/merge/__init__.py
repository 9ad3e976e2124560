"""Records that speak of one paper become one: by identity, or by an equal title whose authors do not clash."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

import msgspec

from generator import text
from generator.errors import Problem
from generator.merge._groups import Groups, Record
from generator.merge._identity import family_name, folded_title, identities, registered_name, traces
from generator.merge._joining import joined
from generator.merge._precedence import by_precedence
from generator.merge._stated import Same, unite_stated
from generator.paper import REGISTRIES

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from generator.paper import Paper

_MAX_CLUSTERS = 50
"""Papers of one title that are told apart one by one; more of them are no listing that a person made."""
_SAME_WORDS = 0.5
"""Share of common words from which on two titles are versions of one; unrelated titles of one field share under 0.3."""


__all__ = ["Merge", "identities", "merge", "traces"]


@dataclass(frozen=True)
class Merge:
    """The papers, each once, in the order of their first record."""

    papers: tuple[Paper, ...]
    problems: tuple[Problem, ...]
    merged: int
    """Records that became part of another: read = published + merged + rejected."""


def merge(
    papers: Iterable[Paper],
    problems: Iterable[Problem] = (),
    published: Mapping[str, str] | None = None,
    same: Iterable[Same] = (),
) -> Merge:
    """Merge records; each field comes from the record that speaks first, and conflicts are reported.

    What the records say decides who speaks first (`by_precedence`): the order and the names of files do not matter.

    `problems` come back with the new ones, without the missing abstracts that another record had. `published` maps
    identities to slugs: where two papers claim one identity, the one that was published under it keeps it. `same` is
    what the maintainer states to be one paper.
    """
    records = [_record(paper) for paper in papers]
    found = list(_settle_claims(records, published or {}))
    groups = Groups(records)
    _unite_by_name(records, groups)
    _unite_by_title(records, groups)
    unite_stated(records, groups, same, published or {})
    members: dict[int, list[Record]] = defaultdict(list)
    for index, record in enumerate(records):
        members[groups.root(index)].append(record)
    names = _own_names(members)
    merged = []
    for root, group in members.items():
        paper, conflicts = joined([record.paper for record in group], names[root])
        merged.append(paper)
        found += conflicts
    return Merge(tuple(merged), tuple(_open_problems(problems, merged)) + tuple(found), len(records) - len(merged))


def _own_names(members: Mapping[int, Sequence[Record]]) -> dict[int, list[str]]:
    """Return the names of each group; a title that namesakes share names the one whose best name sorts first."""
    names = {root: sorted({name for record in group for name in record.names}) for root, group in members.items()}
    owners: dict[str, int] = {}
    for root in sorted(names, key=names.__getitem__):
        for name in names[root]:
            owners.setdefault(name, root)
    return {root: [name for name in own if owners[name] == root] for root, own in names.items()}


def _record(paper: Paper) -> Record:
    words = text.fold(paper.authors[0].name).split() if paper.authors else []
    authors = {family_name(paper.authors[0]).split()[-1], " ".join(sorted(words))} if words else set()
    return Record(paper, folded_title(paper), list(identities(paper)), frozenset(authors))


def _settle_claims(records: Sequence[Record], published: Mapping[str, str]) -> Iterable[Problem]:
    """Take an identity from each record that claims it for another paper than its owner's, and report it.

    Otherwise one wrong or malicious line with somebody's DOI would swallow that paper or be swallowed by it.
    """
    claims: dict[str, list[Record]] = defaultdict(list)
    for record in records:
        for name in record.registered:
            claims[name].append(record)
    for name, claimants in sorted(claims.items()):
        if len(claimants) == 1:
            continue
        owner = _owner(name, claimants, published)
        for claimant in claimants:
            if claimant is not owner and not _is_same_work(owner, claimant):
                claimant.names.remove(name)
                yield _dispute(name, owner.paper, claimant)


def _owner(name: str, claimants: Sequence[Record], published: Mapping[str, str]) -> Record:
    """Return whose name it is: the one that was published under it, else the one that speaks first."""
    slug = published.get(name, "")
    known = [claimant for claimant in claimants if slug and _is_published_as(slug, name, claimant, published)]
    papers = by_precedence(claimant.paper for claimant in known or claimants)
    return next(claimant for claimant in claimants if claimant.paper is papers[0])


def _is_published_as(slug: str, name: str, claimant: Record, published: Mapping[str, str]) -> bool:
    others = (other for other in claimant.names if other != name)
    return slug == text.slugify(claimant.title) or any(published.get(other) == slug for other in others)


def _dispute(name: str, owner: Paper, claimant: Record) -> Problem:
    kind, _, value = name.partition(":")
    kept = tuple(
        item for item in claimant.paper.identifiers if item.kind not in REGISTRIES or registered_name(item) != name
    )
    claimant.paper = msgspec.structs.replace(claimant.paper, identifiers=kept)
    place, other = claimant.paper.sources[0], owner.sources[0]
    told = f"{value} belongs to another title in {other.file}:{other.line}; both papers are kept, this one without it"
    return Problem(place.file, place.line, told, kind, "id-conflict")


def _is_same_work(one: Record, other: Record) -> bool:
    """Tell whether two records with one identifier can be one paper: similar titles, or the same people."""
    first, second = (set(record.title.split()) for record in (one, other))
    if len(first & second) >= _SAME_WORDS * len(first | second):
        return True
    shorter, longer = sorted((one.title, other.title), key=len)
    if longer.startswith(f"{shorter} ") and " " in shorter:
        return True
    people = [{family_name(author) for author in record.paper.authors} for record in (one, other)]
    return not one.authors.isdisjoint(other.authors) and 2 * len(people[0] & people[1]) >= max(map(len, people))


def _unite_by_name(records: Sequence[Record], groups: Groups) -> None:
    owners: dict[str, int] = {}
    for index, record in enumerate(records):
        for name in record.registered:
            groups.unite(owners.setdefault(name, index), index)


def _unite_by_title(records: Sequence[Record], groups: Groups) -> None:
    titles: dict[str, list[int]] = defaultdict(list)
    for index, record in enumerate(records):
        titles[record.title].append(index)
    for indices in titles.values():
        if len(indices) > 1:
            _unite_one_title(sorted(indices, key=lambda index: _evidence(records[index])), records, groups)


def _evidence(record: Record) -> tuple[bool, list[str], list[str]]:
    # The best known first, and by content: the order of files must not decide which namesake a bare title joins.
    return (not (record.registered or record.authors), record.names, sorted(record.authors))


def _unite_one_title(indices: Sequence[int], records: Sequence[Record], groups: Groups) -> None:
    clusters: list[int] = []
    exact: dict[str, int] = {}
    for index in indices:
        candidates = [exact.setdefault(records[index].names[-1], index), *clusters[:_MAX_CLUSTERS]]
        home = next(
            (candidate for candidate in candidates if candidate != index and not groups.clash(candidate, index)), None
        )
        if home is None:
            clusters.append(index)
        else:
            groups.unite(home, index)


def _open_problems(problems: Iterable[Problem], papers: Iterable[Paper]) -> Iterable[Problem]:
    """Yield the problems that merging did not solve: an abstract may have come from another record."""
    complete = {(source.file, source.line) for paper in papers if paper.abstract for source in paper.sources}
    told: set[tuple[str, int]] = set()
    for problem in problems:
        place = (problem.file, problem.line)
        if problem.code == "abstract-missing":
            if place in complete or place in told:
                continue
            told.add(place)
        yield problem
