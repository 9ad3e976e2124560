"""A token counts for the address, the purpose and the days that it was made for."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from generator.mail import subscribers, tokens
from generator.mail.subscribers import CONFIRMED, PENDING, Subscriber

SECRET = "an invented secret of the tests"  # noqa: S105  # nobody else's
READER = "Reader@readers.example"
TODAY = "2026-03-01"


def asked() -> tuple[tuple[Subscriber, ...], str]:
    return subscribers.add((), READER, ("sets",), SECRET, TODAY)


def test_the_token_that_comes_back_confirms():
    listed, token = asked()
    assert [item.state for item in listed] == [PENDING]

    confirmed, fault = subscribers.confirm(listed, token, "reader@readers.example", SECRET, "2026-03-15")

    assert fault is None
    assert confirmed == (Subscriber(address=READER, topics=("sets",), state=CONFIRMED, since="2026-03-15"),)


@pytest.mark.parametrize(
    ("change", "sender", "day"),
    [
        (lambda token: token, "other@readers.example", TODAY),
        (lambda token: token, READER, "2026-03-16"),
        (lambda token: token[:-1] + ("a" if token[-1] != "a" else "b"), READER, TODAY),
        (lambda token: token.replace("c.2026", "c.2027"), READER, "2026-03-20"),
        (lambda token: "u" + token[1:], READER, TODAY),
        (lambda _token: tokens.sign("another secret altogether", "c", READER, "20260401", "a" * 16), READER, TODAY),
        (lambda _token: subscribers.unsubscribe_token(SECRET, READER), READER, TODAY),
        (lambda _token: "", READER, TODAY),
        (lambda _token: "c.20260315..", READER, TODAY),
    ],
    ids=[
        "other address",
        "expired",
        "forged",
        "prolonged",
        "other purpose",
        "other secret",
        "unsubscribe",
        "empty",
        "torn",
    ],
)
def test_any_other_is_refused(change: Callable[[str], str], sender: str, day: str):
    listed, token = asked()

    kept, fault = subscribers.confirm(listed, change(token), sender, SECRET, day)

    assert fault
    assert kept == listed
    assert READER.lower() not in fault.lower()


def test_a_forged_token_with_the_right_nonce_is_refused():
    listed, token = asked()
    forged = tokens.sign("another secret altogether", "c", READER, "20260315", tokens.nonce_of(token))

    assert subscribers.confirm(listed, forged, READER, SECRET, TODAY)[1]


def test_a_token_counts_once_also_after_leaving():
    listed, token = asked()
    confirmed, _ = subscribers.confirm(listed, token, READER, SECRET, TODAY)

    assert subscribers.confirm(confirmed, token, READER, SECRET, TODAY)[1]
    assert subscribers.confirm(subscribers.remove(confirmed, READER), token, READER, SECRET, TODAY)[1]


def test_an_older_token_is_replaced_by_a_newer_one():
    listed, first = asked()
    again, second = subscribers.add(listed, READER, (), SECRET, TODAY)

    assert subscribers.confirm(again, first, READER, SECRET, TODAY)[1]
    assert subscribers.confirm(again, second, READER, SECRET, TODAY)[1] is None


def test_new_topics_keep_the_old_ones_until_confirmed_and_the_day_of_joining():
    confirmed = (Subscriber(address=READER, topics=("sets",), state=CONFIRMED, since="2026-01-01"),)
    again, token = subscribers.add(confirmed, READER, ("graphs",), SECRET, TODAY)
    assert confirmed[0] in again

    changed, fault = subscribers.confirm(again, token, READER, SECRET, TODAY)

    assert fault is None
    assert changed == (Subscriber(address=READER, topics=("graphs",), state=CONFIRMED, since="2026-01-01"),)


def test_the_header_token_finds_its_owner_and_nobody_else():
    listed = (Subscriber(address="a@readers.example"), Subscriber(address=READER))
    token = subscribers.unsubscribe_token(SECRET, READER)

    assert subscribers.owner_of(listed, token, SECRET, TODAY) == listed[1]
    assert subscribers.owner_of(listed[:1], token, SECRET, TODAY) is None
    assert subscribers.owner_of(listed, token[:-1] + "7", SECRET, TODAY) in (
        None,
        listed[1] if token[-1] == "7" else None,
    )


def test_a_recipient_has_one_name_that_tells_no_address():
    name = tokens.recipient_id(SECRET, READER)

    assert name == tokens.recipient_id(SECRET, READER.lower())
    assert name != tokens.recipient_id("another secret altogether", READER)
    assert "reader" not in name
