"""A folder of generated files, `docs/` or the site: written where they changed; nothing of an earlier build stays."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from .errors import PapershelfError, UsageError

FILE_MODE = 0o644
"""What everybody may read."""
KEPT = frozenset({".gitignore"})
"""What stands in `docs/` and is not generated."""
# A file that must not be there yet; the user's mask takes from its mode.
_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL
_MODE = 0o666
# A folder, and no link to one.
_FOLDER = os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW
_BLOCK = 1 << 16
"""Bytes that are read at once, as most files can be."""


class Folder:
    """Owns a folder while one build writes it."""

    def __init__(self, folder: Path, aside: Path | None = None) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.root = str(folder)
        """Where the folder stands."""
        self._aside = aside
        """A free name on the same disk: where readers see the folder, each file is written there and then moved."""
        self._ready_for = {""}
        self.made: set[str] = set()
        """The folders below that were not there before, by their paths from here."""

    def write(self, name: str, content: bytes) -> bool:
        """Write a file, its path below the folder given, and return whether it was written.

        It is not where it stands there already, but in a folder that readers see it always is.
        """
        path = self._ready(name)
        if not self._aside:
            return _write_if_changed(path, content)
        self._aside.write_bytes(content)
        self._aside.replace(path)
        return True

    def link(self, name: str, other: str) -> bool:
        """Make the file of another folder one of this folder too; return whether the system can do that."""
        try:
            os.link(other, self._ready(name), follow_symlinks=False)
        except OSError:
            return False
        return True

    def remove(self, name: str) -> None:
        """Remove a file, if it is there; one that stands in another folder too stays there."""
        Path(self.path(name)).unlink(missing_ok=True)

    def path(self, name: str) -> str:
        """Return where a file of that name stands."""
        return _inside(self.root, name)

    def _ready(self, name: str) -> str:
        path = self.path(name)
        parent = name.rpartition("/")[0]
        if parent not in self._ready_for:
            if _make_folder(f"{self.root}/{parent}"):
                self.made.add(parent)
            self._ready_for.add(parent)
        return path

    def remove_stale(self, wanted: Iterable[str]) -> None:
        """Remove all files but the wanted ones, and the folders that this leaves empty."""
        _remove_stale(self.root, "", {*wanted, *KEPT})


def fill_folder(folder: Path, files: Iterable[tuple[str, bytes]]) -> int:
    """Make the folder hold exactly these files (path below it, content) and return how many were written anew."""
    owned = Folder(folder)
    wanted: set[str] = set()
    written = 0
    for name, content in files:
        wanted.add(name)
        written += owned.write(name, content)
    owned.remove_stale(wanted)
    return written


def read_file(path: str) -> bytes:
    """Return the content of a file; what `open` does besides takes one and a half times as long as this."""
    file = os.open(path, os.O_RDONLY)
    try:
        parts = [os.read(file, _BLOCK)]
        while len(parts[-1]) == _BLOCK:
            parts.append(os.read(file, _BLOCK))
        return b"".join(parts)
    finally:
        os.close(file)


def remove_tree(folder: str, parent: int | None = None) -> None:
    """Remove a folder with all that is in it, as far as the system lets us; where links lead to, nothing goes.

    `parent` is the descriptor of the folder that a relative name is meant in: the system looks one name up sooner than
    all names of a path. For folders that nobody else writes to: `shutil.rmtree`, which holds out against others, takes
    half as long again.
    """
    with suppress(OSError):
        here = os.open(folder, _FOLDER, dir_fd=parent)
        try:
            for entry in list(os.scandir(here)):
                if entry.is_dir(follow_symlinks=False):
                    remove_tree(entry.name, here)
                else:
                    _remove_file(entry.name, here)
        finally:
            os.close(here)
        os.rmdir(folder, dir_fd=parent)


def _remove_file(name: str, parent: int) -> None:
    try:  # noqa: SIM105  # `suppress` takes as long as the rest
        os.unlink(name, dir_fd=parent)
    except OSError:
        pass


def _inside(folder: str, name: str) -> str:
    """Return the path of a file below the folder; names are slugs, so anything else is a fault of the program."""
    if not name or name[0] == "/" or "\0" in name or (".." in name and ".." in name.split("/")):
        raise PapershelfError(f"refused to write outside {folder}: {name!r}")
    return f"{folder}/{name}"


def _make_folder(path: str) -> bool:
    """Make a folder, unless it is there; return whether it was made."""
    # Here and below: a Path for each file costs more than the file.
    try:
        os.mkdir(path)  # noqa: PTH102
    except OSError:
        if os.path.isdir(path):  # noqa: PTH112
            return False
        os.makedirs(path, exist_ok=True)  # noqa: PTH103
    return True


def _write_if_changed(path: str, content: bytes) -> bool:
    try:
        # Nearly every file is new, and nobody's link is followed to make it. A file object took a quarter of the time.
        file = os.open(path, _NEW, _MODE)
    except FileExistsError:
        return _overwrite_if_changed(path, content)
    try:
        _write_all(file, content)
    finally:
        os.close(file)
    return True


def _overwrite_if_changed(path: str, content: bytes) -> bool:
    status = os.lstat(path)
    if not stat.S_ISREG(status.st_mode):
        raise UsageError(f"{path} is in the way: it is no plain file; remove it, or name another folder")
    if status.st_size == len(content):
        with open(path, "rb") as file:  # noqa: PTH123
            if file.read() == content:
                return False
    with open(path, "wb") as file:  # noqa: PTH123
        file.write(content)
    return True


def _write_all(file: int, content: bytes) -> None:
    written = os.write(file, content)
    if written < len(content):
        # One call writes at most 2 GB, and less on a disk that fills up.
        _write_all(file, content[written:])


def _remove_stale(folder: str, below: str, wanted: set[str]) -> bool:
    """Remove what is not wanted, and return whether anything is left in the folder."""
    is_left = False
    with os.scandir(folder) as entries:
        found = sorted(entries, key=lambda entry: entry.name)
    for entry in found:
        name = below + entry.name
        if entry.is_dir(follow_symlinks=False):
            if _remove_stale(entry.path, f"{name}/", wanted):
                is_left = True
            else:
                os.rmdir(entry.path)  # noqa: PTH106
        elif name in wanted:
            is_left = True
        else:
            os.unlink(entry.path)  # noqa: PTH108
    return is_left
