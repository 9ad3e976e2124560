"""`papershelf generate`: the Markdown pages and finished files, for any builder."""

from __future__ import annotations

from pathlib import Path

import click

from generator import build, report
from generator.errors import located

from . import _options as options


@click.command("generate")
@options.content
@click.option("--docs", type=options.FOLDER, help="The folder to write into. [default: docs]")
@options.config
@options.now
def command(content: Path | None, docs: Path | None, config_file: Path, now: str) -> int:
    """Write the Markdown pages and finished files only, for any builder that reads this mkdocs.yml."""
    root = config_file.parent
    content, docs = content or root / "content", docs or root / "docs"
    gathered = build.write(config_file, content, docs, now)
    report.say_problems(located(gathered.catalogue.problems, content))
    return 0
