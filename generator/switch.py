"""One folder put in another's place at once: a reader finds the old one or the new one, whole."""

from __future__ import annotations

import ctypes
import errno
import os
from functools import cache
from pathlib import Path
from typing import Any

# Linux, `man 2 renameat2`.
_AT_FDCWD = -100
_RENAME_EXCHANGE = 2
_NO_EXCHANGE = frozenset({errno.ENOSYS, errno.EINVAL, errno.EOPNOTSUPP})
"""What a system or a file system answers that cannot exchange two names."""


def switch(new: Path, place: Path, spare: Path) -> Path:
    """Put the folder `new` at `place`, and return where that is which stood there: at `new` or at `spare`."""
    if not place.exists():
        new.rename(place)
    elif not _exchange(new, place):
        _rename_twice(new, place, spare)
        return spare
    return new


def flip(release: Path, link: Path, spare: Path) -> None:
    """Let the symbolic link `link` lead to `release`, a folder beside it; `spare` is a free name on the same disk."""
    spare.symlink_to(release.name, target_is_directory=True)
    spare.replace(link)


def sync(folder: Path) -> None:
    """Bring the folder's whole file system to the disk: one call, where one fsync a page costs 0.6 ms each."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        syncfs = getattr(_libc(), "syncfs", None)
        if syncfs is None:
            os.sync()
        elif syncfs(descriptor):
            raise _last_error(folder)
    finally:
        os.close(descriptor)


def sync_names(folder: Path) -> None:
    """Bring the names in one folder to the disk, after a rename."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def write_durably(path: Path, content: bytes) -> None:
    """Replace a file so that a crash at any moment leaves the old content or the new."""
    path.parent.mkdir(parents=True, exist_ok=True)
    spare = path.with_name(f".{path.name}.new")
    with spare.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    # The mode of the file that a maintainer commits is hers, not that of a new file.
    spare.chmod(path.stat().st_mode & 0o777 if path.exists() else 0o644)
    spare.replace(path)
    sync_names(path.parent)


@cache
def _libc() -> Any:
    return ctypes.CDLL(None, use_errno=True)


def _last_error(path: Path) -> OSError:
    number = ctypes.get_errno()
    return OSError(number, os.strerror(number), str(path))


def _exchange(one: Path, other: Path) -> bool:
    """Exchange two folders; False where the system cannot."""
    renameat2 = getattr(_libc(), "renameat2", None)
    if renameat2 is None:
        return False
    if renameat2(_AT_FDCWD, os.fsencode(one), _AT_FDCWD, os.fsencode(other), _RENAME_EXCHANGE) == 0:
        return True
    if ctypes.get_errno() in _NO_EXCHANGE:
        return False
    raise _last_error(other)


def _rename_twice(new: Path, place: Path, spare: Path) -> None:
    place.rename(spare)
    try:
        new.rename(place)
    except OSError:
        spare.rename(place)
        raise
