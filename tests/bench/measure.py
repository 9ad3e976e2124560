"""What a command costs: CPU seconds of all its processes, wall clock, and the memory that they hold together."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

# Linux counts kibibytes, macOS bytes.
_RSS_UNITS_PER_MB = 1024 * 1024 if sys.platform == "darwin" else 1024
_KIB_PER_MB = 1024
_BYTES_PER_MB = 1_000_000
_SECONDS_BETWEEN_LOOKS = 0.25
_PROC = Path("/proc")
# The share of the pages that a process and its workers hold in common is counted once.
_SHARE = re.compile(r"^Pss:\s+(\d+) kB", re.MULTILINE)


class Cost(NamedTuple):
    """What a command took, and how much it left behind."""

    cpu_s: float
    """User and system time, its children included."""
    peak_mb: float
    """The most memory that the command and its children held at one time."""
    wall_s: float = 0.0
    files: int = 0
    output_mb: float = 0.0


class CommandError(Exception):
    """A measured command failed."""


def measured(command: Sequence[str | Path], folder: Path | None = None, **variables: str) -> Cost:
    """Run a command to its end and return what it took; raises `CommandError` with what it said."""
    environment = {**os.environ, **variables}
    with tempfile.TemporaryFile() as said:
        begin = time.monotonic()
        process = subprocess.Popen(command, cwd=folder, env=environment, stdout=said, stderr=subprocess.STDOUT)
        watch = _Watch(process.pid)
        watch.start()
        # Not process.wait(): only wait4 tells what this one process and its workers used.
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.monotonic() - begin
        process.returncode = os.waitstatus_to_exitcode(status)
        watch.stop()
        if process.returncode:
            said.seek(0)
            text = said.read().decode(errors="replace")[-4000:]
            raise CommandError(f"{' '.join(map(str, command))}: exit code {process.returncode}\n{text}")
    peak = max(usage.ru_maxrss / _RSS_UNITS_PER_MB, watch.peak_mb)
    return Cost(usage.ru_utime + usage.ru_stime, peak, wall)


class _Watch(threading.Thread):
    """Looks now and then how much memory a process and its children hold together; knows nothing without /proc."""

    def __init__(self, process: int) -> None:
        super().__init__(daemon=True)
        self.peak_mb = 0.0
        self._process = process
        self._ended = threading.Event()

    def run(self) -> None:
        """Look until the process has ended."""
        while not self._ended.wait(_SECONDS_BETWEEN_LOOKS):
            family = _family(self._process)
            # One process alone is known better from its own record of the peak.
            if len(family) > 1:
                self.peak_mb = max(self.peak_mb, sum(map(_megabytes, family)))

    def stop(self) -> None:
        """End the watch."""
        self._ended.set()
        self.join()


def _family(process: int) -> list[int]:
    """Return the process and everything that it has started."""
    family = [process]
    for member in family:
        for record in _PROC.glob(f"{member}/task/*/children"):
            family += [int(child) for child in _read(record).split()]
    return family


def _megabytes(process: int) -> float:
    found = _SHARE.search(_read(_PROC / str(process) / "smaps_rollup"))
    return int(found[1]) / _KIB_PER_MB if found else 0.0


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="ascii")
    except OSError:  # it has just ended
        return ""


def with_size(cost: Cost, folder: Path) -> Cost:
    """Return the cost with the files below a folder."""
    sizes = [path.stat().st_size for path in folder.rglob("*") if path.is_file()]
    return cost._replace(files=len(sizes), output_mb=sum(sizes) / _BYTES_PER_MB)
