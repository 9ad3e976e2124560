"""The command line: one module a command, found by name; the module `import_` is the command `import`.

A command is a module of this package that has a click command named `command`.
"""

from __future__ import annotations

import gc
import pkgutil
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import Any, cast

import click

from generator import __version__, report


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line and end the process with one of the exit codes that README documents."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")

    def _command() -> int:
        return int(papershelf.main(args=words, prog_name="papershelf", standalone_mode=False) or 0)

    code = report.run(_command, traceback=lambda: "--traceback" in words)
    # The interpreter's last collections would walk every object again: 0.15 s of a build's 1.6.
    gc.freeze()
    sys.exit(code)


class _Commands(click.Group):
    """Imports a command only when it is asked for: most need neither MkDocs nor numpy."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002  # click's signature
        """Return the names of all commands, in the order of the help."""
        return sorted(_modules())

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002  # the same
        """Import the module of a command and return the command; None for a name that none has."""
        module = _modules().get(cmd_name)
        return cast("click.Command", import_module(module).command) if module else None


def _modules() -> dict[str, str]:
    """Return the module of each command."""
    names = (module.name for module in pkgutil.iter_modules(__path__) if not module.name.startswith("_"))
    return {name.rstrip("_"): f"{__name__}.{name}" for name in names}


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.option("--traceback", is_flag=True, help="Show where in the program an error arose.")
@click.version_option(__version__)
def papershelf(**_: Any) -> None:
    """Turn listings of papers into a static catalogue that people can browse, search and cite.

    Exit codes: 0 built, 1 problems in the content, 2 wrong usage, 3 a fault of the program,
    4 a publishing gate refused.
    """
