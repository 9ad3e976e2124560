"""What a run does grows with its readers and its journal, and never with their product: counted, not timed."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from email.message import EmailMessage
from pathlib import Path
from typing import Any, ClassVar, Self
from weakref import WeakSet

import pytest

from generator import digest, mailing
from generator.mail import journal
from generator.mail.relay import Outcome
from generator.mail.subscribers import Subscriber
from generator.settings import Settings
from generator.site import Site
from tests.command import small_catalogue

WORLD = {"PAPERSHELF_SECRET": "an invented secret of the tests", "PAPERSHELF_SMTP_HOST": "relay.example"}
TOPICS = [f"topic-{number}" for number in range(6)]
NEW = 3


class Entries(list[dict[str, Any]]):
    """Counts how often all entries of a journal are gone through."""

    walks = 0

    def __iter__(self) -> Iterator[dict[str, Any]]:
        Entries.walks += 1
        return super().__iter__()


class Relay:
    """Takes every letter, and counts how many are there at once."""

    alive: ClassVar[WeakSet[EmailMessage]] = WeakSet()
    most = 0

    def __init__(self, _relay: object) -> None:
        pass

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        pass

    def send(self, message: EmailMessage, _sender: str, _recipient: str) -> Outcome:
        """Take a letter."""
        Relay.alive.add(message)
        Relay.most = max(Relay.most, len(Relay.alive))
        return Outcome("sent", "250")


@pytest.fixture
def composed(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many papers each making of a digest went through."""
    found: list[int] = []
    compose = digest.compose

    def counted(papers: Sequence[Any], *rest: Any) -> digest.Digest:
        found.append(len(papers))
        return compose(papers, *rest)

    opened = journal.Journal.__init__

    def counting(self: journal.Journal, descriptor: int, entries: list[Any], *, mended: bool) -> None:
        opened(self, descriptor, Entries(entries), mended=mended)

    monkeypatch.setattr(digest, "compose", counted)
    monkeypatch.setattr(journal.Journal, "__init__", counting)
    monkeypatch.setattr(mailing, "Session", Relay)
    monkeypatch.setattr(Entries, "walks", 0)
    monkeypatch.setattr(Relay, "most", 0)
    return found


def readers(count: int) -> tuple[Subscriber, ...]:
    """Return readers who each chose other topics; the first one has all papers."""
    chosen = ([topic for bit, topic in enumerate(TOPICS) if number >> bit & 1] for number in range(count))
    return tuple(
        Subscriber(address=f"reader{number}@readers.example", topics=tuple(topics), since="2026-03-01")
        for number, topics in enumerate(chosen)
    )


def mailed(folder: Path, listed: tuple[Subscriber, ...], monkeypatch: pytest.MonkeyPatch) -> mailing.Mailed:
    """Let a first run pass, add some papers, and return what the next run did; nobody waits for a disk."""
    monkeypatch.setattr(journal.os, "fsync", lambda _descriptor: None)
    content = small_catalogue(folder)
    (folder / "mkdocs.yml").write_text("site_name: Invented shelf\n")

    def opened(run: mailing.Run) -> Site:
        gathered = mailing.gather(run.content, Settings(), run.now, mailing.Profile())
        settings = Settings(site_url="https://shelf.example/", digest_sender="digest@shelf.example")
        return Site(gathered.catalogue, settings, {})

    monkeypatch.setattr(mailing, "open_site", opened)
    done = mailing.Mailed()
    for day in ("2026-03-01", "2026-03-02"):
        run = mailing.Run(
            config_file=folder / "mkdocs.yml", content=content, now=day, readers=listed, environment=WORLD
        )
        Entries.walks = 0
        done = mailing.send(run, folder / "journal")
        records = [{"title": f"Invented paper number {number} that is new"} for number in range(NEW)]
        (content / "papers/new.jsonl").write_text("".join(json.dumps(record) + "\n" for record in records))
    return done


@pytest.mark.parametrize("count", [4, 40])
def test_the_journal_and_the_catalogue_are_gone_through_as_often_for_many_readers_as_for_few(
    tmp_path: Path, composed: list[int], monkeypatch: pytest.MonkeyPatch, count: int
):
    done = mailed(tmp_path, readers(count), monkeypatch)

    assert Entries.walks <= 10
    assert len(composed) == count
    assert set(composed) == {NEW}, "a digest is made of what is new, not of the whole catalogue"
    assert len(done.delivery.names("sent")) + done.unconcerned == count


def test_readers_of_the_same_topics_share_a_digest_and_letters_go_one_by_one(
    tmp_path: Path, composed: list[int], monkeypatch: pytest.MonkeyPatch
):
    same = [Subscriber(address=f"reader{number}@readers.example", since="2026-03-01") for number in range(30)]
    done = mailed(tmp_path, tuple(same), monkeypatch)

    assert len(done.delivery.names("sent")) == 30
    assert len(composed) == 1
    assert Relay.most <= 2
