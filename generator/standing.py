"""The files of a built site as they stand: readable by everybody, complete, and none of an earlier site among them."""

from __future__ import annotations

import os
import stat
from collections.abc import Container, Iterable, Mapping
from pathlib import Path

from .errors import PapershelfError, UsageError
from .folder import FILE_MODE, remove_leftover
from .page_facts import Stamp, stamp_of

_FOLDER_MODE = 0o755


def settle(site: Path, settled: Mapping[str, Stamp] | None = None, since: int = 0) -> dict[str, Stamp]:
    """Make everything in the folder readable by everybody, whatever the umask was, and return its files by name.

    Those that are `settled` already must be there, and are not looked at again. Of the others those go that are older
    than `since`, a moment of the file system in nanoseconds: they stayed in a folder that had been another site.
    """
    settled = settled or {}
    left: list[str] = []
    os.chmod(site, _FOLDER_MODE)  # noqa: PTH101  # here and below: a Path for each of 200,000 files takes 5 s
    found: dict[str, Stamp] = {}
    folders = [""]
    for below in folders:
        with os.scandir(f"{site}/{below}") as entries:
            for entry in entries:
                name = below + entry.name
                stamp = settled.get(name)
                if stamp and stamp[0] == entry.inode():
                    found[name] = stamp
                    continue
                # A listing may have other numbers, as on layers of file systems.
                status = entry.stat(follow_symlinks=False)
                if stamp and stamp == stamp_of(status):
                    found[name] = stamp
                elif status.st_ctime_ns < since and not entry.is_dir(follow_symlinks=False):
                    left.append(name)
                elif stamp := _settle_entry(entry, status):
                    found[name] = stamp
                else:
                    folders.append(f"{name}/")
    for name in left:
        remove_leftover(str(site), name)
    _refuse_missing(found, settled, "are not the files that were put there")
    return found


def _settle_entry(entry: os.DirEntry[str], status: os.stat_result) -> Stamp | None:
    """Return the stamp of a file; None for a folder."""
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
    _refuse_missing({file for file, (_, size, _) in site.items() if size}, files, "are not there, or empty")


def _refuse_missing(found: Container[str], wanted: Iterable[str], what: str) -> None:
    missing = [file for file in wanted if file not in found]
    if missing:
        raise PapershelfError(f"{len(missing)} files of the site {what}, among them {', '.join(missing[:3])}")
