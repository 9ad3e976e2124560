"""The journal and the subscribers' file survive what files meet."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from generator.errors import ContentError, UsageError
from generator.mail import subscribers
from generator.mail.address import parse_address
from generator.mail.inbox import read_inbox
from generator.mail.journal import open_journal
from generator.mail.settings import parse_relay
from generator.mail.subscribers import Subscriber

ENTRIES = [
    {"event": "issue", "day": "2026-03-01", "papers": "ab" * 6},
    {"event": "sent", "day": "2026-03-01", "to": "é"},
]


def written(path: Path) -> bytes:
    with open_journal(path) as journal:
        for entry in ENTRIES:
            journal.append(dict(entry))
    return path.read_bytes()


def test_what_was_written_is_read(tmp_path: Path):
    written(tmp_path / "journal")

    with open_journal(tmp_path / "journal") as journal:
        assert journal.entries == ENTRIES
        assert not journal.mended
    assert stat.S_IMODE((tmp_path / "journal").stat().st_mode) == 0o600


def test_a_journal_that_was_cut_anywhere_keeps_its_whole_lines(tmp_path: Path):
    content = written(tmp_path / "journal")
    first = content.index(b"\n") + 1

    for size in range(len(content)):
        (tmp_path / "cut").write_bytes(content[:size])
        with open_journal(tmp_path / "cut") as journal:
            assert journal.entries == ENTRIES[: size >= first]
            assert journal.mended == (size not in (0, first))
            journal.append({"event": "next"})
        with open_journal(tmp_path / "cut") as journal:
            assert journal.entries[-1] == {"event": "next"}


def test_a_line_that_was_changed_stops_everything(tmp_path: Path):
    content = written(tmp_path / "journal")
    (tmp_path / "journal").write_bytes(content.replace(b"2026-03-01", b"2026-03-02", 1))

    with pytest.raises(ContentError, match=r"journal:1: this line is damaged"), open_journal(tmp_path / "journal"):
        pass


def test_a_journal_is_held_by_one_process(tmp_path: Path):
    with (
        open_journal(tmp_path / "journal"),
        pytest.raises(UsageError, match="in use"),
        open_journal(tmp_path / "journal"),
    ):
        pass


@pytest.mark.parametrize("path", ["/dev/full", "/dev/zero", "/proc/nowhere/journal", __file__ + "/journal"])
def test_what_can_be_no_journal_is_wrong_usage(path: str):
    with pytest.raises(UsageError, match="name another"), open_journal(Path(path)):
        pass


def test_subscribers_are_kept_for_their_owner_alone(tmp_path: Path):
    listed = (Subscriber(address="a@readers.example", topics=("sets",), since="2026-03-01"),)

    subscribers.write_subscribers(tmp_path / "deep" / "list.jsonl", listed)

    assert subscribers.read_subscribers(tmp_path / "deep" / "list.jsonl") == listed
    assert stat.S_IMODE((tmp_path / "deep" / "list.jsonl").stat().st_mode) == 0o600
    assert [path.name for path in (tmp_path / "deep").iterdir()] == ["list.jsonl"]


@pytest.mark.parametrize("line", ["{", '{"address": 3}', '{"address": "nobody"}', "reader@readers.example"])
def test_a_damaged_subscriber_is_told_without_the_address(line: str):
    text = '{"address":"a@readers.example"}\n' + line

    with pytest.raises(ContentError, match=r"list:2: ") as caught:
        subscribers.parse_subscribers(text, "list")

    assert "reader" not in str(caught.value)


def test_a_file_that_is_no_utf_8_is_told_without_its_text(tmp_path: Path):
    (tmp_path / "list").write_bytes(b'{"address":"reader@readers.example","topics":["\xff"]}')

    with pytest.raises(ContentError, match="list: this is no UTF-8") as caught:
        subscribers.read_subscribers(tmp_path / "list")

    assert "reader" not in str(caught.value)


def test_the_subscribers_file_stays_out_of_the_project(tmp_path: Path):
    with pytest.raises(UsageError, match="lies in the project"):
        subscribers.check_place(tmp_path / "project/private/list.jsonl", tmp_path / "project")
    subscribers.check_place(tmp_path / "elsewhere/list.jsonl", tmp_path / "project")


@pytest.mark.parametrize(
    ("text", "address"),
    [
        (" Ada.Lovelace+shelf@Readers.Example ", "Ada.Lovelace+shelf@readers.example"),
        ("o'hara@x.example", "o'hara@x.example"),
        ("a@b.example\nBcc: c@d.example", None),
        ("a@b.example, c@d.example", None),
        ("<a@b.example>", None),
        ("a b@c.example", None),
        ('"a"@b.example', None),
        ("a@[127.0.0.1]", None),
        ("a@b..example", None),
        (".a@b.example", None),
        ("a" * 65 + "@b.example", None),
        ("a@" + "b." * 130 + "example", None),
        ("ä@b.example", None),
        ("@b.example", None),
        ("", None),
    ],
)
def test_addresses(text: str, address: str | None):
    assert parse_address(text) == address


def mail(
    folder: Path, name: str, subject: str, sender: str = "Reader <reader@readers.example>", more: str = ""
) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_bytes(f"From: {sender}\r\nSubject: {subject}\r\n{more}\r\nAn invented text.\r\n".encode())


def test_requests_are_read_from_subjects(tmp_path: Path):
    mail(tmp_path, "1.eml", "Subscribe sets, graphs sets")
    mail(tmp_path, "2.eml", "RE: Fwd: confirm c.20260315.abc.def more")
    mail(tmp_path, "3.eml", "unsubscribe u.99991231.a.xyz")
    mail(tmp_path, "4.eml", "What is this?")
    mail(tmp_path, "5.eml", "subscribe", more="Auto-Submitted: auto-replied\r\n")
    mail(tmp_path, "6.eml", "subscribe", sender="a@b.example, c@d.example")
    mail(tmp_path, "7.eml", "subscribe", more="List-Id: <some.list.example>\r\n")
    (tmp_path / "8.eml").write_bytes(bytes(range(256)) * 8)

    found = [(item.verb, item.sender, item.token, item.topics, item.file.name) for item in read_inbox(tmp_path)]

    assert found == [
        ("subscribe", "reader@readers.example", "", ("sets", "graphs"), "1.eml"),
        ("confirm", "reader@readers.example", "c.20260315.abc.def", (), "2.eml"),
        ("unsubscribe", "reader@readers.example", "u.99991231.a.xyz", (), "3.eml"),
        ("subscribe", "a@b.example", "", (), "6.eml"),
    ]


def test_a_maildir_is_read_too(tmp_path: Path):
    mail(tmp_path / "new", "1", "subscribe")
    mail(tmp_path / "cur", "2:2,S", "unsubscribe token")

    assert [item.verb for item in read_inbox(tmp_path)] == ["unsubscribe", "subscribe"]


@pytest.mark.parametrize(
    "settings",
    [
        {},
        {"HOST": "relay.example", "TLS": "none"},
        {"HOST": "relay.example", "TLS": "perhaps"},
        {"HOST": "relay.example", "PORT": "many"},
        {"HOST": "relay.example", "PORT": "65536"},
        {"HOST": "relay.example", "TIMEOUT": "0"},
        {"HOST": "relay.example", "TIMEOUT": "nan"},
        {"HOST": "relay..example"},
        {"HOST": "relay example"},
        {"HOST": "relay.example", "CA": "/nowhere/at/all.pem"},
        {"HOST": "relay.example", "CA": __file__},
        {"HOST": "relay.example", "USER": "ada", "PASSWORD": "pässword"},
    ],
)
def test_a_relay_that_is_missing_or_unsafe_is_wrong_usage(settings: dict[str, str]):
    with pytest.raises(UsageError):
        parse_relay({f"PAPERSHELF_SMTP_{key}": value for key, value in settings.items()})


def test_a_relay_on_this_machine_may_do_without_encryption():
    relay = parse_relay({"PAPERSHELF_SMTP_HOST": "127.0.0.1", "PAPERSHELF_SMTP_TLS": "none"})

    assert (relay.port, relay.tls) == (25, "none")
