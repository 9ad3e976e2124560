"""Permalinks: which identity has which address, since when, and what became of it. A published slug is for ever."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from msgspec.structs import replace

from generator.permalinks._ledger import (
    DAMAGED,
    FOLDERS,
    GONE,
    KINDS,
    LIVE,
    MERGED,
    SLUG,
    Entry,
    Ledger,
    address,
    in_order,
    ledger_text,
    parse_ledger,
    read_ledger,
)
from generator.permalinks._matching import BY, WORDS, Wanted, match
from generator.permalinks._slugs import RESERVED, new_slugs

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

__all__ = [
    "BY",
    "DAMAGED",
    "FOLDERS",
    "GONE",
    "KINDS",
    "LIVE",
    "MERGED",
    "RESERVED",
    "SLUG",
    "WORDS",
    "Assignment",
    "Entry",
    "Ledger",
    "Wanted",
    "address",
    "assign",
    "ledger_text",
    "parse_ledger",
    "read_ledger",
]


@dataclass(frozen=True)
class Assignment:
    """The permalinks of all that was wanted, and the ledger that remembers them."""

    ledger: Ledger
    entries: Mapping[str, Entry]
    """By the first identity of what was wanted."""

    def slug(self, key: str) -> str:
        """Return the slug of what was wanted under that first identity."""
        return self.entries[key].slug


def assign(
    ledger: Ledger, kind: str, wanted: Iterable[Wanted], now: str, reasons: Mapping[str, str] | None = None
) -> Assignment:
    """Return a permalink for each thing of a kind, and the ledger with all of them, the vanished ones as tombstones.

    What shares an identity with a published entry keeps that entry's slug; the order of `wanted` decides nothing.
    `reasons` says why an identity is gone; without one the tombstone names the day.
    """
    # The first name is nearly always decisive, and faster to compare than things are.
    things = [thing for _, thing in sorted((thing.identities[0], thing) for thing in set(wanted))]
    known = ledger.of(kind)
    won = match(ledger, kind, things)
    owners = {name: thing for thing in things for name in thing.identities}
    survivors = {thing: _revived(_survivor(entries, thing), thing, owners) for thing, entries in won.items()}
    survivors |= _pinned(kind, things, survivors, known, now)
    homes = {entry.slug: survivors[thing].slug for thing, entries in won.items() for entry in entries}
    taken = {entry.slug for entry in (*known, *survivors.values())} | RESERVED
    fresh = new_slugs(kind, [thing for thing in things if thing not in survivors], taken)
    survivors |= {thing: Entry(kind, slug, now, _names(thing)) for thing, slug in fresh.items()}
    left = [entry for entry in known if homes.get(entry.slug) != entry.slug]
    rows = [
        *survivors.values(),
        *(_redirect(entry, homes[entry.slug]) for entry in left if entry.slug in homes),
        *(_departed(entry, now, reasons or {}) for entry in left if entry.slug not in homes),
        *(entry for entry in ledger.entries if entry.kind != kind),
    ]
    return Assignment(
        Ledger(ledger.site_url, tuple(sorted(rows, key=in_order))),
        {thing.identities[0]: entry for thing, entry in survivors.items()},
    )


def remember(
    ledger: Ledger, kind: str, slugs: Iterable[str], now: str, moved: Mapping[str, str] | None = None
) -> Ledger:
    """Return the ledger with permalinks whose slugs are given, as the topics' are; the others become tombstones.

    `moved` says where the page of a former slug leads.
    """
    named = {f"{kind}:{slug}": slug for slug in slugs}
    known = {name: entry for entry in ledger.of(kind) for name in entry.identities}
    live = [
        replace(known[name], state=LIVE, target=None, reason=None) if name in known else Entry(kind, slug, now, (name,))
        for name, slug in named.items()
    ]
    targets = {former: slug for former, slug in (moved or {}).items() if f"{kind}:{slug}" in named}
    gone = [
        _redirect(entry, targets[entry.slug]) if entry.slug in targets else _departed(_not_redirected(entry), now, {})
        for name, entry in known.items()
        if name not in named
    ]
    rows = [*live, *gone, *(entry for entry in ledger.entries if entry.kind != kind)]
    return Ledger(ledger.site_url, tuple(sorted(rows, key=in_order)))


def _not_redirected(entry: Entry) -> Entry:
    """Return a redirect that nothing states any more as an entry that departs now."""
    return replace(entry, state=LIVE, target=None) if entry.state == MERGED else entry


def _survivor(entries: Sequence[Entry], thing: Wanted) -> Entry:
    """Return the entry whose page stays: the pinned one, then one that is live, then the oldest."""
    if len(entries) == 1:
        return entries[0]
    return min(
        entries,
        key=lambda entry: (
            entry.slug != thing.pin, (LIVE, GONE, MERGED).index(entry.state), entry.first_seen, entry.slug,
        ),
    )  # fmt: skip


def _names(thing: Wanted) -> tuple[str, ...]:
    if len(thing.identities) == 1 and not thing.traces:
        return thing.identities
    return tuple(dict.fromkeys(thing.identities + thing.traces))


def _revived(entry: Entry, thing: Wanted, owners: Mapping[str, Wanted]) -> Entry:
    """Return the entry as the thing's: with all names that either has, but those that are another thing's now."""
    names = _names(thing)
    if entry.identities == names and entry.state == LIVE and all(owners.get(name, thing) is thing for name in names):
        # Nearly every entry of a later build is this one.
        return entry
    former = (name for name in entry.identities if owners.get(name, thing) == thing)
    names = tuple(dict.fromkeys((*former, *names)))
    return Entry(entry.kind, entry.slug, entry.first_seen, names)


def _pinned(
    kind: str, things: Iterable[Wanted], survivors: Mapping[Wanted, Entry], known: Iterable[Entry], now: str
) -> dict[Wanted, Entry]:
    """Return the entries of things under the slugs that the maintainer chose, where nothing else had them."""
    taken = {entry.slug for entry in known} | RESERVED
    found: dict[Wanted, Entry] = {}
    for thing in things:
        if thing.pin and thing.pin not in taken and SLUG.fullmatch(thing.pin):
            taken.add(thing.pin)
            former = survivors.get(thing)
            found[thing] = Entry(
                kind, thing.pin, former.first_seen if former else now, former.identities if former else _names(thing)
            )
    return found


def _redirect(entry: Entry, target: str) -> Entry:
    return replace(entry, state=MERGED, target=target, reason=None)


def _departed(entry: Entry, now: str, reasons: Mapping[str, str]) -> Entry:
    if entry.state != LIVE:
        return entry
    given = next((reasons[name] for name in entry.identities if name in reasons), "")
    return replace(entry, state=GONE, reason=given or f"It has not been in the sources of this catalogue since {now}.")
