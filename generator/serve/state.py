"""What the preview shows at the moment: the builder changes it, the server's threads read it and wait for it."""

from __future__ import annotations

import threading
import time
from pathlib import Path

import msgspec


class Shown(msgspec.Struct, frozen=True):
    """One moment of the preview."""

    version: str
    """Differs after every build, and between two runs of the command, so that open pages know that they are old."""
    base: str
    """The path that the site stands under, with slashes at both ends."""
    failed: bool
    text: str
    """What the build said about problems; a build that succeeded may have said something too."""


class State:
    """Owns what is shown, as long as the command runs."""

    def __init__(self, site: Path) -> None:
        self.site = site
        self._run = time.time_ns()
        self._builds = 0
        self._shown = Shown(f"{self._run}-0", "/", failed=False, text="")
        self._changed = threading.Condition()

    @property
    def base(self) -> str:
        """Return the path that the site stands under."""
        return self._shown.base

    def finish(self, text: str, *, failed: bool, base: str) -> None:
        """Take the result of a build, and wake everybody who waits."""
        with self._changed:
            self._builds += 1
            self._shown = Shown(f"{self._run}-{self._builds}", base, failed, text)
            self._changed.notify_all()

    def first(self, seconds: float) -> Shown | None:
        """Return what is shown, after waiting so long for the first build to end; None when it has not."""
        with self._changed:
            ended = self._changed.wait_for(lambda: self._builds, seconds)
            return self._shown if ended else None

    def after(self, version: str, seconds: float) -> Shown:
        """Return what is shown, after waiting so long for something else than that version."""
        with self._changed:
            self._changed.wait_for(lambda: self._shown.version != version, seconds)
            return self._shown
