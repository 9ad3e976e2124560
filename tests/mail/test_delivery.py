"""Nobody gets a mail twice and nobody is skipped in silence: each way a relay fails, crossed with each crash."""

from __future__ import annotations

from collections.abc import Callable
from email.headerregistry import Address
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest

from generator.mail import delivery, issues, tokens
from generator.mail.delivery import Letter, Round
from generator.mail.journal import Journal, open_journal
from generator.mail.relay import RelayError, Session
from generator.mail.settings import Relay
from tests.conftest import sampled
from tests.mail.server import MODES, smtp_server

SECRET = "an invented secret"  # noqa: S105  # of these tests
ADDRESSES = ("first@readers.example", "second@readers.example", "third@readers.example")
DAYS = ("2026-03-02", "2026-03-03")
UNUSABLE = {"no-tls", "bad-certificate", "login-refused"}
HANDED_OVER = {"drop-after-data", "hang-after-data"}


class CrashError(Exception):
    """Stands for the end of the process."""


def letters(day: str) -> list[Letter]:
    found = []
    for address in ADDRESSES:
        message = EmailMessage()
        message["From"] = Address(addr_spec="digest@papershelf.example")
        message["To"] = Address(addr_spec=address)
        message["Message-ID"] = f"<{day}.{address.split('@')[0]}@papershelf.example>"
        message.set_content("An invented digest.\n.a line that begins with a dot\n" + "words " * 200)
        found.append(Letter(tokens.recipient_id(SECRET, address), address, message))
    return found


def run(journal: Journal, relay: Session, day: str) -> delivery.Delivery:
    return delivery.deliver(
        Round(journal, day, relay, "digest@papershelf.example", lambda _seconds: None), letters(day)
    )


def news(journal: Journal, name: str, since: str) -> set[str]:
    fresh = issues.news_for(issues.read_record(journal.entries), name, since)
    return {paper for issue in fresh for paper in issue.papers}


def crashing(append: Callable[[dict[str, str]], None], at: int, *, before: bool) -> Callable[[dict[str, str]], None]:
    """Return `append` that ends the process before or after its write number `at`."""
    count = 0

    def _append(entry: dict[str, str]) -> None:
        nonlocal count
        count += 1
        if count == at and before:
            raise CrashError
        append(entry)
        if count == at:
            raise CrashError

    return _append


def crossed(path: Path, mode: str, relay: Session, at: int, *, before: bool) -> bool:
    """Run once with a crash, then again without; return whether the crash happened."""
    crashed = False
    for attempt in range(2):
        with open_journal(path) as journal:
            if attempt == 0:
                journal.append = crashing(journal.append, at, before=before)  # type: ignore[method-assign]
            try:
                run(journal, relay, DAYS[0])
            except CrashError:
                crashed = True
            except RelayError:
                assert mode in UNUSABLE
    return crashed


