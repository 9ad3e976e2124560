"""`papershelf import`: files of papers into the content folder."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import click

from generator import escape, intake, report
from generator.errors import located
from generator.intake import Arrival, Intake
from generator.maths import to_unicode
from generator.text import cut

from . import _options as options

SHOWN = 20
"""Records of a kind that are listed for each file, without `--all`."""


@click.command("import")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FILE...")
@click.option("--content", type=options.FOLDER, help="The content folder, made when it is missing. [default: content]")
@options.config
@click.option("--dry-run", is_flag=True, help="Show what would be new, merged and rejected, and write nothing.")
@click.option("--all", "shows_all", is_flag=True, help=f"List every record, not the first {SHOWN} of a kind.")
def command(files: tuple[Path, ...], content: Path | None, config_file: Path, *, dry_run: bool, shows_all: bool) -> int:
    """Take files of papers into the content folder, as they are; what is there already is not taken again."""
    content = content or config_file.parent / "content"
    intakes = intake.plan(files, content)
    for item in intakes:
        click.echo(_headline(item, content))
        for line in _lines(item, None if shows_all else SHOWN):
            click.echo(escape.log_line(line))
        report.say_problems(located(item.problems, content))
    if dry_run:
        click.echo("Nothing was written (--dry-run).")
    else:
        intake.take(intakes, content)
    return int(any(not item.name and not item.is_known for item in intakes))


def _headline(item: Intake, content: Path) -> str:
    if not item.name:
        return escape.log_line(f"{item.file}: not taken: {item.reason}")
    new = sum(arrival.known is None for arrival in item.arrivals)
    merged = len(item.arrivals) - new
    return escape.log_line(
        f"{item.file} -> {content / item.name}: {new} new, {merged} merged, {item.rejected} rejected"
    )


def _lines(item: Intake, limit: int | None) -> Iterator[str]:
    new = [arrival for arrival in item.arrivals if arrival.known is None]
    merged = [arrival for arrival in item.arrivals if arrival.known is not None]
    yield from _some([f"  new: {_title(arrival)}" for arrival in new], limit)
    yield from _some([_merged(arrival) for arrival in merged], limit)


def _some(lines: Sequence[str], limit: int | None) -> Iterator[str]:
    yield from lines[:limit]
    if limit is not None and len(lines) > limit:
        yield f"  ... and {len(lines) - limit} more (--all lists them)"


def _merged(arrival: Arrival) -> str:
    known = arrival.known
    said = [
        f"{verb} {', '.join(fields)}"
        for verb, fields in (("adds", arrival.adds), ("changes", arrival.changes), ("contradicts", arrival.contradicts))
        if fields
    ]
    place = f" ({known.file}:{known.line})" if known else ""
    return f"  merged: {_title(arrival)}{place}: {'; '.join(said) or 'says nothing new'}"


def _title(arrival: Arrival) -> str:
    return cut(to_unicode(arrival.paper.title), 80)
