"""Stamps of files: what tells that a file is the one that was seen before."""

from __future__ import annotations

import os
from pathlib import Path

Stamp = tuple[int, int, int]
"""Number, size and time of the last change of a file."""


def stamp_of(status: os.stat_result) -> Stamp:
    """Return the stamp of a file."""
    return (status.st_ino, status.st_size, status.st_mtime_ns)


def stamps_below(folder: Path) -> dict[str, Stamp]:
    """Return the stamps of all files below a folder, by their paths from it."""
    root = len(str(folder)) + 1
    found: dict[str, Stamp] = {}
    for path, _, names in os.walk(folder):
        for name in names:
            status = os.lstat(f"{path}/{name}")  # a Path for each file costs more than the look
            found[f"{path[root:]}/{name}".lstrip("/")] = stamp_of(status)
    return found
