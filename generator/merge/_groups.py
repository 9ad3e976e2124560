"""Records on their way through the merge, and which of them belong together."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.paper import Paper


@dataclass
class Record:
    """A paper on its way through the merge; it lives as long as the merge."""

    paper: Paper
    title: str
    names: list[str]
    """Its identities, without those that belong to somebody else."""
    authors: frozenset[str]
    """What its first author may be called, whichever of the names is the family name."""

    @property
    def registered(self) -> list[str]:
        """The names that a registry gave."""
        return [name for name in self.names if not name.startswith("title:")]


class Groups:
    """Which records belong together (union-find), and what is known of each group; it lives as long as the merge."""

    def __init__(self, records: Sequence[Record]) -> None:
        self.parents = list(range(len(records)))
        self.names = [set(record.registered) for record in records]
        self.authors = [set(record.authors) for record in records]

    def root(self, index: int) -> int:
        """Return the record that stands for the group of a record."""
        while self.parents[index] != index:
            self.parents[index] = index = self.parents[self.parents[index]]
        return index

    def unite(self, one: int, other: int) -> None:
        """Make one group of two; the earlier record stands for it, so that the order of records stays."""
        one, other = sorted((self.root(one), self.root(other)))
        if one != other:
            self.parents[other] = one
            self.names[one] |= self.names[other]
            self.authors[one] |= self.authors[other]

    def clash(self, one: int, other: int) -> bool:
        """Tell whether two groups are different papers: other first authors, or other ids in one registry."""
        one, other = self.root(one), self.root(other)
        if self.authors[one] and self.authors[other] and self.authors[one].isdisjoint(self.authors[other]):
            return True
        kinds = [{name.split(":")[0] for name in self.names[root]} for root in (one, other)]
        shared = self.names[one] & self.names[other]
        return bool((kinds[0] & kinds[1]) - {name.split(":")[0] for name in shared})
