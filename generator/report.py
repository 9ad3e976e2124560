"""What a command says at the terminal, and the one handler at the top: from an error to its text and exit code."""

from __future__ import annotations

import errno
import signal
import traceback as tracebacks
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager

import click
from rich.console import Console

from . import escape
from .errors import ContentError, MachineError, PapershelfError, Problem

FAULT, USAGE, INTERRUPTED = 3, 2, 130
"""Exit codes beside those of the errors themselves; 130 is what a shell gives a command that Ctrl-C ended."""
SHOWN = "papershelf: shown under "
"""Begins the line by which a preview tells `serve`, on standard output, where the new site stands and what it has."""
WHOLE = "papershelf: all files stand"
"""The line that tells `serve` later on that search, feeds and records are written too."""
_NO_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
_NO_ACCESS = frozenset({errno.EACCES, errno.EPERM, errno.EROFS})
_STAYS = "the published site is as it was"


def say(text: str) -> None:
    """Print one line to standard error, safe for a terminal and for a CI log."""
    click.echo(escape.log_line(text), err=True)


def say_problems(problems: Iterable[Problem]) -> None:
    """Print every problem once, sorted by file and line."""
    for problem in sorted(set(problems)):
        say(str(problem))


@contextmanager
def progress() -> Iterator[Callable[[str], None]]:
    """Show the names of stages: one line that changes on a terminal, a line each on standard output elsewhere."""
    console = Console(stderr=True)
    if not console.is_terminal:
        yield lambda stage: click.echo(f"papershelf: {stage}")
        return
    with console.status("papershelf") as status:
        yield lambda stage: status.update(f"papershelf: {stage}")


def run(command: Callable[[], int], *, traceback: Callable[[], bool]) -> int:
    """Return the exit code of a command, having told what went wrong; `traceback` says whether to show where."""
    # What a CI job or a supervisor sends: staging folders and servers are cleaned up as after Ctrl-C.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        return command()
    except (KeyboardInterrupt, click.Abort):
        say(f"interrupted; {_STAYS}")
        return INTERRUPTED
    except click.exceptions.Exit as error:
        return error.exit_code
    except click.ClickException as error:
        error.show()
        return USAGE
    except Exception as error:  # noqa: BLE001  # the one handler at the top
        if traceback():
            tracebacks.print_exc()
        if isinstance(error, ContentError):
            say_problems(error.problems)
        code, text = _told(error)
        say(text)
        return code


def _told(error: Exception) -> tuple[int, str]:
    """Return the exit code and the sentence for an error."""
    if isinstance(error, MachineError) or (isinstance(error, PapershelfError) and error.exit_code != FAULT):
        return error.exit_code, f"papershelf: {error}"
    if isinstance(error, OSError) and error.errno in _NO_ROOM:
        return FAULT, f"papershelf: {_where(error)}{error.strerror}; {_STAYS}: make room and run the command again"
    if isinstance(error, OSError) and error.errno in _NO_ACCESS:
        return USAGE, f"papershelf: {_where(error)}{error.strerror}; {_STAYS}: change the permissions or the path"
    kind = "" if isinstance(error, PapershelfError) else f"{type(error).__name__}: "
    return FAULT, (
        f"papershelf: {kind}{error or 'no message'}; {_STAYS}. This is a fault of the program: please report it with "
        "the output of the same command and --traceback"
    )


def _where(error: OSError) -> str:
    return f"{error.filename}: " if error.filename else ""
