"""`papershelf check`: the doctor of the content, and the checker of a built site."""

from __future__ import annotations

from pathlib import Path

import click

from generator import checks
from generator.gather import LEDGER

from . import _options as options


@click.command("check")
@options.content
@options.config
@options.now
@click.option("--topics", "labels", type=click.Path(path_type=Path, dir_okay=False, exists=True), metavar="FILE",
              help="Compare the topics that the words alone give with the labels in this JSON file.")  # fmt: skip
@click.option("--site", type=click.Path(path_type=Path, file_okay=False, exists=True), metavar="DIR",
              help="Check the links, anchors and ids of a built site instead of the content; with --content, also that "
              "every address of its ledger answers.")  # fmt: skip
@click.option("--fix", "fixes", is_flag=True, help="Write the corrections that are safe into corrections.yml.")
@click.option("--all", "shows_all", is_flag=True, help=f"Show all advice, not {checks.ADVICE_SHOWN} of a code.")
def command(
    content: Path | None, config_file: Path, now: str, labels: Path | None, site: Path | None, *, fixes: bool,
    shows_all: bool,
) -> int:  # fmt: skip
    """List the problems of the content, and advice: what is missing or looks wrong; or check a built site."""
    if site:
        ledger = content / LEDGER if content else None
        return checks.check_built_site(site, ledger if ledger and ledger.is_file() else None)
    content = content or config_file.parent / "content"
    if labels:
        return checks.check_topics(config_file, content, now, labels)
    return checks.check_content(config_file, content, now, shows_all=shows_all, fixes=fixes)
