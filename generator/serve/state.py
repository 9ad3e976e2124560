"""What the preview shows at the moment: the builder changes it, the server's threads read it and wait for it."""

from __future__ import annotations

import enum
import threading
import time
from pathlib import Path

import msgspec


class Outcome(enum.Enum):
    """What became of a build: the words over what it said about problems."""

    BUILT = "Problems in the content"
    REFUSED = "This is the new site, but it has not passed the check"
    FAILED = "The last change could not be built; this is the site before it"


class Shown(msgspec.Struct, frozen=True):
    """One moment of the preview."""

    version: str
    """Differs whenever there is something new, and between two runs of the command: old pages know what they are."""
    base: str
    """The path that the site stands under, with slashes at both ends."""
    outcome: Outcome
    text: str
    """What the build said about problems; one that found nothing to refuse may have said something too."""


class State:
    """Owns what is shown, as long as the command runs."""

    def __init__(self, site: Path) -> None:
        self.site = site
        self._run = time.time_ns()
        self._builds = 0
        self._shown = Shown(f"{self._run}-0", "/", Outcome.BUILT, text="")
        self._is_whole = True
        self._changed = threading.Condition()

    @property
    def base(self) -> str:
        """Return the path that the site stands under."""
        return self._shown.base

    def show(self, outcome: Outcome, text: str, base: str, *, is_whole: bool = True) -> None:
        """Take what has become of a build, and wake everybody who waits; one that is not whole lacks files so far."""
        with self._changed:
            self._is_whole = is_whole
            self._builds += 1
            self._shown = Shown(f"{self._run}-{self._builds}", base, outcome, text)
            self._changed.notify_all()

    def complete(self) -> None:
        """Know that all files of the site stand."""
        with self._changed:
            self._is_whole = True
            self._changed.notify_all()

    def wait_until_whole(self, seconds: float) -> None:
        """Wait until all files of the site stand, but no longer than so long."""
        with self._changed:
            self._changed.wait_for(lambda: self._is_whole, seconds)

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
