"""`papershelf serve`: build, show, watch, build again; what fails is shown in the browser, over the last good site.

A preview promises nothing. It never writes the ledger, so a title that is half typed gets no permalink. It shows pages
as soon as they stand: what they do not need, such as the search index, is written next, and who asks for it meanwhile
waits. Then links are checked: what the check finds is shown over the new site. An edit ends a check.
"""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import msgspec

from .builder import Builder, Result
from .server import PreviewServer, listen
from .state import Outcome, State
from .watch import Snapshot, settled, snapshot

LEDGER = "permalinks.tsv"
"""Written by builds; a preview does not start again because somebody built in another terminal."""
POLL_S = 0.5
"""A look at a content folder of 100 files takes a millisecond, and works on every file system."""


class Preview(msgspec.Struct, frozen=True, kw_only=True):
    """What is served, and from what it is made."""

    build: Sequence[str]
    """The arguments of the command line that make `site`; it runs in a process of its own."""
    site: Path
    watched: Sequence[Path]
    host: str
    port: int
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
    def _show(result: Result) -> None:
        state.show(result.outcome, result.text, result.base or state.base, is_whole=result.is_whole)
        sys.stderr.write(f"{result.news}\n" if result.news else "")
        is_good = result.outcome is Outcome.BUILT
        preview.say(f"{'serving' if is_good else 'a problem is shown'} on {server.url(state.base)} (Ctrl-C stops)")

    before = _look(preview.watched)
    with Builder(preview.build) as builder:
        while True:
            run = builder.start(_show, state.complete)
            run.wait_until_shown()
            builder.prepare()
            before = settled(lambda: _look(preview.watched), before, POLL_S)
            run.wait_until_whole()
            run.end()
            preview.say("changed, building again")


def _look(paths: Iterable[Path]) -> Snapshot:
    return {name: stamp for name, stamp in snapshot(paths).items() if Path(name).name != LEDGER}
