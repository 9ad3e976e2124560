"""The whole loop as its commands: ask, confirm, first run, digests, leaving; over a real relay on loopback."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any, Literal

import html5lib
import pytest
from playwright.sync_api import Browser

from generator.mail.settings import Relay
from tests.command import ROOT, papershelf, small_catalogue
from tests.conftest import sampled
from tests.hostile import records
from tests.mail.server import Handler, smtp_server

CANARY = "canary.reader@readers.example"
OTHER = "other.reader@readers.example"
GROUND = {"light": "rgb(252, 251, 248)", "dark": "rgb(21, 24, 27)"}
TOPICS = """
- {slug: lichen, name: Lichen, description: Invented., words: [lichen growth]}
- {slug: clocks, name: Clocks, description: Invented., words: [tidal clocks]}
"""
SETTINGS = """site_name: Invented shelf
site_url: https://shelf.example/repo/
extra:
  catalogue:
    digest_sender: Shelf <digest@shelf.example>
theme: {name: material, custom_dir: OVERRIDES}
plugins: [papershelf]
"""
HEADERS = {
    "From", "To", "Subject", "Date", "Message-ID", "Auto-Submitted", "List-Unsubscribe", "List-Id", "MIME-Version",
    "Content-Type",
}  # fmt: skip
ELEMENTS = {
    "html", "head", "meta", "title", "style", "body", "main", "h1", "h2", "h3", "ol", "li", "p", "a", "bdi", "table",
    "tbody", "tr", "td", "footer",
}  # fmt: skip


class Loop:
    """A catalogue, its private files and a relay, with the commands that work on them."""

    def __init__(self, folder: Path, relay: Relay, handler: Handler) -> None:
        self.project = folder / "project"
        self.project.mkdir()
        self.content = small_catalogue(self.project)
        (self.content / "topics.yml").write_text(TOPICS)
        (self.project / "mkdocs.yml").write_text(SETTINGS.replace("OVERRIDES", str(ROOT / "overrides")))
        self.private = folder / "private"
        self.handler = handler
        self.said = ""
        self._environment = {
            "PAPERSHELF_SECRET": "an invented secret of the tests",
            "PAPERSHELF_SUBSCRIBERS": str(self.private / "subscribers.jsonl"),
            "PAPERSHELF_JOURNAL": str(self.private / "journal"),
            "PAPERSHELF_SMTP_HOST": relay.host,
            "PAPERSHELF_SMTP_PORT": str(relay.port),
            "PAPERSHELF_SMTP_TLS": relay.tls,
            "PAPERSHELF_SMTP_CA": str(relay.authorities),
        }

    def set(self, **changes: str) -> None:
        """Change the environment of the commands."""
        self._environment |= {f"PAPERSHELF_{name}": value for name, value in changes.items()}

    def run(self, *words: str | Path, day: str, code: int = 0) -> str:
        """Run a command on that day and return what it said."""
        place = ("--config", self.project / "mkdocs.yml", "--content", self.content, "--now", day)
        done = papershelf(words[0], *place, *words[1:], cwd=self.project, **self._environment)
        assert done.returncode == code, done.stderr
        self.said += done.stdout + done.stderr
        return done.stdout + done.stderr

    def mails(self) -> list[EmailMessage]:
        """The mails since the last look."""
        found = [message_from_bytes(content, policy=policy.default) for _, _, content in self.handler.envelopes]
        self.handler.envelopes.clear()
        return found

    def answer(self, sender: str, subject: str) -> Path:
        """Put an answer into the inbox and return that folder."""
        folder = self.private / "inbox"
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "1.eml").write_text(f"From: {sender}\nSubject: {subject}\n\nAn invented text.\n")
        return folder

    def add_papers(self, name: str, papers: list[dict[str, Any]]) -> None:
        """Add a file of records to the content."""
        (self.content / f"papers/{name}.jsonl").write_text("".join(json.dumps(paper) + "\n" for paper in papers))


@pytest.fixture
def loop(tmp_path: Path, certificates: Any) -> Iterator[Loop]:
    with smtp_server("healthy", certificates) as (relay, handler):
        yield Loop(tmp_path, relay, handler)


def invented(title: str) -> dict[str, Any]:
    return {
        "title": title,
        "abstract": f"{title}: an invented abstract that says nothing of use to anybody.",
        "year": 2026,
    }


def html_of(mail: EmailMessage) -> str:
    part = mail.get_body(("html",))
    assert part
    return str(part.get_content())


def text_of(mail: EmailMessage) -> str:
    part = mail.get_body(("plain",))
    assert part
    return str(part.get_content())


def test_the_whole_loop(loop: Loop):
    loop.run("subscribers", "add", CANARY, "--topic", "lichen", day="2026-03-01")
    (invitation,) = loop.mails()
    folder = loop.answer(CANARY, f"Re: {invitation['Subject']}")
    loop.run("subscribers", "inbox", folder, day="2026-03-02")
    assert "1 confirmed, 0 pending" in loop.run("subscribers", "list", day="2026-03-02")
    assert list(folder.iterdir()) == []
    # Somebody who was asked and never answered gets nothing.
    loop.run("subscribers", "add", "silent@readers.example", day="2026-03-02")
    loop.mails()

    assert "nothing was sent" in loop.run("digest", day="2026-03-03")
    assert loop.mails() == []

    loop.add_papers(
        "new", [invented("Invented lichen growth $x^2$ on walls"), invented("Tidal clocks that are invented")]
    )
    loop.run("digest", "--to", OTHER, day="2026-03-04")
    to_canary, to_other = loop.mails()
    assert (to_canary["To"], to_other["To"]) == (CANARY, OTHER)
    assert "Invented lichen growth x² on walls" in text_of(to_canary)
    assert "Tidal clocks" not in text_of(to_canary)
    assert "Tidal clocks" in text_of(to_other)
    assert "https://shelf.example/repo/papers/invented-lichen-growth-x2-on-walls/" in text_of(to_canary)
    assert to_canary["Subject"] == "Invented shelf: 1 new paper, 4 March 2026"

    loop.run("digest", "--to", OTHER, day="2026-03-04")
    assert "0 sent" in loop.run("digest", "--to", OTHER, day="2026-03-05")
    assert loop.mails() == []

    leave = re.search(r"subject=(unsubscribe)%20([a-z0-9.]+)>", to_canary["List-Unsubscribe"])
    assert leave
    loop.run("subscribers", "inbox", loop.answer("another@readers.example", " ".join(leave.groups())), day="2026-03-06")
    assert "0 confirmed, 1 pending" in loop.run("subscribers", "list", day="2026-03-06")

    loop.run("build", "--output", loop.project / "site", day="2026-03-06")
    published = [path for path in loop.project.rglob("*") if path.is_file()] + [loop.private / "journal"]
    for address in (CANARY, OTHER):
        assert address not in loop.said
        assert [path for path in published if address.encode() in path.read_bytes()] == []
    assert "an invented secret" not in loop.said


def test_more_than_fifty_papers_are_a_summary(loop: Loop):
    loop.run("digest", "--to", CANARY, day="2026-03-01")
    kinds = ("lichen growth", "tidal clocks", "paper kites")
    loop.add_papers("new", [invented(f"Invented study {number} of {kinds[number % 3]}") for number in range(51)])
    loop.run("digest", "--to", CANARY, day="2026-03-02")

    (mail,) = loop.mails()
    assert mail["Subject"] == "Invented shelf: 51 new papers, 2 March 2026"
    assert text_of(mail).count("https://shelf.example/repo/papers/") == 10
    assert "    17  Lichen" in text_of(mail)
    assert "https://shelf.example/repo/latest/" in text_of(mail)


@pytest.mark.sweep
def test_hostile_records_reach_bodies_only_and_as_text(loop: Loop):
    hostile = [record for _, record in records.hostile_records()]
    loop.run("digest", "--to", CANARY, day="2026-03-01")
    chunks = sampled([hostile[start : start + 50] for start in range(0, len(hostile), 50)], 3)
    for number, chunk in enumerate(chunks):
        loop.add_papers(f"hostile{number}", chunk)
        loop.run("digest", "--to", CANARY, day=f"2026-04-{number + 1:02d}")
    mails = loop.mails()

    assert len(mails) == len(chunks)
    for mail in mails:
        assert set(mail.keys()) == HEADERS
        assert mail["To"] == CANARY
        assert mail["From"] == "Shelf <digest@shelf.example>"
        assert re.fullmatch(r"Invented shelf: \d+ new papers?, \d+ April 2026", mail["Subject"])
        tree = html5lib.parse(html_of(mail), namespaceHTMLElements=False)
        assert {element.tag for element in tree.iter() if isinstance(element.tag, str)} <= ELEMENTS
        links = [element.get("href", "") for element in tree.iter("a")]
        assert all(
            link.startswith(("https://shelf.example/repo/", "mailto:digest@shelf.example?subject=")) for link in links
        )
        attributes = {name for element in tree.iter() for name in element.attrib}
        assert attributes <= {"lang", "charset", "name", "content", "href", "class", "role"}


def test_a_dry_run_writes_mails_and_pages_and_notes_nothing(loop: Loop, tmp_path: Path):
    words = ("digest", "--dry-run", "--since", "2026-03-01", "--to", CANARY, "--output", tmp_path / "preview")
    loop.run(*words, day="2026-03-01")
    first = {path.suffix: path.read_bytes() for path in (tmp_path / "preview").iterdir()}
    loop.run(*words, day="2026-03-01")

    assert {path.suffix: path.read_bytes() for path in (tmp_path / "preview").iterdir()} == first
    assert set(first) == {".eml", ".html"}
    assert not (loop.private / "journal").exists()
    assert loop.mails() == []
    assert b"prefers-color-scheme" in first[".html"]


@pytest.mark.browser
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_mail_with_words_that_do_not_end_fits_a_phone(
    loop: Loop, tmp_path: Path, chromium: Browser, scheme: Literal["light", "dark"]
):
    loop.add_papers("long", [invented("Invented" + "lichen" * 30), invented("Of walls")])
    loop.run("digest", "--dry-run", "--since", "2026-03-01", "--to", CANARY, "--output", tmp_path, day="2026-03-01")
    page = chromium.new_page(viewport={"width": 360, "height": 800}, color_scheme=scheme)
    page.goto(next(tmp_path.glob("*.html")).as_uri())

    assert page.evaluate("() => document.documentElement.scrollWidth") == 360
    assert page.evaluate("() => getComputedStyle(document.body).backgroundColor") == GROUND[scheme]
    page.close()


def test_without_a_journal_or_secret_nothing_is_sent(loop: Loop):
    loop.set(JOURNAL="")
    assert "--journal" in loop.run("digest", "--to", CANARY, day="2026-03-01", code=2)
    loop.set(JOURNAL=str(loop.private / "journal"), SECRET="short")  # noqa: S106  # too short to be one
    assert "PAPERSHELF_SECRET" in loop.run("digest", "--to", CANARY, day="2026-03-01", code=2)
    assert CANARY not in loop.run("digest", "--to", f"{CANARY}\n", "--to", "no address", day="2026-03-01", code=2)


def test_a_run_sends_what_it_planned_and_no_other_run_does(loop: Loop):
    loop.run("digest", "--to", CANARY, day="2026-03-01")
    loop.add_papers("new", [invented("Invented lichen growth on walls")])
    assert "1 mails planned" in loop.run("digest", "--to", CANARY, "--plan", "--run", "7", day="2026-03-02")
    assert loop.mails() == []
    planned = (loop.private / "journal").read_bytes()

    # The machine vanished after sending: another run finds the plan and no end, and does not know.
    said = loop.run("digest", "--to", CANARY, "--run", "8", day="2026-03-03")
    assert "it is not known whether the mail of 2026-03-02 arrived" in said
    assert loop.mails() == []

    (loop.private / "journal").write_bytes(planned)
    assert "1 sent" in loop.run("digest", "--to", CANARY, "--run", "7", day="2026-03-02")
    assert [mail["To"] for mail in loop.mails()] == [CANARY]


def test_what_a_run_planned_and_could_not_send_comes_with_the_next(loop: Loop, certificates: Any):
    loop.run("digest", "--to", CANARY, "--to", OTHER, day="2026-03-01")
    loop.add_papers("new", [invented("Invented lichen growth on walls")])
    run = ("digest", "--to", CANARY, "--to", OTHER, "--run", "7")
    loop.run(*run, "--plan", day="2026-03-02")

    loop.set(SMTP_CA="")
    said = loop.run(*run, day="2026-03-02", code=1)
    assert "certificate is not valid" in said
    assert "fault of the program" not in said

    loop.set(SMTP_CA=certificates.path)
    assert "2 sent, 0 deferred, 0 refused, 0 unknown" in loop.run(*run[:-1], "8", day="2026-03-03")
    assert ["Invented lichen growth on walls" in text_of(mail) for mail in loop.mails()] == [True, True]


def test_a_topic_that_is_gone_is_told_and_who_is_pending_may_be_named_on_the_command_line(loop: Loop):
    loop.private.mkdir()
    lines = [{"address": CANARY, "topics": ["mosses"]}, {"address": OTHER, "state": "pending", "nonce": "abc"}]
    (loop.private / "subscribers.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines))
    loop.run("digest", "--to", OTHER, day="2026-03-01")
    loop.add_papers("new", [invented("Invented lichen growth on walls")])

    assert "readers chose them: mosses" in loop.run("digest", "--to", OTHER, day="2026-03-02")
    assert [mail["To"] for mail in loop.mails()] == [OTHER]


def test_other_topics_are_confirmed_and_who_was_not_asked_in_fact_may_ask_again(loop: Loop, certificates: Any):
    loop.private.mkdir()
    (loop.private / "subscribers.jsonl").write_text(json.dumps({"address": CANARY, "since": "2026-03-01"}) + "\n")
    folder = loop.answer(CANARY, "subscribe lichen")
    loop.set(SMTP_CA="")
    loop.run("subscribers", "inbox", folder, day="2026-03-02", code=1)
    assert "1 confirmed, 0 pending" in loop.run("subscribers", "list", day="2026-03-02")

    loop.set(SMTP_CA=certificates.path)
    assert "1 requests done" in loop.run("subscribers", "inbox", folder, day="2026-03-02")
    assert "1 confirmed, 1 pending" in loop.run("subscribers", "list", day="2026-03-02")
    (invitation,) = loop.mails()
    loop.run("subscribers", "inbox", loop.answer(CANARY, invitation["Subject"]), day="2026-03-03")
    assert "2026-03-01\tlichen\n1 confirmed, 0 pending" in loop.run("subscribers", "list", day="2026-03-03")


def test_who_never_confirmed_is_forgotten_and_may_ask_again(loop: Loop):
    loop.run("subscribers", "inbox", loop.answer(OTHER, "subscribe"), day="2026-03-01")
    said = loop.run("subscribers", "inbox", loop.answer(OTHER, "subscribe"), day="2026-03-15")
    assert "0 requests done, 1 refused" in said
    (loop.private / "inbox" / "1.eml").unlink(missing_ok=True)
    loop.run("subscribers", "inbox", loop.private / "inbox", day="2026-03-16")
    assert OTHER not in (loop.private / "subscribers.jsonl").read_text()

    assert "1 requests done" in loop.run("subscribers", "inbox", loop.answer(OTHER, "subscribe"), day="2026-03-16")
    assert len(loop.mails()) == 2
