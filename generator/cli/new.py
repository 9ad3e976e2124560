"""`papershelf new`: an empty catalogue of one's own."""

from __future__ import annotations

import json
import shutil
import sys
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

import click

from generator import __version__, escape, starter

from . import _options as options


@click.command("new")
@click.argument("folder", type=options.FOLDER, metavar="DIR")
def command(folder: Path) -> int:
    """Make an empty catalogue in a new folder: settings, content, workflow for GitHub Pages, README."""
    program = _program()
    names = starter.write_catalogue(folder, __version__, program, _origin())
    for name in names:
        click.echo(escape.log_line(str(folder / name)))
    short = "papershelf" if shutil.which("papershelf") else program
    click.echo(escape.log_line(f"Next: cd {folder}, then {short} import FILE, then make serve (or {short} serve)"))
    return 0


def _program() -> str:
    """Return the path of the command that belongs to this interpreter, or the one on PATH."""
    beside = Path(sys.executable).with_name("papershelf")
    return str(beside) if beside.is_file() else shutil.which("papershelf") or "papershelf"


def _origin() -> str | None:
    """Return how this program was installed, as its installer tells it (PEP 610); None from a package index."""
    try:
        return distribution("papershelf").read_text("direct_url.json")
    except PackageNotFoundError:
        return json.dumps({"url": options.PACKAGE.parent.as_uri(), "dir_info": {}})
