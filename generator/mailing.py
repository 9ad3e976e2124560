"""The digest as a run: content folder and subscribers in, mails out, each step in the journal before it is taken."""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import msgspec

from . import digest as digests
from .digest import letter
from .engine import site as engine
from .errors import UsageError
from .gather import Gathered, gather
from .mail import delivery, issues, subscribers, tokens
from .mail.delivery import Delivery, Letter, Round
from .mail.issues import Issue, Record
from .mail.journal import open_journal
from .mail.relay import Session
from .mail.settings import parse_relay
from .mail.subscribers import CONFIRMED, Subscriber
from .paper import UNSORTED, Paper
from .profile import Profile
from .site import Site
from .trending import trending


class Run(msgspec.Struct, frozen=True, kw_only=True):
    """What `papershelf digest` was asked for."""

    config_file: Path
    content: Path
    now: str
    since: str = ""
    """Only papers first published on that day or later; empty leaves it to the journal."""
    readers: tuple[Subscriber, ...] = ()
    name: str = ""
    """Names this run in the journal, when it is planned first and sent later."""
    planning: bool = False
    """Whether it only notes what it is going to send."""
    environment: Mapping[str, str] = msgspec.field(default_factory=dict)
    """Has the secret and the relay."""


class Mailed(msgspec.Struct, frozen=True, kw_only=True):
    """What a run did."""

    first: bool = False
    """Whether it was the first run, which sends nothing."""
    planned: int = 0
    """Mails that were noted, to be sent by the same run later."""
    delivery: Delivery = Delivery({})
    unconcerned: int = 0
    """Readers for whom nothing is new."""
    suspended: tuple[str, ...] = ()
    """Recipients whom the relay refused again and again; nothing is tried until somebody removes or asks them."""
    uncertain: tuple[tuple[str, str], ...] = ()
    """Day and recipient of mails that may or may not have arrived, of this run and all before."""
    lost_topics: tuple[str, ...] = ()
    """Topics that readers chose and that the catalogue no longer has: nothing can be new in them."""
    mended: bool = False
    """Whether the journal ended in a line that a crash had cut."""


def secret_of(environment: Mapping[str, str]) -> str:
    """Return the secret that signs tokens and names recipients; a missing or short one is a `UsageError`."""
    secret = environment.get("PAPERSHELF_SECRET", "")
    if len(secret) < tokens.SHORTEST_SECRET:
        raise UsageError(f"set PAPERSHELF_SECRET to {tokens.SHORTEST_SECRET} characters or more that nobody can guess")
    return secret


def open_site(run: Run) -> Site:
    """Return the catalogue of a run as a site; without `site_url` a mail could not name its pages."""
    settings = engine.read_settings(run.config_file)
    if not settings.site_url:
        raise UsageError("mkdocs.yml: set site_url: the links of a mail are absolute")
    gathered: Gathered = gather(run.content, settings, run.now, Profile())
    return Site(gathered.catalogue, settings, gathered.hand_written)


def preview(run: Run, folder: Path) -> tuple[Path, ...]:
    """Write each reader's mail as `.eml` and its HTML as a page into the folder, and send and note nothing."""
    site = open_site(run)
    since = run.since or run.now
    new = {paper.slug for paper in site.catalogue.papers if paper.first_seen >= since}
    folder.mkdir(parents=True, exist_ok=True)
    sender = letter.sender_of(site.settings.digest_sender or "digest@papershelf.invalid")
    secret = run.environment.get("PAPERSHELF_SECRET") or "preview" * 3
    told = _told(site, new, run.now)
    written: list[Path] = []
    readers = [reader for reader in run.readers if reader.state == CONFIRMED]
    for reader in readers or [Subscriber(address="reader@papershelf.invalid")]:
        issue = digests.compose(told, new, run.now, reader.topics, tuple(site.topic_names))
        recipient = _recipient(reader, secret)
        stem = folder / f"{run.now}-{recipient.name}"
        mail, page = stem.with_suffix(".eml"), stem.with_suffix(".html")
        mail.write_bytes(letter.message(site, issue, recipient, sender).as_bytes())
        page.write_text(letter.preview(site, issue, recipient, sender), encoding="utf-8")
        written += [mail, page]
    return tuple(written)


