"""`papershelf digest`: one mail of new and trending papers to each subscriber."""

from __future__ import annotations

import os
import time
from pathlib import Path
from typing import Any

import click

from generator import mailing, report
from generator.errors import UsageError
from generator.mail import subscribers
from generator.mail.address import parse_address
from generator.mail.subscribers import CONFIRMED, Subscriber
from generator.mailing import Mailed

from . import _options as options

UNFINISHED = 1
"""Exit code when a mail could not be delivered, or may not have been."""


@click.command("digest")
@options.content
@options.config
@options.now
@click.option("--since", metavar="DATE", default="last", show_default=True,
              help="Papers first published on that day or later; `last` takes what no mail has told yet.")  # fmt: skip
@click.option("--to", "addresses", metavar="ADDRESS", multiple=True, help="Send all topics there; may be repeated.")
@click.option("--subscribers", "subscribers_file", type=options.FILE, envvar="PAPERSHELF_SUBSCRIBERS",
              help="The subscribers' file, outside the project. [env: PAPERSHELF_SUBSCRIBERS]")  # fmt: skip
@click.option("--journal", type=options.FILE, envvar="PAPERSHELF_JOURNAL",
              help="What was sent to whom, by keyed hash. [env: PAPERSHELF_JOURNAL]")  # fmt: skip
@click.option("--plan", "planning", is_flag=True, help="Note what would be sent, and send nothing yet; needs --run.")
@click.option("--run", "name", metavar="ID", default="", help="Names the run that plans and then sends.")
@click.option("--dry-run", is_flag=True, help="Write the mails as .eml and .html files; send and note nothing.")
@click.option("--output", type=options.FOLDER, default=Path("digest-preview"), show_default=True,
              help="Where --dry-run writes.")  # fmt: skip
def command(
    config_file: Path, content: Path | None, subscribers_file: Path | None, journal: Path | None, **rest: Any
) -> int:
    """Mail what is new and what is trending to each subscriber, once.

    The first run sends nothing: it notes which papers are there, so that later ones are news. The relay comes from the
    environment: PAPERSHELF_SMTP_HOST, _PORT, _TLS (starttls, tls), _USER, _PASSWORD, _CA; the key that names
    recipients in the journal and signs their tokens is PAPERSHELF_SECRET.
    """
    run = mailing.Run(
        config_file=config_file,
        content=content or config_file.parent / "content",
        now=rest["now"],
        since="" if rest["since"] == "last" else options.day(rest["since"]),
        readers=_readers(rest["addresses"], subscribers_file, config_file.parent),
        name=rest["name"],
        planning=rest["planning"],
        environment=os.environ,
    )
    if run.planning and not run.name:
        raise UsageError("--plan needs the name of the run, as --run ID, which then sends with the same name")
    if rest["dry_run"]:
        for path in mailing.preview(run, rest["output"]):
            click.echo(path)
        return 0
    if journal is None:
        raise UsageError("name the journal with --journal or PAPERSHELF_JOURNAL; without it a mail could go out twice")
    return _tell(mailing.send(run, journal, time.sleep), run.now)


def _readers(addresses: tuple[str, ...], file: Path | None, project: Path) -> tuple[Subscriber, ...]:
    parsed = [parse_address(address) for address in addresses]
    if None in parsed:
        raise UsageError(f"--to number {parsed.index(None) + 1} is no address that mail can be sent to")
    if file:
        subscribers.check_place(file, project)
    listed = subscribers.read_subscribers(file) if file else ()
    known = {item.address.lower() for item in listed if item.state == CONFIRMED}
    return (*listed, *(Subscriber(address=item) for item in parsed if item and item.lower() not in known))


def _tell(done: Mailed, day: str) -> int:
    if done.mended:
        report.say("papershelf: the journal ended in a line that was cut; that line is removed")
    if done.first:
        click.echo(f"digest of {day}: first run; what is in the catalogue is noted, and nothing was sent")
        return 0
    if done.planned:
        click.echo(f"digest of {day}: {done.planned} mails planned")
        return 0
    counts = ", ".join(
        f"{len(done.delivery.names(state))} {state}" for state in ("sent", "deferred", "refused", "unknown")
    )
    click.echo(f"digest of {day}: {counts}; {done.unconcerned} readers without news")
    for name, outcome in done.delivery.outcomes.items():
        if outcome.state != "sent":
            report.say(f"papershelf: recipient {name}: {outcome.state} ({outcome.detail})")
    for name in done.suspended:
        report.say(f"papershelf: recipient {name}: suspended, refused too often; remove her, or remove and ask her")
    if done.lost_topics:
        report.say(f"papershelf: no topics of this catalogue, though readers chose them: {', '.join(done.lost_topics)}")
    for on, name in done.uncertain:
        report.say(
            f"papershelf: recipient {name}: it is not known whether the mail of {on} arrived; it is not sent again"
        )
    return UNFINISHED if any(outcome.state != "sent" for outcome in done.delivery.outcomes.values()) else 0
