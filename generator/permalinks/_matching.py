"""Which published entry is whose: by the names that both have, and by traces where every name has changed."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from generator.paper import REGISTRIES
from generator.permalinks._ledger import MERGED, Entry, Ledger

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

WORDS, BY = "words:", "by:"
"""Traces: the digest of a title without more, and the family name of a first author. A trace is no identity."""
_TITLE = "title:"


class Wanted(NamedTuple):
    """Something that needs a permalink."""

    identities: tuple[str, ...]
    """Its names, the best first; the first one is the key of the answer."""
    text: str
    """What the slug is made from: a title or a name, in Unicode."""
    traces: tuple[str, ...] = ()
    """What it is recognised by when all its names have changed, if nothing else could be meant."""
    pin: str = ""
    """The slug that the maintainer chose; it is given where nothing else had it."""


def match(ledger: Ledger, kind: str, things: Sequence[Wanted]) -> dict[Wanted, list[Entry]]:
    """Return the entries that each thing is recognised in; an entry goes to the thing that has its best name."""
    owners: dict[str, Wanted] = {}
    for thing in things:
        for name in thing.identities:
            owners.setdefault(name, thing)
    acquired = _acquired(ledger, kind)
    won: dict[Wanted, list[Entry]] = defaultdict(list)
    lost = []
    for entry in ledger.of(kind):
        names = entry.identities if len(entry.identities) == 1 else _ranked(entry, acquired.get(entry.slug, ()))
        for name in names:
            if name in owners:
                won[owners[name]].append(entry)
                break
        else:
            lost.append(entry)
    for thing, entry in _traced(lost, [thing for thing in things if thing.traces and thing not in won]):
        won[thing].append(entry)
    return won


def _ranked(entry: Entry, acquired: Collection[str]) -> list[str]:
    """Return the identities of an entry, the best first, and last what it acquired from others."""
    names = [name for name in entry.identities if not name.startswith((WORDS, BY))]
    if len(names) > 1:
        names.sort(key=lambda name: (name in acquired, _rank(name)))
    return names


def _rank(name: str) -> int:
    kind = name.partition(":")[0]
    return REGISTRIES.index(kind) if kind in REGISTRIES else len(REGISTRIES)


def _acquired(ledger: Ledger, kind: str) -> dict[str, set[str]]:
    """Return for each slug the names that it has from entries which were merged into it: they may part again."""
    found: dict[str, set[str]] = defaultdict(set)
    for entry in ledger.gone():
        if entry.kind == kind and entry.state == MERGED and entry.target:
            found[entry.target].update(entry.identities)
    return found


def _traced(entries: Iterable[Entry], things: Iterable[Wanted]) -> Iterator[tuple[Wanted, Entry]]:
    """Yield pairs that nothing but their traces join, where neither could be joined with another."""
    by_words: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        for words in {digest for name in entry.identities if (digest := _digest(name))}:
            by_words[words].append(entry)
    pairs = [
        (thing, entry)
        for thing in things
        for entry in by_words.get(_digest(thing.traces[0]), ())
        if not _clash(thing, entry)
    ]
    of_thing, of_entry = _counts(thing for thing, _ in pairs), _counts(entry for _, entry in pairs)
    yield from ((thing, entry) for thing, entry in pairs if of_thing[thing] == of_entry[entry] == 1)


def _counts(items: Iterable[object]) -> Mapping[object, int]:
    found: dict[object, int] = defaultdict(int)
    for item in items:
        found[item] += 1
    return found


def _digest(name: str) -> str:
    # A title that stands alone is an identity with the same digest.
    return name.removeprefix(WORDS).removeprefix(_TITLE) if name.startswith((WORDS, _TITLE)) else ""


def _clash(thing: Wanted, entry: Entry) -> bool:
    """Tell whether the two are different papers: other first authors, or other ids in one registry."""
    authors = [{name for name in names if name.startswith(BY)} for names in (thing.traces, entry.identities)]
    if all(authors) and authors[0].isdisjoint(authors[1]):
        return True
    registries = [
        {name.partition(":")[0] for name in names} & set(REGISTRIES) for names in (thing.identities, entry.identities)
    ]
    return not registries[0].isdisjoint(registries[1])
