"""Issues of the digest and who got them, as the journal tells it.

The journal (journal.py) holds one event a line:

    {"event": "start", "day": D, "papers": P}       the papers of the first run, which are news to nobody
    {"event": "issue", "day": D, "papers": P}       the papers that were new on that day
    {"event": "planned", "day": D, "to": R, "run": N}   run N is going to send, once the journal is in a safe place
    {"event": "sending", "day": D, "to": R}         an attempt begins
    {"event": "sent" | "deferred" | "refused" | "unknown", "day": D, "to": R, "detail": ...}    how it ended

P is a string of 12 hex digits a paper (of the SHA-256 of its slug), R the keyed hash of the recipient. An attempt
without an end was cut by a crash: whether the relay has the mail is not known, so it is never sent again, and it is
listed. Who was refused or deferred gets the papers with the next issue.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence

import msgspec

from .journal import Entry, Journal

MOST_REFUSALS = 3
"""So many issues refused in a row, and the recipient is left out, and listed, until somebody looks after her."""
_WIDTH = 12
_RECEIVED = ("sent", "unknown", "sending", "planned")
"""What counts as received: who may have a mail is not sent its papers again."""


class Issue(msgspec.Struct, frozen=True):
    """The papers that were new on a day, by their marks."""

    day: str
    papers: frozenset[str]


def mark(slug: str) -> str:
    """Return what the journal remembers a paper by."""
    return hashlib.sha256(slug.encode()).hexdigest()[:_WIDTH]


def has_started(entries: Iterable[Entry]) -> bool:
    """Tell whether the journal has had its first run, which sends nothing."""
    return any(entry["event"] == "start" for entry in entries)


def start(journal: Journal, day: str, slugs: Iterable[str]) -> None:
    """Note the first run: what is in the catalogue now is news to nobody."""
    journal.append({"event": "start", "day": day, "papers": "".join(sorted(map(mark, slugs)))})


def open_issue(journal: Journal, day: str, slugs: Sequence[str]) -> Issue | None:
    """Return the issue of the day, made now of the papers that no earlier one has; None when nothing is new.

    An issue never changes: what arrives later on its day is news tomorrow.
    """
    made = next((issue for issue in issues(journal.entries) if issue.day == day), None)
    if made:
        return made
    known = _marks(entry for entry in journal.entries if entry["event"] in {"start", "issue"})
    new = sorted({mark(slug) for slug in slugs} - known)
    if not new:
        return None
    journal.append({"event": "issue", "day": day, "papers": "".join(new)})
    return Issue(day, frozenset(new))


def issues(entries: Iterable[Entry]) -> tuple[Issue, ...]:
    """Return the issues of a journal, oldest first."""
    return tuple(Issue(entry["day"], frozenset(_marks([entry]))) for entry in entries if entry["event"] == "issue")


def news_for(entries: Sequence[Entry], name: str, since: str) -> frozenset[str]:
    """Return the marks of the papers that a recipient has not been sent, of the issues since the day she joined.

    Without that day it is the first on which the journal knows her, or else the newest issue's.
    """
    made = issues(entries)
    ends = _ends(entries, name)
    since = since or min(ends, default=made[-1].day if made else "")
    last = max((day for day, end in ends.items() if end in _RECEIVED), default="")
    fresh = [issue.papers for issue in made if issue.day > last and issue.day >= since]
    return frozenset().union(*fresh)


def state(entries: Iterable[Entry], name: str, day: str) -> str:
    """Return the last event of a recipient for the issue of a day, empty when there was none."""
    return _ends(entries, name).get(day, "")


def _ends(entries: Iterable[Entry], name: str) -> dict[str, str]:
    """Return the last event of a recipient by the day of the issue."""
    return {entry["day"]: entry["event"] for entry in entries if entry.get("to") == name}


def is_suspended(entries: Iterable[Entry], name: str) -> bool:
    """Tell whether the relay refused a recipient so often that trying again would harm our name as a sender."""
    last = [end for _, end in sorted(_ends(entries, name).items())][-MOST_REFUSALS:]
    return len(last) == MOST_REFUSALS and set(last) == {"refused"}


def uncertain(entries: Sequence[Entry]) -> tuple[tuple[str, str], ...]:
    """Return day and recipient of each mail of which nobody knows whether it arrived."""
    pairs = {(entry["day"], entry["to"]): entry["event"] for entry in entries if "to" in entry}
    return tuple(sorted(pair for pair, event in pairs.items() if event in {"unknown", "sending", "planned"}))


def _marks(entries: Iterable[Entry]) -> set[str]:
    return {
        entry["papers"][place : place + _WIDTH] for entry in entries for place in range(0, len(entry["papers"]), _WIDTH)
    }
