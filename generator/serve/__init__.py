"""`papershelf serve`: build, show, watch, build again; what fails is shown in the browser, over the last good site.

A preview promises nothing: it never writes the ledger, so a title that is half typed gets no permalink.
"""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import msgspec

from .server import PreviewServer, listen
from .state import State
from .watch import Snapshot, settled, snapshot

LEDGER = "permalinks.tsv"
"""Written by builds; a preview does not start again because somebody built in another terminal."""
POLL_S = 0.5
"""A look at a content folder of 100 files takes a millisecond, and works on every file system."""


class Preview(msgspec.Struct, frozen=True, kw_only=True):
    """What is served, and from what it is made."""

    build: Sequence[str]
    """The arguments of the build command that makes `site`; it runs in a process of its own."""
    site: Path
    watched: Sequence[Path]
    host: str
    port: int
    base_path: Callable[[], str]
    """Returns the path that the site stands under, as the settings have it now."""
    say: Callable[[str], None]
    """Shows one line to the person at the terminal."""


def serve(preview: Preview) -> None:
    """Serve until interrupted. The port is taken first, so that a port in use is told at once."""
    state = State(preview.site)
    with listen(preview.host, preview.port, state) as server:
        threading.Thread(target=server.serve_forever, name="serve", daemon=True).start()
        try:
            _build_on_changes(preview, state, server)
        except KeyboardInterrupt:
            preview.say("stopped")
        finally:
            server.shutdown()


def _build_on_changes(preview: Preview, state: State, server: PreviewServer) -> None:
    before = _look(preview.watched)
    while True:
        failed, text = run_build(preview.build)
        state.finish(text, failed=failed, base=_base_path(preview, state.base))
        preview.say(f"{'a problem is shown' if failed else 'serving'} on {server.url(state.base)} (Ctrl-C stops)")
        before = settled(lambda: _look(preview.watched), before, POLL_S)
        preview.say("changed, building again")


def run_build(arguments: Sequence[str]) -> tuple[bool, str]:
    """Run the build command and return whether it failed, and what it said about problems; its last line is shown."""
    command = [sys.executable, "-m", "generator.cli", *arguments]
    with subprocess.Popen(  # noqa: S603  # our own command
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        errors="replace",
    ) as process:
        try:
            told, problems = process.communicate()
        finally:
            process.terminate()
    sys.stderr.write(problems + "".join(told.splitlines(keepends=True)[-1:]))
    return process.returncode != 0, problems.strip()


def _look(paths: Iterable[Path]) -> Snapshot:
    return {name: stamp for name, stamp in snapshot(paths).items() if Path(name).name != LEDGER}


def _base_path(preview: Preview, before: str) -> str:
    # A settings file that is broken is told by the build itself; until it is repaired the site stays where it was.
    try:
        return preview.base_path()
    except Exception:  # noqa: BLE001
        return before
