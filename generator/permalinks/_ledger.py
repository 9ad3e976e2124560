"""The ledger as a file, `content/permalinks.tsv`: one row a permalink, sorted, so that a diff shows what changed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from operator import attrgetter
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from generator import text
from generator.errors import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

SLUG = re.compile("[a-z0-9][a-z0-9-]{0,90}")
FOLDERS = {"paper": "papers", "topic": "topics", "author": "authors", "venue": "venues"}
"""The folder of the site in which each kind has its pages."""
KINDS = tuple(sorted(FOLDERS))
LIVE, GONE, MERGED = "live", "gone", "merged"
DAMAGED = "ledger-damaged"
"""The code of the problem that a row was lost."""
_TITLE = (
    "# Papershelf permalinks, written by the build; commit them. An address that stands here is given to nothing else."
)
_SITE = "# site_url: "
_COLUMNS = ("kind", "slug", "first_seen", "state", "target_or_reason", "identities")
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_CONFLICT = re.compile(r"<{7}|={7}|>{7}|\|{7}")


class Entry(msgspec.Struct, frozen=True):
    """One permalink: a row of the ledger."""

    kind: str
    slug: str
    first_seen: str
    """The day of the first build that published it, `YYYY-MM-DD`."""
    identities: tuple[str, ...]
    """Every name that its subject ever had, the best first; none has white space."""
    state: str = LIVE
    """`live`, `gone` (a tombstone) or `merged` (a redirect)."""
    target: str | None = None
    """The slug that a merged entry leads to."""
    reason: str | None = None
    """Why a gone entry has no page any more."""


in_order = attrgetter("kind", "slug")
"""The key by which entries are sorted."""


@dataclass(frozen=True)
class Ledger:
    """All permalinks of one site, by kind and slug."""

    site_url: str = ""
    entries: tuple[Entry, ...] = ()

    def of(self, kind: str) -> tuple[Entry, ...]:
        """Return the entries of a kind."""
        return tuple([entry for entry in self.entries if entry.kind == kind])

    def gone(self) -> tuple[Entry, ...]:
        """Return the tombstones and the redirects; a redirect leads to the end of its chain."""
        targets = {(entry.kind, entry.slug): entry.target for entry in self.entries if entry.target}
        return tuple(
            msgspec.structs.replace(entry, target=_end(entry, targets)) for entry in self.entries if entry.state != LIVE
        )

    def slugs(self, kind: str) -> dict[str, str]:
        """Return the published slug of each identity of a kind; a live entry's stands before a former one's."""
        former = {name: entry.slug for entry in self.of(kind) if entry.state != LIVE for name in entry.identities}
        return former | {
            name: entry.slug for entry in self.of(kind) if entry.state == LIVE for name in entry.identities
        }


def address(entry: Entry) -> str:
    """Return the path of an entry's page below the site's root."""
    return f"{FOLDERS[entry.kind]}/{entry.slug}/"


def _end(entry: Entry, targets: Mapping[tuple[str, str], str | None]) -> str | None:
    target, seen = entry.target, {entry.slug}
    while target and target not in seen and (further := targets.get((entry.kind, target))):
        seen.add(target)
        target = further
    return None if target in seen else target


def read_ledger(path: Path, site_url: str) -> tuple[Ledger, tuple[Problem, ...]]:
    """Return the ledger of the file for this site, empty when there is none, and what is wrong with the file."""
    file = path.name
    try:
        content = path.read_bytes().decode("utf-8-sig", "replace")
    except FileNotFoundError:
        return Ledger(site_url), ()
    return parse_ledger(content, file, site_url)


def parse_ledger(content: str, file: str, site_url: str | None = None) -> tuple[Ledger, tuple[Problem, ...]]:
    """Return the ledger of `site_url`: a damaged row is reported and left out, another site's is not used at all.

    Without `site_url` the ledger is read as that of whatever site it names.
    """
    recorded = next((line.removeprefix(_SITE).strip() for line in content.splitlines() if line.startswith(_SITE)), None)
    if site_url is None:
        site_url = recorded or ""
    # A catalogue that had no address yet is the same one when it has got one.
    if recorded and recorded.rstrip("/") != site_url.rstrip("/"):
        told = f"these permalinks belong to {recorded}; the ledger starts afresh for {site_url or 'this site'}"
        return Ledger(site_url), (Problem(file, 0, told, code="ledger-other-site"),)
    entries: dict[tuple[str, str], Entry] = {}
    problems: list[Problem] = []
    for found in _rows(content, file):
        if isinstance(found, Problem):
            problems.append(found)
        elif (found.kind, found.slug) in entries:
            first = entries[found.kind, found.slug]
            entries[found.kind, found.slug] = _joined(first, found)
            if first != found:
                problems.append(
                    Problem(file, 0, f"{found.kind} {found.slug} stands twice; both rows were joined", code="ledger")
                )
        else:
            entries[found.kind, found.slug] = found
    rows = tuple(entries[key] for key in sorted(entries))
    return Ledger(site_url, rows), tuple(problems)


def _joined(first: Entry, second: Entry) -> Entry:
    """Return what two rows for one address say together: as after a merge in git, the live one stands."""
    best = second if second.state == LIVE else first
    names = tuple(dict.fromkeys(best.identities + first.identities + second.identities))
    first_seen = min(first.first_seen, second.first_seen)
    return Entry(best.kind, best.slug, first_seen, names, best.state, best.target, best.reason)


def _rows(content: str, file: str) -> Iterator[Entry | Problem]:
    lines = content.split("\n")
    for number, line in enumerate(lines, 1):
        entry = _entry(line.rstrip("\r").split("\t"))
        if entry is None and not _says_nothing(line):
            if _CONFLICT.match(line):
                told = "a conflict of a git merge stands here; the rows of both sides are used"
                yield Problem(file, number, told, code="ledger")
            else:
                told = f"this row is damaged and was left out; it needs {len(_COLUMNS)} columns"
                yield Problem(file, number, told, code=DAMAGED)
        if entry is None:
            continue
        if number == len(lines):
            yield Problem(file, number, "the last row has no line end; it may have been cut", code="ledger")
            # A cut identity could be that of another paper.
            entry = Entry(
                entry.kind, entry.slug, entry.first_seen, entry.identities[:-1], entry.state, entry.target, entry.reason
            )
        yield entry


def _says_nothing(row: str) -> bool:
    """Tell whether a row is empty, a comment, or the names of the columns."""
    return not row.strip() or row.startswith("#") or row.rstrip("\r").split("\t") == list(_COLUMNS)


def _entry(cells: list[str]) -> Entry | None:
    """Return the entry of a row, or None when the row is damaged."""
    if len(cells) != len(_COLUMNS):
        return None
    kind, slug, first_seen, state, note, names = cells
    identities = tuple(names.split())
    if kind not in KINDS or not SLUG.fullmatch(slug) or not _DATE.fullmatch(first_seen) or not identities:
        return None
    if state not in (LIVE, GONE, MERGED) or (state == MERGED and not SLUG.fullmatch(note)):
        return None
    target, reason = (note if state == MERGED else None), (note if state == GONE else None)
    return Entry(kind, slug, first_seen, identities, state, target, reason)


def ledger_text(ledger: Ledger) -> str:
    """Return the text of the file."""
    rows = [_TITLE, f"{_SITE}{ledger.site_url}", "\t".join(_COLUMNS)]
    for entry in sorted(ledger.entries, key=in_order):
        note = text.clean(entry.target or entry.reason or "")
        rows.append(
            "\t".join((entry.kind, entry.slug, entry.first_seen, entry.state, note, " ".join(entry.identities)))
        )
    return "\n".join(rows) + "\n"
