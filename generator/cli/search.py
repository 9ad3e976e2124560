"""`papershelf search`: the search page in the terminal."""

from __future__ import annotations

from pathlib import Path

import click

from generator.search import terminal

from . import _options as options


@click.command("search")
@click.argument("words", nargs=-1, required=True)
@options.config
@click.option("--site", type=options.FOLDER, help="The built site to search. [default: site]")
@click.option("--limit", type=click.IntRange(1, 1000), default=10, show_default=True, help="How many papers to show.")
def command(words: tuple[str, ...], config_file: Path, site: Path | None, limit: int) -> int:
    """Search a built site as its search page does, in the same order; needs Node."""
    for line in terminal.search_site(site or config_file.parent / "site", " ".join(words), limit):
        click.echo(line)
    return 0
