"""`papershelf subscribers`: who gets the digest, in a file outside of everything published."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path

import click
import msgspec

from generator import mailing, report
from generator.digest import letter
from generator.digest.invitation import invitation
from generator.errors import UsageError
from generator.mail import subscribers, tokens
from generator.mail.address import parse_address
from generator.mail.inbox import Request, read_inbox
from generator.mail.relay import Outcome, Session
from generator.mail.settings import parse_relay
from generator.mail.subscribers import CONFIRMED, PENDING, Subscriber
from generator.site import Site

from . import _options as options

REFUSED = 1
"""Exit code when a token does not count or a mail was not taken."""


class _Book(msgspec.Struct, frozen=True):
    """The subscribers' file with what its commands need beside it."""

    file: Path
    config_file: Path
    content: Path
    now: str

    def read(self) -> tuple[Subscriber, ...]:
        """Return those who are confirmed, and those who may still confirm."""
        return subscribers.current(subscribers.read_subscribers(self.file), self.now)


@click.group("subscribers")
@options.content
@options.config
@options.now
@click.option("--file", type=options.FILE, envvar="PAPERSHELF_SUBSCRIBERS", required=True,
              help="The subscribers' file, outside the project. [env: PAPERSHELF_SUBSCRIBERS]")  # fmt: skip
@click.pass_context
def command(context: click.Context, file: Path, config_file: Path, content: Path | None, now: str) -> None:
    """Add, confirm, remove and list the readers of the digest.

    Somebody who is added gets a mail with a token, and nothing more until that token comes back from her address.
    """
    subscribers.check_place(file, config_file.parent)
    context.obj = _Book(file, config_file, content or config_file.parent / "content", now)


@command.command("add")
@click.argument("address")
@click.option("--topic", "topics", metavar="SLUG", multiple=True, help="Only papers of this topic; may be repeated.")
@click.pass_obj
def add_command(book: _Book, address: str, topics: tuple[str, ...]) -> int:
    """Ask ADDRESS by mail whether it wants the digest."""
    parsed = parse_address(address)
    if parsed is None:
        raise UsageError("this is no address that mail can be sent to")
    return 0 if _ask(book, _site(book), parsed, topics) else REFUSED


@command.command("confirm")
@click.argument("token")
@click.option("--from", "sender", metavar="ADDRESS", required=True, help="The address that the token came back from.")
@click.pass_obj
def confirm_command(book: _Book, token: str, sender: str) -> int:
    """Confirm the reader whose TOKEN came back."""
    return 0 if _confirm(book, token, sender) else REFUSED


@command.command("remove")
@click.argument("address", required=False)
@click.option("--token", help="The token of the List-Unsubscribe header, in place of an address.")
@click.pass_obj
def remove_command(book: _Book, address: str | None, token: str | None) -> int:
    """Forget a reader, by ADDRESS or by her token."""
    if bool(address) == bool(token):
        raise UsageError("name either an address or a --token")
    return 0 if _remove(book, address, token or "") else REFUSED


@command.command("list")
@click.option("--addresses", is_flag=True, help="Show the addresses too; without it no output names anybody.")
@click.pass_obj
def list_command(book: _Book, *, addresses: bool) -> int:
    """List the readers: the keyed hash that the journal names them by, state, day and topics."""
    secret = mailing.secret_of(os.environ)
    listed = book.read()
    for item in listed:
        name = item.address if addresses else tokens.recipient_id(secret, item.address)
        click.echo("\t".join((name, item.state, item.since or "-", ",".join(item.topics) or "all topics")))
    counts = [sum(item.state == state for item in listed) for state in (CONFIRMED, PENDING)]
    click.echo(f"{counts[0]} confirmed, {counts[1]} pending")
    return 0


@command.command("inbox")
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False, exists=True))
@click.pass_obj
def inbox_command(book: _Book, folder: Path) -> int:
    """Do what the mails in FOLDER (a Maildir or .eml files) ask for in their subjects, and remove those mails.

    Who was asked and let the time to confirm pass is forgotten.

    `subscribe` with slugs of topics after it, `confirm TOKEN`, `unsubscribe TOKEN`. A request that counts twice does
    nothing the second time. Mails that are no requests stay.
    """
    site = _site(book)
    if book.file.is_file():
        subscribers.write_subscribers(book.file, book.read())
    done = []
    for request in read_inbox(folder):
        done.append(_answer(book, site, request))
        # An old wish to subscribe would come up again once its writer has left.
        request.file.unlink()
    click.echo(f"{sum(done)} requests done, {len(done) - sum(done)} refused")
    return 0


def _answer(book: _Book, site: Site, request: Request) -> bool:
    if request.verb == "confirm":
        return _confirm(book, request.token, request.sender)
    if request.verb == "unsubscribe":
        return _remove(book, None, request.token)
    topics = tuple(topic for topic in request.topics if topic in site.topic_names)
    waiting = any(item.state == PENDING and item.address.lower() == request.sender.lower() for item in book.read())
    # Whoever forges many requests in somebody's name makes us send her one mail, not many.
    return not waiting and _ask(book, site, request.sender, topics)


def _site(book: _Book) -> Site:
    return mailing.open_site(mailing.Run(config_file=book.config_file, content=book.content, now=book.now))


def _ask(book: _Book, site: Site, address: str, topics: tuple[str, ...]) -> bool:
    secret, relay = mailing.secret_of(os.environ), parse_relay(os.environ)
    unknown = mailing.check_topics([Subscriber(address=address, topics=topics)], site.topic_names)
    if unknown:
        raise UsageError(f"no topics of this catalogue: {', '.join(unknown)}")
    before = book.read()
    listed, token = subscribers.add(before, address, topics, secret, book.now)
    # Kept first: a token that arrives before the file knows of it would be refused.
    subscribers.write_subscribers(book.file, listed)
    name = tokens.recipient_id(secret, address)
    sender = letter.sender_of(site.settings.digest_sender)
    mail = invitation(site, letter.Recipient(address, name, token), topics, sender, datetime.now(UTC))
    outcome = Outcome("deferred", "relay")
    try:
        with Session(relay) as session:
            outcome = session.send(mail, sender.addr_spec, address)
    finally:
        if outcome.state in {"deferred", "refused"}:
            # Without a mail nobody can confirm, and who seems to wait is not asked again.
            subscribers.write_subscribers(book.file, before)
    click.echo(f"{name}: asked, {outcome.state} ({outcome.detail})")
    return outcome.state == "sent"


def _confirm(book: _Book, token: str, sender: str) -> bool:
    secret = mailing.secret_of(os.environ)
    listed, fault = subscribers.confirm(book.read(), token, sender, secret, book.now)
    if fault:
        report.say(f"papershelf: not confirmed: {fault}")
        return False
    subscribers.write_subscribers(book.file, listed)
    click.echo(f"{tokens.recipient_id(secret, sender)}: confirmed")
    return True


def _remove(book: _Book, address: str | None, token: str) -> bool:
    listed = book.read()
    if address is None:
        owner = subscribers.owner_of(listed, token, mailing.secret_of(os.environ), book.now)
        if owner is None:
            report.say("papershelf: nobody removed: the token belongs to no subscriber")
            return False
        address = owner.address
    kept = subscribers.remove(listed, address)
    if len(kept) < len(listed):
        subscribers.write_subscribers(book.file, kept)
    click.echo("removed" if len(kept) < len(listed) else "nobody of that address was there")
    return len(kept) < len(listed)
