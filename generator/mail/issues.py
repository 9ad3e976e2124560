"""Issues of the digest and who got them, as the journal tells it.

The journal (journal.py) holds one event a line:

    {"event": "start", "day": D, "papers": P}       the papers of the first run, which are news to nobody
    {"event": "issue", "day": D, "papers": P}       the papers that were new on that day
    {"event": "joined", "day": D, "to": R}          she was first on the list on that day
    {"event": "planned", "day": D, "to": R, "run": N}   run N is going to send, once the journal is in a safe place
    {"event": "sending", "day": D, "to": R}         an attempt begins
    {"event": "sent" | "deferred" | "refused" | "unknown", "day": D, "to": R, "detail": ...}    how it ended

P is a string of 12 hex digits a paper (of the SHA-256 of its slug), R the keyed hash of the recipient. An attempt
without an end was cut by a crash: whether the relay has the mail is not known, so it is never sent again, and it is
listed. Who was refused or deferred gets the papers with the next issue.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence

import msgspec

from .journal import Entry, Journal

MOST_REFUSALS = 3
"""So many issues refused in a row, and the recipient is left out, and listed, until somebody looks after her."""
_WIDTH = 12
_RECEIVED = ("sent", "unknown", "sending", "planned")
"""What counts as received: who may have a mail is not sent its papers again."""
_BEGINNINGS = ("sending", "planned")


class Issue(msgspec.Struct, frozen=True):
    """The papers that were new on a day, by their marks."""

    day: str
    papers: frozenset[str]


class Mail(msgspec.Struct, frozen=True):
    """How far the issue of a day came with one recipient."""

    event: str = ""
    """The last one; empty when there was none."""
    made: int = 0
    """How many issues there were when it began: it tells the papers of all of them."""
    run: str = ""
    """Which run planned it last."""


class Record(msgspec.Struct, frozen=True):
    """What the entries of a journal come to, read once for all recipients."""

    issues: tuple[Issue, ...]
    """In the order in which they were made, whatever the clock said."""
    mails: Mapping[str, Mapping[str, Mail]]
    """By recipient and day."""

    def mail(self, name: str, day: str) -> Mail:
        """Return how far the issue of a day came with a recipient."""
        return self.mails.get(name, {}).get(day, Mail())


def read_record(entries: Iterable[Entry]) -> Record:
    """Return what the entries come to."""
    made: list[Issue] = []
    mails: dict[str, dict[str, Mail]] = {}
    for entry in entries:
        if entry["event"] == "issue":
            made.append(Issue(entry["day"], frozenset(_marks([entry]))))
        elif "to" in entry:
            days = mails.setdefault(entry["to"], {})
            days[entry["day"]] = _mail(days.get(entry["day"], Mail()), entry, len(made))
    return Record(tuple(made), mails)


def _mail(before: Mail, entry: Entry, made: int) -> Mail:
    begins = entry["event"] in _BEGINNINGS
    return Mail(entry["event"], made if begins else before.made, entry.get("run", before.run))


def mark(slug: str) -> str:
    """Return what the journal remembers a paper by."""
    return hashlib.sha256(slug.encode()).hexdigest()[:_WIDTH]


def has_started(entries: Iterable[Entry]) -> bool:
    """Tell whether the journal has had its first run, which sends nothing."""
    return any(entry["event"] == "start" for entry in entries)


def start(journal: Journal, day: str, slugs: Iterable[str]) -> None:
    """Note the first run: what is in the catalogue now is news to nobody."""
    journal.append({"event": "start", "day": day, "papers": "".join(sorted(map(mark, slugs)))})


def join(journal: Journal, day: str, names: Iterable[str]) -> None:
    """Note the day on which the list first had these recipients: its issue is theirs, also when that run crashes."""
    known = {entry["to"] for entry in journal.entries if "to" in entry}
    for name in names:
        if name not in known:
            journal.append({"event": "joined", "day": day, "to": name})


def open_issue(journal: Journal, day: str, slugs: Sequence[str]) -> Issue | None:
    """Return the issue of the day, made now of the papers that no earlier one has; None when nothing is new.

    An issue never changes: what arrives later on its day is news tomorrow.
    """
    made = next((entry for entry in journal.entries if entry["event"] == "issue" and entry["day"] == day), None)
    if made:
        return Issue(day, frozenset(_marks([made])))
    known = _marks(entry for entry in journal.entries if entry["event"] in {"start", "issue"})
    new = sorted({mark(slug) for slug in slugs} - known)
    if not new:
        return None
    journal.append({"event": "issue", "day": day, "papers": "".join(new)})
    return Issue(day, frozenset(new))


def news_for(record: Record, name: str, since: str) -> tuple[Issue, ...]:
    """Return the issues since the day she joined whose papers a recipient has not been sent.

    Without that day it is the first on which the journal knows her. What a mail told is counted by the issues that
    were made before it, not by their days: after a run under a wrong date, later issues would seem to be older.
    """
    mails = record.mails.get(name, {})
    since = since or min(mails, default="")
    told = max((mail.made for mail in mails.values() if mail.event in _RECEIVED), default=0)
    return tuple(issue for issue in record.issues[told:] if issue.day >= since)


def is_suspended(record: Record, name: str, since: str = "") -> bool:
    """Tell whether the relay refused a recipient so often that trying again would harm our name as a sender.

    Refusals of before `since` do not count: a mailbox that was refused has answered on that day.
    """
    mails = sorted(record.mails.get(name, {}).items())
    last = [mail.event for day, mail in mails if day >= since and mail.event != "joined"][-MOST_REFUSALS:]
    return len(last) == MOST_REFUSALS and set(last) == {"refused"}


def uncertain(record: Record) -> tuple[tuple[str, str], ...]:
    """Return day and recipient of each mail of which nobody knows whether it arrived."""
    pairs = ((day, name, mail.event) for name, mails in record.mails.items() for day, mail in mails.items())
    return tuple(sorted((day, name) for day, name, event in pairs if event in _RECEIVED and event != "sent"))


def _marks(entries: Iterable[Entry]) -> set[str]:
    return {
        entry["papers"][place : place + _WIDTH] for entry in entries for place in range(0, len(entry["papers"]), _WIDTH)
    }
