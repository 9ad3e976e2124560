"""The files of a built site as they stand: readable by everybody, and complete."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Mapping
from pathlib import Path

from .errors import PapershelfError, UsageError
from .folder import FILE_MODE
from .stamps import Stamp, stamp_of

UNFINISHED = ".unfinished"
"""Stands in a preview whose finished files, its records among them, are still to be written."""
_FOLDER_MODE = 0o755


class Settled:
    """Owns what one build knows of the files that it has put into the site: they need not be looked at again."""

    def __init__(self) -> None:
        self.stamps: dict[str, Stamp] = {}
        """Files that everybody may read, as they stand."""
        self.made: set[str] = set()
        """Folders that the build has made for its files."""
        self._open: set[str] = set()
        self.is_ours = True
        """Whether nobody writes to other folders than these."""

    def leave_open(self, files: Iterable[str]) -> None:
        """Have the folders of these files looked at: others write them, or they are not settled."""
        self._open.update(file.rpartition("/")[0] for file in files)

    def folders(self, site: Path) -> set[str]:
        """Return the folders that hold settled files and nothing else, and that everybody may read."""
        above: set[str] = set()
        level = self.made | self._open
        while level := {folder.rpartition("/")[0] for folder in level if folder} - above:
            above |= level
        closed = self.made - self._open - above if self.is_ours else set()
        # All were made in one way, under one umask.
        first = next(iter(closed), None)
        is_readable = first is not None and stat.S_IMODE((site / first).lstat().st_mode) == _FOLDER_MODE
        return closed if is_readable else set()


def settle(site: Path, settled: Settled | None = None) -> dict[str, Stamp]:
    """Make everything in the folder readable by everybody, whatever the umask was, and return its files by name."""
    settled = settled or Settled()
    os.chmod(site, _FOLDER_MODE)  # noqa: PTH101  # here and below: a Path for each of 200,000 files takes 5 s
    closed = settled.folders(site)
    found = {name: stamp for name, stamp in settled.stamps.items() if name.rpartition("/")[0] in closed}
    folders = [""]
    for below in folders:
        with os.scandir(f"{site}/{below}") as entries:
            for entry in entries:
                name = below + entry.name
                if name in closed:
                    continue
                stamp = settled.stamps.get(name) or _settle_entry(entry)
                if stamp:
                    found[name] = stamp
                else:
                    folders.append(f"{name}/")
    return found


def _settle_entry(entry: os.DirEntry[str]) -> Stamp | None:
    """Return the stamp of a file; None for a folder."""
    status = entry.stat(follow_symlinks=False)
    is_folder = stat.S_ISDIR(status.st_mode)
    if not is_folder and not stat.S_ISREG(status.st_mode):
        raise UsageError(
            f"{entry.path} is no plain file; remove what it was copied from: a site holds files and folders only"
        )
    wanted = _FOLDER_MODE if is_folder else FILE_MODE
    if stat.S_IMODE(status.st_mode) != wanted:
        os.chmod(entry.path, wanted)  # noqa: PTH101
    return None if is_folder else stamp_of(status)


def check_complete(site: Mapping[str, Stamp], paths: Iterable[str]) -> None:
    """Refuse a settled site in which a page is missing or empty; `paths` are URLs, folders end with a slash."""
    files = (f"{path}index.html" if path.endswith("/") or not path else path for path in paths)
    missing = [file for file in files if file not in site or not site[file][1]]
    if missing:
        raise PapershelfError(f"{len(missing)} pages were not built, among them {', '.join(missing[:3])}")