def send(run: Run, journal_file: Path, pause: Callable[[float], None] = time.sleep) -> Mailed:
    """Send the issue of the day to every reader who has not got it; raises `RelayError` when the relay is unusable."""
    secret = secret_of(run.environment)
    relay = parse_relay(run.environment)
    site = open_site(run)
    sender = letter.sender_of(site.settings.digest_sender)
    slugs = [paper.slug for paper in site.catalogue.papers]
    readers = {tokens.recipient_id(secret, item.address): item for item in run.readers if item.state == CONFIRMED}
    with open_journal(journal_file) as journal:
        issues.join(journal, run.now, (name for name, reader in readers.items() if not reader.since))
        if not issues.has_started(journal.entries):
            issues.start(journal, run.now, slugs)
            return Mailed(first=True, mended=journal.mended)
        issues.open_issue(journal, run.now, slugs)
        # What this run has planned itself is not sent yet.
        others = (item for item in journal.entries if item["event"] != "planned" or item["run"] != run.name)
        record = issues.read_record(others)
        suspended = tuple(name for name, item in readers.items() if issues.is_suspended(record, name, item.since))
        digest_of = _concerned(site, record, {name: readers[name] for name in readers if name not in suspended}, run)
        letters = (
            Letter(name, readers[name].address, letter.message(site, issue, recipient, sender, _clock()))
            for name, issue in digest_of.items()
            for recipient in [_recipient(readers[name], secret)]
        )
        with Session(relay) as session:
            turn = Round(journal, run.now, session, sender.addr_spec, pause, run.name)
            if run.planning:
                return Mailed(planned=delivery.plan(turn, digest_of), mended=journal.mended)
            done = delivery.deliver(turn, letters)
        return Mailed(
            delivery=done, unconcerned=len(readers) - len(digest_of) - len(suspended), suspended=suspended,
            uncertain=issues.uncertain(issues.read_record(journal.entries)), mended=journal.mended,
            lost_topics=check_topics(tuple(readers.values()), site.topic_names),
        )  # fmt: skip


def _concerned(site: Site, record: Record, readers: Mapping[str, Subscriber], run: Run) -> dict[str, digests.Digest]:
    """Return the digest of each reader for whom something is new or open, by name."""
    fresh = {name: issues.news_for(record, name, reader.since) for name, reader in readers.items()}
    compose = _composer(site, fresh.values(), run)
    found = {name: compose(fresh[name], reader.topics) for name, reader in readers.items()}
    is_open = {name for name in found if record.mail(name, run.now).event in {"sending", "planned"}}
    return {name: issue for name, issue in found.items() if issue.total or name in is_open}


def _composer(
    site: Site, fresh: Iterable[tuple[Issue, ...]], run: Run
) -> Callable[[tuple[Issue, ...], tuple[str, ...]], digests.Digest]:
    """Return what makes a digest of some issues and topics, once for all readers who wait for the same."""
    wanted = _marks({issue for waiting in fresh for issue in waiting})
    marks = {paper.slug: issues.mark(paper.slug) for paper in site.catalogue.papers if paper.first_seen >= run.since}
    told = _told(site, {slug for slug, mark in marks.items() if mark in wanted}, run.now)

    @cache
    def _compose(waiting: tuple[Issue, ...], topics: tuple[str, ...]) -> digests.Digest:
        new = _marks(waiting)
        slugs = {paper.slug for paper in told if marks.get(paper.slug) in new}
        return digests.compose(told, slugs, run.now, topics, tuple(site.topic_names))

    return _compose


def _marks(fresh: Iterable[Issue]) -> frozenset[str]:
    return frozenset[str]().union(*(issue.papers for issue in fresh))


def _told(site: Site, new: Collection[str], day: str) -> tuple[Paper, ...]:
    """Return the papers that a digest may tell: the new ones and those that trend.

    There may be as many choices of topics as readers, and the catalogue is not gone through for each.
    """
    papers = site.catalogue.papers
    gaining = {trend.paper.slug for trend in trending(papers, digests.WEEK, day, len(papers))}
    return tuple(paper for paper in papers if paper.slug in gaining or paper.slug in new)


def _recipient(reader: Subscriber, secret: str) -> letter.Recipient:
    name = tokens.recipient_id(secret, reader.address)
    return letter.Recipient(reader.address, name, subscribers.unsubscribe_token(secret, reader.address))


def _clock() -> datetime:
    return datetime.now(UTC)


def check_topics(readers: Sequence[Subscriber], known: Collection[str]) -> tuple[str, ...]:
    """Return the topics that readers chose and the catalogue does not have: their mails would stay empty for ever."""
    return tuple(sorted({topic for reader in readers for topic in reader.topics} - {UNSORTED, *known}))
