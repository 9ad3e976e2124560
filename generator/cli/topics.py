"""`papershelf topics`: suggestions for the taxonomy, and the papers whose topics are in doubt."""

from __future__ import annotations

from pathlib import Path

import click

from generator import topic_review

from . import _options as options


@click.group("topics")
def command() -> None:
    """Look after the topics: what they lack, and which papers they are unsure of."""


@command.command("suggest")
@options.content
@options.config
@options.now
@click.option("--limit", type=click.IntRange(0, 100), default=12, show_default=True, help="New topics at most.")
def suggest_command(content: Path | None, config_file: Path, now: str, limit: int) -> int:
    """Print a patch of topics.yml: words that topics lack, and topics for groups of papers that have none.

    Read it, take out what is wrong, and apply it with `git apply`.
    """
    click.echo(topic_review.suggest(config_file, content or config_file.parent / "content", now, limit), nl=False)
    return 0


@command.command("review")
@options.content
@options.config
@options.now
def review_command(content: Path | None, config_file: Path, now: str) -> int:
    """List the papers whose topic hangs on little, is contested by another, or was pinned against the words."""
    lines = topic_review.review(config_file, content or config_file.parent / "content", now)
    for line in lines:
        click.echo(line)
    return 0
