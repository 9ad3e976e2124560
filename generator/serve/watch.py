"""Watching files by looking at them: no service of the system is needed, and any file system will do."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

Snapshot = Mapping[str, tuple[int, int]]
"""Each file's time of change and size."""
SETTLE_S = 0.15
"""An editor or a checkout writes several files in one go: so long must pass without a further change."""


def snapshot(paths: Iterable[Path]) -> Snapshot:
    """Return what there is now below the paths; hidden files and editors' backups do not count."""
    return dict(entry for path in paths for entry in _below(path))


def settled(look: Callable[[], Snapshot], before: Snapshot, poll: float) -> Snapshot:
    """Wait until what `look` sees differs from before and has stopped changing, and return it."""
    now = look()
    while now == before:
        time.sleep(poll)
        now = look()
    while True:
        time.sleep(SETTLE_S)
        later = look()
        if later == now:
            return now
        now = later


def _below(path: Path) -> Iterator[tuple[str, tuple[int, int]]]:
    if path.is_file():
        yield from _stamp(str(path))
        return
    for folder, folders, files in os.walk(path):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in files:
            if not name.startswith(".") and not name.endswith("~"):
                yield from _stamp(os.path.join(folder, name))  # noqa: PTH118  # a Path for each file costs as much as the look


def _stamp(name: str) -> Iterator[tuple[str, tuple[int, int]]]:
    try:
        status = os.stat(name)  # noqa: PTH116  # the same
    except OSError:
        return  # it went between the listing and the look
    yield name, (status.st_mtime_ns, status.st_size)
