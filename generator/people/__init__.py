"""Who is who among the authors: one person under all spellings that are surely hers, and never on a guess.

Sure are an ORCID iD, and what `content/authors.yml` states. Names that fold alike are one person as long as no two
ORCID iDs stand with them.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

import msgspec

from generator.people._file import People, Person, parse_authors
from generator.people._orcid import settle_orcids
from generator.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from generator.paper import Author, Paper

__all__ = ["Identity", "People", "Person", "Persons", "parse_authors", "settle_orcids"]

ORCID, NAME = "orcid:", "author:"


class Identity(msgspec.Struct, frozen=True):
    """One person as the catalogue knows her."""

    name: str
    """As the maintainer writes it, else the most frequent spelling."""
    spellings: tuple[str, ...]
    """Her other spellings in the catalogue."""
    orcid: str | None
    names: tuple[str, ...]
    """What the ledger knows her by, the best first."""
    slug: str = ""
    """The slug that the maintainer chose."""


class Persons:
    """The authors of all papers, told apart; made once for a catalogue."""

    def __init__(self, papers: Sequence[Paper], people: People) -> None:
        self._people = people
        self._spellings: dict[str, dict[str, int]] = {}
        self._orcids: dict[str, set[str]] = defaultdict(set)
        self._parents: dict[str, str] = {}
        named = [author for paper in papers for author in paper.authors]
        times = Counter((author.name, author.orcid) for author in named)
        self.authors: dict[tuple[str, str | None], Author] = {}
        """Each name, and the ORCID iD that stands with it, as the first paper has them."""
        for author in named:
            self.authors.setdefault((author.name, author.orcid), author)
        nodes = {spelling: self._node(author) for spelling, author in self.authors.items()}
        for spelling, node in nodes.items():
            name, orcid = spelling
            written = self._spellings.setdefault(node, {})
            written[name] = written.get(name, 0) + times[spelling]
            if orcid:
                self._orcids[fold(name)].add(orcid)
        self._join_stated()
        self._join_named()
        self.keys = {spelling: self._key(node) for spelling, node in nodes.items()}
        """What stands for the person, by name and ORCID iD: the same for all her spellings, empty without a letter."""

    def identities(self) -> Mapping[str, Identity]:
        """Return every person by key."""
        members: dict[str, list[str]] = {node: [node] for node in self._spellings if node not in self._parents}
        for node in sorted(self._parents):
            members.setdefault(self._root(node), []).append(node)
        stated = {self._root(node): person for person in self._people.known for node in _nodes_of(person)[:1]}
        return {
            root: self._identity(nodes, stated.get(root))
            for root, nodes in members.items()
            if root in self._spellings or any(node in self._spellings for node in nodes)
        }

    def _identity(self, nodes: Sequence[str], person: Person | None) -> Identity:
        if len(nodes) == 1 and len(self._spellings[nodes[0]]) == 1 and not person:
            # Nearly everybody.
            [node], [name] = nodes, self._spellings[nodes[0]]
            orcid = node.removeprefix(ORCID) if node.startswith(ORCID) else None
            return Identity(name, (), orcid, ("_".join(node.split()),))
        written: Counter[str] = Counter()
        for node in nodes:
            written.update(self._spellings.get(node, {}))
        name = person.name if person else min(written, key=lambda name: (-written[name], -len(name), name))
        orcid = next((node.removeprefix(ORCID) for node in nodes if node.startswith(ORCID)), None)
        names = sorted(nodes, key=lambda node: (not node.startswith(ORCID), node))
        others = tuple(sorted(spelling for spelling in written if spelling != name))
        return Identity(
            name, others, orcid, tuple("_".join(node.split()) for node in names), person.slug if person else ""
        )

    def _join_stated(self) -> None:
        """Join what `authors.yml` says is one person; a name that two persons bear says nothing."""
        bearers = Counter(node for person in self._people.known for node in set(_nodes_of(person)))
        for person in self._people.known:
            nodes = [node for node in _nodes_of(person) if bearers[node] == 1]
            for node in nodes:
                self._unite(nodes[0], node)

    def _join_named(self) -> None:
        """Join a name with the ORCID iD that stands with it, where it is the only one."""
        stated: dict[str, set[str]] = defaultdict(set)
        for person in self._people.known:
            for node in _nodes_of(person):
                stated[node].update([person.orcid] if person.orcid else [])
        for name, orcids in self._orcids.items():
            if len(orcids | stated.get(NAME + name, set())) == 1:
                self._unite(NAME + name, ORCID + next(iter(orcids)))

    def _node(self, author: Author) -> str:
        return ORCID + author.orcid if author.orcid else NAME + fold(author.name)

    def _key(self, node: str) -> str:
        return self._root(node) if node != NAME else ""

    def _root(self, node: str) -> str:
        while (parent := self._parents.get(node, node)) != node:
            node = parent
        return node

    def _unite(self, one: str, other: str) -> None:
        first, second = sorted((self._root(one), self._root(other)))
        self._parents.setdefault(first, first)
        self._parents[second] = first


def _nodes_of(person: Person) -> list[str]:
    named: Iterable[str] = (NAME + fold(name) for name in (person.name, *person.aliases))
    return [*([ORCID + person.orcid] if person.orcid else []), *named]
