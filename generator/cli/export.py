"""`papershelf export`: the papers of a content folder as references or records."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import click

from generator import report
from generator.citation import plain
from generator.citation.formats import FORMATS
from generator.engine import site as engine
from generator.errors import located
from generator.exports import api
from generator.gather import gather
from generator.paper import Paper
from generator.profile import Profile
from generator.selection import select
from generator.site import Site

from . import _options as options

_STYLED = "plain"
_JSON_LINES = "jsonl"
_NAMES = [*(name for name in FORMATS if not name.startswith(_STYLED)), _JSON_LINES, _STYLED]


@click.command("export")
@click.argument("form", metavar="FORMAT", type=click.Choice(_NAMES))
@options.content
@click.option("--output", type=options.FILE, metavar="FILE", help="Write to this file. [default: standard output]")
@click.option("--topic", "topics", multiple=True, metavar="SLUG", help="Only papers of this topic (repeatable).")
@click.option(
    "--query",
    default="",
    metavar="WORDS",
    help="Only papers with all these words in title, authors or venue; beginnings of words are enough.",
)
@click.option(
    "--style",
    type=click.Choice(sorted(plain.STYLES)),
    default="acl",
    show_default=True,
    help="The style of plain references.",
)
@options.config
@options.now
def command(form: str, content: Path | None, output: Path | None, config_file: Path, **chosen: Any) -> int:
    """Write the papers as FORMAT: bibtex, biblatex, csl-json, ris, csv, markdown, jsonl or plain.

    Records that are rejected are listed and do not stop the others. The ledger is read, so that addresses and citation
    keys are those of the site, and not written.
    """
    content = content or config_file.parent / "content"
    settings = engine.read_settings(config_file)
    catalogue = gather(content, settings, chosen["now"], Profile()).catalogue
    report.say_problems(located(catalogue.problems, content))
    papers = select(catalogue, chosen["topics"], chosen["query"])
    text = "".join(_chunks(form, chosen["style"], Site(catalogue, settings, {}), papers))
    if output:
        output.write_bytes(text.encode())
    else:
        # Bytes, because the console of some systems would change letters and line ends.
        sys.stdout.buffer.write(text.encode())
        sys.stdout.flush()
    return 0


def _chunks(form: str, style: str, site: Site, papers: Iterable[Paper]) -> Iterable[str]:
    if form == _JSON_LINES:
        return map(bytes.decode, api.lines(site, {paper.key for paper in papers}))
    name = f"{_STYLED}-{style}" if form == _STYLED else form
    return FORMATS[name].chunks(papers, site.citation_keys)
