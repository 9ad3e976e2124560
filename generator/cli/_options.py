"""The options that several commands share, so that they stay alike."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import click

PACKAGE = Path(__file__).parents[1]
FOLDER = click.Path(path_type=Path, file_okay=False)
FILE = click.Path(path_type=Path, dir_okay=False)


def _day(_context: click.Context, _option: click.Parameter, value: str | None) -> str:
    return day(value) if value else datetime.now(UTC).date().isoformat()


def day(value: str) -> str:
    """Return a day in the form `YYYY-MM-DD`; anything else is wrong usage."""
    try:
        return datetime.strptime(value, "%Y-%m-%d").replace(tzinfo=UTC).date().isoformat()
    except ValueError as error:
        raise click.BadParameter("write the day as YYYY-MM-DD, such as 2026-01-31") from error


def _config_file(_context: click.Context, _option: click.Parameter, value: Path | None) -> Path:
    """Return the mkdocs.yml to use: the one named, the one here, or the one that came with the program."""
    places = (value,) if value else (Path("mkdocs.yml"), PACKAGE.parent / "mkdocs.yml", PACKAGE / "data" / "mkdocs.yml")
    found = next((place for place in places if place.is_file()), None)
    if found is None:
        raise click.BadParameter(f"{places[0]} is not there")
    return found.resolve()


def cache_folder(config_file: Path, content: Path) -> Path:
    """Return where builds keep their cache: beside the settings, or beside the content when those are the program's."""
    is_ours = config_file.is_relative_to(PACKAGE)
    return (content.resolve().parent if is_ours else config_file.parent) / ".papershelf"


content = click.option(
    "--content",
    type=click.Path(path_type=Path, file_okay=False, exists=True),
    help="The content folder. [default: content]",
)
config = click.option(
    "--config", "config_file", type=FILE, callback=_config_file, help="Another mkdocs.yml than the one here."
)
now = click.option(
    "--now", metavar="DATE", callback=_day, help="The day that counts as today, as YYYY-MM-DD. [default: today, UTC]"
)
