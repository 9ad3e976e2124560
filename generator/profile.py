"""Where a command spends its time: CPU seconds, wall clock and peak memory of each stage."""

from __future__ import annotations

import json
import resource
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec

# Linux counts kibibytes, macOS bytes.
_RSS_UNITS_PER_MB = 1024 * 1024 if sys.platform == "darwin" else 1024


class Stage(msgspec.Struct, frozen=True):
    """One stage of a build."""

    stage: str
    cpu_s: float
    """User and system time, of this process and of workers that have ended."""
    wall_s: float
    peak_rss_mb: float
    """The largest resident size that the process had had by the end of the stage."""


class Profile:
    """Owns the measurements of one command, from the start of the process to the last stage.

    Time between two stages is counted to the one that begins next, so that nothing is left out. `began` is told the
    name of each stage, for whoever shows progress.
    """

    def __init__(self, began: Callable[[str], None] = lambda _: None) -> None:
        self._began = began
        self.stages: list[Stage] = []
        self._cpu = 0.0
        self._wall = time.monotonic() - _process_age()

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Measure what runs inside, under that name; a name used twice gets two entries, joined when written."""
        self._began(name)
        try:
            yield
        finally:
            self.mark(name)

    def mark(self, name: str) -> None:
        """Count everything since the last mark to the stage of that name."""
        cpu, wall = _cpu_seconds(), time.monotonic()
        self.stages.append(Stage(name, cpu - self._cpu, wall - self._wall, _peak_mb()))
        self._cpu, self._wall = cpu, wall

    def write(self, path: Path) -> None:
        """Write one JSON line a stage, in the order in which the stages first ran; the last one takes what is left."""
        self.mark(self.stages[-1].stage if self.stages else "start")
        joined: dict[str, Stage] = {}
        for item in self.stages:
            before = joined.get(item.stage, Stage(item.stage, 0.0, 0.0, 0.0))
            joined[item.stage] = Stage(
                item.stage,
                before.cpu_s + item.cpu_s,
                before.wall_s + item.wall_s,
                max(before.peak_rss_mb, item.peak_rss_mb),
            )
        lines = [
            {
                "stage": item.stage,
                "cpu_s": round(item.cpu_s, 4),
                "wall_s": round(item.wall_s, 4),
                "peak_rss_mb": round(item.peak_rss_mb, 1),
            }
            for item in joined.values()
        ]
        path.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8", newline="\n")


def _cpu_seconds() -> float:
    usage = (resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN))
    return sum(item.ru_utime + item.ru_stime for item in usage)


def _peak_mb() -> float:
    """Return the largest resident size of this process or of one of its workers, the larger one."""
    peak = max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return peak / _RSS_UNITS_PER_MB


def _process_age() -> float:
    """Return the seconds of wall clock since the process began, taken for its CPU time: imports hardly wait."""
    return _cpu_seconds()
