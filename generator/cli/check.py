"""`papershelf check`: the doctor of the content, and the checker of a built site."""

from __future__ import annotations

from pathlib import Path

import click

from generator import checks

from . import _options as options


@click.command("check")
@options.content
@options.config
@options.now
@click.option("--topics", "labels", type=click.Path(path_type=Path, dir_okay=False, exists=True), metavar="FILE",
              help="Compare the topics that the words alone give with the labels in this JSON file.")  # fmt: skip
@click.option("--site", type=click.Path(path_type=Path, file_okay=False, exists=True), metavar="DIR",
              help="Check the links, anchors and ids of a built site instead of the content.")  # fmt: skip
def command(content: Path | None, config_file: Path, now: str, labels: Path | None, site: Path | None) -> int:
    """List the problems of the content, what was repaired, and what is missing; or check a built site."""
    if site:
        return checks.check_built_site(site)
    content = content or config_file.parent / "content"
    if labels:
        return checks.check_topics(config_file, content, now, labels)
    return checks.check_content(config_file, content, now)
