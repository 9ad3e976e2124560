"""The subscribers' file: JSON Lines of address, chosen topics, state and day; kept outside of everything published.

A subscriber is `pending` until the token that was mailed to her comes back from her own address (double opt-in), then
`confirmed`. Removing forgets the address; a token of before then finds nobody.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from pathlib import Path

import msgspec

from generator.errors import ContentError, UsageError

from . import tokens
from .address import parse_address, same_mailbox

PENDING = "pending"
CONFIRMED = "confirmed"
DAYS_TO_CONFIRM = 14
_NO_NONCE = "a"
_REPAIR = "nothing is sent until it is repaired"


class Subscriber(msgspec.Struct, frozen=True, kw_only=True):
    """One reader of the digest."""

    address: str
    topics: tuple[str, ...] = ()
    """Slugs of the topics that she chose; none means all papers."""
    state: str = CONFIRMED
    since: str = ""
    """The day on which she confirmed, before that the day on which she was asked; older papers are no news to her."""
    nonce: str = ""
    """Of the token that she was sent, while she is pending."""


def parse_subscribers(text: str, name: str) -> tuple[Subscriber, ...]:
    """Return the subscribers of a file; a damaged line is a `ContentError`, which names the line and no address."""
    found: dict[tuple[str, str], Subscriber] = {}
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip():
            continue
        try:
            subscriber = msgspec.json.decode(line, type=Subscriber)
        except msgspec.DecodeError as error:
            raise ContentError(f"{name}:{number}: this is no subscriber; {_REPAIR}") from error
        address = parse_address(subscriber.address)
        if address is None:
            raise ContentError(f"{name}:{number}: address: mail cannot be sent there; {_REPAIR}")
        # Who is confirmed and was asked about other topics stands there twice.
        found.setdefault(
            (same_mailbox(address), subscriber.state), msgspec.structs.replace(subscriber, address=address)
        )
    return tuple(found.values())


def read_subscribers(path: Path) -> tuple[Subscriber, ...]:
    """Return the subscribers of the file, none when it is not there yet."""
    try:
        return parse_subscribers(path.read_text(encoding="utf-8"), path.name) if path.is_file() else ()
    except UnicodeDecodeError:
        raise ContentError(f"{path.name}: this is no UTF-8; {_REPAIR}") from None


def write_subscribers(path: Path, subscribers: Iterable[Subscriber]) -> None:
    """Replace the file at once; only its owner may read it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    encode = msgspec.json.Encoder().encode
    descriptor, name = tempfile.mkstemp(prefix=f".{path.name}-", dir=path.parent)  # made with mode 0600
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.writelines(encode(subscriber) + b"\n" for subscriber in subscribers)
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def check_place(path: Path, project: Path) -> None:
    """Refuse a subscribers' file that a commit or a build could publish; `project` is the folder of mkdocs.yml."""
    if path.resolve().is_relative_to(project.resolve()):
        raise UsageError("the subscribers' file lies in the project, where it could be published: choose another place")


def add(
    subscribers: Sequence[Subscriber], address: str, topics: Sequence[str], secret: str, today: str
) -> tuple[tuple[Subscriber, ...], str]:
    """Return the subscribers with a pending one more, and the token to send to her.

    Somebody who is confirmed already keeps her topics until she confirms the new ones: she is asked again.
    """
    nonce = tokens.new_nonce()
    expiry = (date.fromisoformat(today) + timedelta(days=DAYS_TO_CONFIRM)).strftime("%Y%m%d")
    asked = Subscriber(address=address, topics=tuple(topics), state=PENDING, since=today, nonce=nonce)
    others = [item for item in subscribers if item.state == CONFIRMED or not _is(item, address)]
    return (*others, asked), tokens.sign(secret, tokens.CONFIRM, address, expiry, nonce)


def current(subscribers: Iterable[Subscriber], today: str) -> tuple[Subscriber, ...]:
    """Return the subscribers without those whose time to confirm is over: they were promised to be forgotten."""
    first = (date.fromisoformat(today) - timedelta(days=DAYS_TO_CONFIRM)).isoformat()
    return tuple(item for item in subscribers if item.state == CONFIRMED or item.since >= first)


def confirm(
    subscribers: Sequence[Subscriber], token: str, sender: str, secret: str, today: str
) -> tuple[tuple[Subscriber, ...], str | None]:
    """Return the subscribers with the sender confirmed, and what is wrong with the token, or None."""
    nonce = tokens.nonce_of(token)
    asked = next((item for item in subscribers if item.state == PENDING and nonce and item.nonce == nonce), None)
    if asked is None:
        return tuple(subscribers), "nobody is waiting for this token; it was used, replaced or never sent"
    if not _is(asked, sender):
        return tuple(subscribers), "the token was sent to another address"
    fault = tokens.verify(secret, token, tokens.CONFIRM, asked.address, today.replace("-", ""))
    if fault:
        return tuple(subscribers), fault
    before = next((item.since for item in subscribers if item.state == CONFIRMED and _is(item, sender)), today)
    confirmed = msgspec.structs.replace(asked, state=CONFIRMED, since=before, nonce="")
    return (*(item for item in subscribers if not _is(item, sender)), confirmed), None


def remove(subscribers: Sequence[Subscriber], address: str) -> tuple[Subscriber, ...]:
    """Return the subscribers without every entry of that mailbox."""
    return tuple(item for item in subscribers if not _is(item, address))


def unsubscribe_token(secret: str, address: str) -> str:
    """Return the token that stands in the headers of each mail to that address; it is always the same one."""
    return tokens.sign(secret, tokens.UNSUBSCRIBE, address, tokens.NEVER, _NO_NONCE)


def owner_of(subscribers: Iterable[Subscriber], token: str, secret: str, today: str) -> Subscriber | None:
    """Return the subscriber that an unsubscribe token was made for, or None."""
    day = today.replace("-", "")
    return next(
        (item for item in subscribers if not tokens.verify(secret, token, tokens.UNSUBSCRIBE, item.address, day)), None
    )


def _is(subscriber: Subscriber, address: str) -> bool:
    return same_mailbox(subscriber.address) == same_mailbox(address)
