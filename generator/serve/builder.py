"""The processes that build: one at a time, and one that has imported everything and waits for the next edit."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from typing import IO, Self, cast

import msgspec

from generator.program import version
from generator.report import SHOWN, WHOLE

from .state import Outcome


class Result(msgspec.Struct, frozen=True):
    """What a build has to show."""

    outcome: Outcome
    text: str
    """All that it has said about problems."""
    news: str
    """What of that it had not said when it had something to show before; and what the site has."""
    base: str | None = None
    """The path that a new site stands under; None when there is none."""
    is_whole: bool = True
    """Whether no more files are on their way."""


class Run:
    """Owns one process that builds, once it may `begin`, and the thread that follows it, until `end`."""

    def __init__(self, arguments: Sequence[str]) -> None:
        # A file: two pipes would have to be read at once.
        self._said = tempfile.TemporaryFile()  # noqa: SIM115  # closed by `end`
        self._process = subprocess.Popen(  # noqa: S603  # our own command
            [sys.executable, "-m", "generator.cli._builder", *arguments],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._said,
            encoding="utf-8",
            errors="replace",
        )
        self._thread: threading.Thread | None = None
        self._has_shown = threading.Event()
        self._is_whole = threading.Event()
        self._is_ended = False

    def is_waiting(self) -> bool:
        """Tell whether the process could begin."""
        return self._process.poll() is None

    def begin(self, show: Callable[[Result], None], complete: Callable[[], None]) -> None:
        """Let the process build.

        In a thread of their own `show` is called with each result, and `complete` when all files of a new site stand.
        """
        self._thread = threading.Thread(target=self._follow, args=(show, complete), name="build", daemon=True)
        self._thread.start()
        with suppress(BrokenPipeError), cast("IO[str]", self._process.stdin) as stream:
            stream.write("\n")

    def wait_until_shown(self) -> None:
        """Wait for the first result."""
        self._has_shown.wait()

    def wait_until_whole(self) -> None:
        """Wait until all files of a new site stand, or none is to be had: a site that lacked some would stay so."""
        self._is_whole.wait()

    def end(self) -> None:
        """End the process, if it has not ended; it shows nothing more. To say so twice does no harm."""
        self._is_ended = True
        self._process.terminate()
        if self._thread:
            self._thread.join()
        with self._process:
            self._said.close()

    def _follow(self, show: Callable[[Result], None], complete: Callable[[], None]) -> None:
        try:
            for result in self._results(complete):
                show(result)
                self._has_shown.set()
        finally:
            self._has_shown.set()
            self._is_whole.set()

    def _results(self, complete: Callable[[], None]) -> Iterator[Result]:
        """Yield the new site, and at the end whatever else is to be told."""
        base, before = None, ""
        for line in cast("IO[str]", self._process.stdout):
            if line.startswith(SHOWN):
                base, _, counts = line.removeprefix(SHOWN).rstrip().partition(" ")
                before = self._text()
                yield Result(Outcome.BUILT, before, f"{before}\n{counts}".lstrip(), base, is_whole=False)
            elif line.startswith(WHOLE):
                complete()
                self._is_whole.set()
        code = self._process.wait()
        text = self._text()
        if self._is_ended:
            return
        if code < 0:
            text = f"{text}\npapershelf: {signal.Signals(-code).name} ended the build, as for want of memory".lstrip()
        if code or text != before:
            failed = Outcome.REFUSED if base else Outcome.FAILED
            yield Result(failed if code else Outcome.BUILT, text, text.removeprefix(before).lstrip(), base)

    def _text(self) -> str:
        # This reads without moving the place in the file, at which the process goes on writing.
        file = self._said.fileno()
        return os.pread(file, os.fstat(file).st_size, 0).decode("utf-8", "replace").strip()


class Builder:
    """Owns the process that builds and the one that waits, as long as the preview runs."""

    def __init__(self, arguments: Sequence[str]) -> None:
        self._arguments = arguments
        self._building: Run | None = None
        self._waiting: Run | None = None
        self._version = ""

    def __enter__(self) -> Self:
        """Return itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """End both processes."""
        for run in (self._building, self._waiting):
            if run:
                run.end()

    def prepare(self) -> None:
        """Start the process of the next build, which takes its time until it could begin."""
        self._version = version()
        self._waiting = Run(self._arguments)

    def start(self, show: Callable[[Result], None], complete: Callable[[], None]) -> Run:
        """Return a process that builds, with the program as it is now; `Run.begin` says what is called."""
        if self._waiting and not (self._waiting.is_waiting() and self._version == version()):
            self._waiting.end()
            self._waiting = None
        self._building = run = self._waiting or Run(self._arguments)
        self._waiting = None
        run.begin(show, complete)
        return run
