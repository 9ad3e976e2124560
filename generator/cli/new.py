"""`papershelf new`: an empty catalogue of one's own."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import click

from generator import __version__, escape, starter

from . import _options as options


@click.command("new")
@click.argument("folder", type=options.FOLDER, metavar="DIR")
def command(folder: Path) -> int:
    """Make an empty catalogue in a new folder: settings, content, workflow for GitHub Pages, README."""
    program = _program()
    names = starter.write_catalogue(folder, __version__, program)
    for name in names:
        click.echo(escape.log_line(str(folder / name)))
    short = "papershelf" if shutil.which("papershelf") else program
    click.echo(escape.log_line(f"Next: cd {folder}, then {short} import FILE, then make serve (or {short} serve)"))
    return 0


def _program() -> str:
    """Return the path of the command that belongs to this interpreter, or the one on PATH."""
    beside = Path(sys.executable).with_name("papershelf")
    return str(beside) if beside.is_file() else shutil.which("papershelf") or "papershelf"
