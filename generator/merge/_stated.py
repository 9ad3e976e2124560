"""Records that the maintainer says are one paper, whatever else speaks against it."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from generator import maths, text

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from generator.merge._groups import Groups, Record

Same = tuple[str, tuple[str, ...]]
"""A paper and others that it is: each by an identity, a title, or a slug that was published."""
_TRACES = ("words:", "by:")


def unite_stated(records: Sequence[Record], groups: Groups, same: Iterable[Same], published: Mapping[str, str]) -> None:
    """Make one group of what is stated to be one paper.

    A slug of which no record is left hands its names on, so that its address leads to the paper that is stated.
    """
    same = list(same)
    if not same:
        return
    known = _by_name(records, published)
    names = _by_slug(published)
    for paper, others in same:
        places = sorted({place for name in (paper, *others) for place in _found(known, name)})
        for place in places:
            groups.unite(places[0], place)
        gone = [name for name in (paper, *others) if not _found(known, name)]
        if places:
            records[places[0]].names += [name for slug in gone for name in names.get(slug.lower(), ())]


def _by_name(records: Sequence[Record], published: Mapping[str, str]) -> dict[str, set[int]]:
    known: dict[str, set[int]] = defaultdict(set)
    for place, record in enumerate(records):
        for name in record.names:
            known[name.lower()].add(place)
            if name in published:
                known[published[name]].add(place)
        known[f"= {record.title}"].add(place)
    return known


def _found(known: Mapping[str, set[int]], name: str) -> set[int]:
    return known.get(name.lower()) or known.get(f"= {text.fold(maths.to_unicode(name))}") or set()


def _by_slug(published: Mapping[str, str]) -> dict[str, list[str]]:
    names: dict[str, list[str]] = defaultdict(list)
    for name, slug in sorted(published.items()):
        if not name.startswith(_TRACES):
            names[slug].append(name)
    return names