@pytest.mark.sweep
@pytest.mark.parametrize("mode", MODES)
def test_each_fault_with_each_crash(mode: str, tmp_path: Path, certificates: Any, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(delivery, "ATTEMPTS", 1 if mode.startswith("hang") else 2)
    points = [(at, before) for at in range(1, 13) for before in (True, False)]
    with smtp_server(mode, certificates) as (relay, handler):
        crashes = 0
        for at, before in points[:3] if mode.startswith("hang") else sampled(points, 5):
            handler.taken.clear()
            path = tmp_path / f"{at}-{before}.journal"
            with Session(relay) as session:
                crashes += crossed(path, mode, session, at, before=before)

            assert max(handler.taken.values(), default=0) <= 1, "somebody has the mail twice"
            with open_journal(path) as journal:
                ends = {
                    item.name: issues.read_record(journal.entries).mail(item.name, DAYS[0]).event
                    for item in letters(DAYS[0])
                }
                listed = {name for _, name in issues.uncertain(issues.read_record(journal.entries))}
            has_it = {tokens.recipient_id(SECRET, address) for address, _ in handler.taken}
            told = {name for name, end in ends.items() if end in {"refused", "deferred"}} | listed
            if mode not in UNUSABLE:
                assert set(ends) <= has_it | told, "somebody was skipped in silence"
            assert not {name for name, end in ends.items() if end == "sent"} - has_it, "noted as sent, and was not"
            assert not has_it & {name for name, end in ends.items() if end in {"refused", "deferred"}}

        assert crashes


@pytest.mark.parametrize("mode", MODES)
def test_each_fault_alone(mode: str, tmp_path: Path, certificates: Any, monkeypatch: pytest.MonkeyPatch):
    expected = {
        "healthy": ["sent"] * 3, "slow": ["sent"] * 3, "partial": ["sent", "refused", "sent"],
        **dict.fromkeys(("mail-4xx", "rcpt-4xx", "content-4xx", "data-4xx", "ehlo-4xx"), ["deferred"] * 3),
        **dict.fromkeys(("mail-5xx", "rcpt-5xx", "content-5xx", "data-5xx", "too-large"), ["refused"] * 3),
        **dict.fromkeys(("drop-before-data", "hang-before-data", "ehlo-5xx"), ["deferred"] * 3),
        **dict.fromkeys((*HANDED_OVER, "content-odd"), ["unknown"] * 3),
    }  # fmt: skip
    monkeypatch.setattr(delivery, "ATTEMPTS", 2 if mode.startswith("hang") else delivery.ATTEMPTS)
    with smtp_server(mode, certificates) as (relay, handler), open_journal(tmp_path / "journal") as journal:
        with Session(relay) as session:
            if mode in UNUSABLE:
                with pytest.raises(RelayError, match="nothing was sent") as caught:
                    run(journal, session, DAYS[0])
                assert "canary" not in str(caught.value)
                assert not handler.taken
                return
            done = run(journal, session, DAYS[0])

        assert [outcome.state for outcome in done.outcomes.values()] == expected[mode]


@pytest.mark.parametrize("mode", ["rcpt-4xx", "rcpt-5xx", "drop-before-data"])
def test_who_did_not_get_an_issue_gets_its_papers_with_the_next(mode: str, tmp_path: Path, certificates: Any):
    with open_journal(tmp_path / "journal") as journal:
        issues.start(journal, "2026-03-01", ["old"])
        issues.open_issue(journal, DAYS[0], ["old", "one"])
        with smtp_server(mode, certificates) as (relay, _), Session(relay) as session:
            run(journal, session, DAYS[0])
        issues.open_issue(journal, DAYS[1], ["old", "one", "two"])
        name = letters(DAYS[0])[0].name

        assert news(journal, name, "") == {issues.mark("one"), issues.mark("two")}


def test_who_got_an_issue_gets_only_what_is_newer(tmp_path: Path, certificates: Any):
    with open_journal(tmp_path / "journal") as journal:
        issues.start(journal, "2026-03-01", ["old"])
        issues.open_issue(journal, DAYS[0], ["old", "one"])
        with smtp_server("healthy", certificates) as (relay, handler), Session(relay) as session:
            run(journal, session, DAYS[0])
            again = run(journal, session, DAYS[0])
        issues.open_issue(journal, DAYS[1], ["old", "one", "two"])
        name = letters(DAYS[0])[0].name

        assert not again.outcomes
        assert set(handler.taken.values()) == {1}
        assert news(journal, name, "") == {issues.mark("two")}
        assert news(journal, "somebody who joins later", DAYS[1]) == {issues.mark("two")}


def test_an_issue_never_changes(tmp_path: Path):
    with open_journal(tmp_path / "journal") as journal:
        issues.start(journal, "2026-03-01", [])
        first = issues.open_issue(journal, DAYS[0], ["one"])

        assert issues.open_issue(journal, DAYS[0], ["one", "late"]) == first
        later = issues.open_issue(journal, DAYS[1], ["one", "late"])
        assert later is not None
        assert later.papers == {issues.mark("late")}


def test_a_day_without_new_papers_has_no_issue(tmp_path: Path):
    with open_journal(tmp_path / "journal") as journal:
        issues.start(journal, "2026-03-01", ["old"])

        assert issues.open_issue(journal, DAYS[0], ["old"]) is None
        assert len(journal.entries) == 1


def test_who_is_refused_three_times_running_is_left_out_and_told(tmp_path: Path, certificates: Any):
    with (
        open_journal(tmp_path / "journal") as journal,
        smtp_server("rcpt-5xx", certificates) as (relay, _),
        Session(relay) as session,
    ):
        name = letters(DAYS[0])[0].name
        for day in ("2026-03-02", "2026-03-03", "2026-03-04"):
            assert not issues.is_suspended(issues.read_record(journal.entries), name)
            run(journal, session, day)

        assert issues.is_suspended(issues.read_record(journal.entries), name)


def test_refusals_of_before_she_was_asked_again_do_not_count(tmp_path: Path):
    with open_journal(tmp_path / "journal") as journal:
        for day in ("2026-03-02", "2026-03-03", "2026-03-04"):
            journal.append({"event": "refused", "day": day, "to": "her", "detail": "550"})
        record = issues.read_record(journal.entries)

        assert issues.is_suspended(record, "her", "2026-03-02")
        assert not issues.is_suspended(record, "her", "2026-03-05")


def test_a_run_under_a_wrong_date_hides_no_later_issue(tmp_path: Path):
    with open_journal(tmp_path / "journal") as journal:
        issues.start(journal, "2026-03-01", [])
        issues.open_issue(journal, "2027-03-02", ["one"])
        for event in ("sending", "sent"):
            journal.append({"event": event, "day": "2027-03-02", "to": "her", "detail": "250"})
        issues.open_issue(journal, "2026-03-03", ["one", "two"])

        assert news(journal, "her", "2026-03-01") == {issues.mark("two")}


def test_who_was_on_the_list_when_a_run_crashed_gets_that_issue_with_the_next(tmp_path: Path):
    with open_journal(tmp_path / "journal") as journal:
        issues.start(journal, "2026-03-01", [])
        issues.join(journal, DAYS[0], ["her"])
        issues.open_issue(journal, DAYS[0], ["one"])
        issues.join(journal, DAYS[1], ["her", "him"])
        issues.open_issue(journal, DAYS[1], ["one", "two"])

        assert news(journal, "her", "") == {issues.mark("one"), issues.mark("two")}
        assert news(journal, "him", "") == {issues.mark("two")}


def test_a_relay_that_is_not_there_is_waited_for_once_and_everybody_is_put_off(tmp_path: Path):
    waited: list[float] = []
    nobody = Relay(host="127.0.0.1", port=1, tls="none")
    with open_journal(tmp_path / "journal") as journal, Session(nobody) as session:
        turn = Round(journal, DAYS[0], session, "digest@papershelf.example", waited.append, "7")
        assert delivery.plan(turn, [item.name for item in letters(DAYS[0])]) == 3
        done = delivery.deliver(turn, letters(DAYS[0]))
        record = issues.read_record(journal.entries)

    assert [outcome.state for outcome in done.outcomes.values()] == ["deferred"] * 3
    assert waited == [delivery.PAUSE_S, delivery.PAUSE_S * 2]
    assert issues.uncertain(record) == ()


def test_one_recipient_on_each_envelope_and_dots_survive(tmp_path: Path, certificates: Any):
    with (
        open_journal(tmp_path / "journal") as journal,
        smtp_server("healthy", certificates) as (relay, handler),
        Session(relay) as session,
    ):
        run(journal, session, DAYS[0])

    assert [(sender, to) for sender, to, _ in handler.envelopes] == [
        ("digest@papershelf.example", (address,)) for address in ADDRESSES
    ]
    assert all(b"\r\n.a line that begins with a dot\r\n" in content for _, _, content in handler.envelopes)
