"""Records that the maintainer says are one paper, whatever else speaks against it."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from generator.naming import named, names

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
    known = names(((place, record.names, record.paper.title) for place, record in enumerate(records)), published)
    former = _by_slug(published)
    for paper, others in same:
        places = sorted({place for name in (paper, *others) for place in named(known, name)})
        for place in places:
            groups.unite(places[0], place)
        gone = [name for name in (paper, *others) if not named(known, name)]
        if places:
            records[places[0]].names += [name for slug in gone for name in former.get(slug.lower(), ())]


def _by_slug(published: Mapping[str, str]) -> dict[str, list[str]]:
    former: dict[str, list[str]] = defaultdict(list)
    for name, slug in sorted(published.items()):
        if not name.startswith(_TRACES):
            former[slug].append(name)
    return former
