"""The journal of the digest: an append-only file that survives a crash between any two bytes.

Each line is a checksum (8 hex digits of the SHA-256 of the rest), a space, and a JSON object. A line is on the disk
before what it announces is done. A last line that was cut is removed; a damaged line anywhere else is an error, because
starting from nothing would send everything again.
"""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from generator.errors import ContentError, UsageError

Entry = dict[str, Any]


class Journal:
    """The entries of a journal that is open and locked; `append` adds one and returns when it is on the disk."""

    def __init__(self, descriptor: int, entries: list[Entry], *, mended: bool) -> None:
        self._descriptor = descriptor
        self.entries = entries
        self.mended = mended
        """Whether a last line that was cut had to be removed."""

    def append(self, entry: Entry) -> None:
        """Write one entry; it is on the disk when this returns."""
        text = json.dumps(entry, ensure_ascii=True, sort_keys=True, separators=(",", ":"))
        line = f"{_checksum(text)} {text}\n".encode("ascii")
        while line:
            line = line[os.write(self._descriptor, line) :]
        os.fsync(self._descriptor)
        self.entries.append(entry)


@contextmanager
def open_journal(path: Path) -> Iterator[Journal]:
    """Open the journal for one process; another that holds it is a `UsageError`, a damaged one a `ContentError`."""
    descriptor = _opened(path)
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise UsageError(f"{path} is in use: another digest is being sent") from error
        content = path.read_bytes()
        entries, whole = _read(path, content)
        if whole < len(content):
            os.ftruncate(descriptor, whole)
        _sync_folder(path.parent)
        yield Journal(descriptor, entries, mended=whole < len(content))
    finally:
        os.close(descriptor)


def _opened(path: Path) -> int:
    """Return the descriptor of the file, made where there is none; what can be no journal is a `UsageError`."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        # A pipe would be waited for, and a device read for ever.
        if path.exists() and not path.is_file():
            raise UsageError(f"{path} is no plain file: name another journal")
        return os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND | os.O_CLOEXEC, 0o600)
    except (FileNotFoundError, FileExistsError, NotADirectoryError) as error:
        raise UsageError(f"{path}: no journal can be made there ({error.strerror}): name another place") from error


def _read(path: Path, content: bytes) -> tuple[list[Entry], int]:
    """Return the entries, and the number of bytes that they take."""
    entries: list[Entry] = []
    whole = 0
    for number, line in enumerate(content.splitlines(keepends=True), 1):
        entry = _entry(line)
        if entry is None:
            if whole + len(line) == len(content):
                break
            raise ContentError(
                f"{path}:{number}: this line is damaged; repair the journal from a copy, nothing is sent"
            )
        entries.append(entry)
        whole += len(line)
    return entries, whole


def _entry(line: bytes) -> Entry | None:
    try:
        checksum, _, text = line.decode("ascii").partition(" ")
    except UnicodeDecodeError:
        return None
    if not text.endswith("\n") or _checksum(text[:-1]) != checksum:
        return None
    value = json.loads(text)
    return value if isinstance(value, dict) else None


def _checksum(text: str) -> str:
    return hashlib.sha256(text.encode("ascii")).hexdigest()[:8]


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
