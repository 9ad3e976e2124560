"""What earlier builds have computed: a store of values by namespace and key, in one SQLite file that may be deleted.

The contract, for every stage that uses it:

- A value is a pure function of its key and of the program. The key holds, or is a `digest` of, everything else that
  the value depends on: the record, the settings, a template. Then no value is ever out of date.
- A namespace is the name of one kind of value, such as `repair`. `None` from `get` means: compute it and `put` it.
- A build is one transaction: what a killed build has put is gone, but for what it saw to before with `commit`. When a
  build ends well, every value goes that it neither got nor put; when it fails, nothing goes.
- The file belongs to one version of the program, of Python and of the installed packages; another one starts afresh. So
  does a damaged file: each value has a checksum, and the damage is told once.
- A fault of the cache (no room, no permission, another build that holds it) is told once and stops no build.
"""

from __future__ import annotations

import hashlib
import sqlite3
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import lru_cache
from pathlib import Path

from .program import version
from .report import say

FILE = "cache.sqlite3"
_TABLES = """
CREATE TABLE IF NOT EXISTS program (version TEXT);
CREATE TABLE IF NOT EXISTS entries
    (id INTEGER PRIMARY KEY, namespace TEXT, key BLOB, checksum INTEGER, value BLOB, UNIQUE (namespace, key));
"""
_GET = "SELECT id, checksum, value FROM entries WHERE namespace = ? AND key = ?"
_PUT = "INSERT OR REPLACE INTO entries (namespace, key, checksum, value) VALUES (?, ?, ?, ?)"
_DIGEST = 20
"""Bytes of a digest: enough that no two parts of any catalogue share one."""
_version = lru_cache(maxsize=1)(version)
"""What this process runs stays what it is, whatever becomes of the files."""


def digest(*parts: bytes) -> bytes:
    """Return a key for the parts, which are told apart: `(b"ab", b"c")` and `(b"a", b"bc")` have two."""
    # Processors have instructions for it: of a block of records it takes 0.57 of the time of Python's own BLAKE2.
    state = hashlib.sha256()
    for part in parts:
        state.update(b"%d:" % len(part))
        state.update(part)
    return state.digest()[:_DIGEST]


class Cache:
    """Owns the file while one build runs; without a folder it holds nothing. Made by `opened`."""

    def __init__(self, folder: Path | None, tell: Callable[[str], None] = say) -> None:
        self._file = folder / FILE if folder else None
        self._tell = tell
        self._used: set[int] = set()
        self._is_afresh = False
        """True once a damaged file was given up: what is damaged again is left alone."""
        self._connection: sqlite3.Connection | None = None
        if self._file:
            self._open(self._file)

    @property
    def is_open(self) -> bool:
        """Whether anything is kept; where not, nobody need make keys."""
        return self._connection is not None

    def get(self, namespace: str, key: bytes) -> bytes | None:
        """Return what this build or an earlier one of this program put under that key, or None."""
        if self._connection is None:
            return None
        try:
            row = self._connection.execute(_GET, (namespace, key)).fetchone()
        except sqlite3.Error as error:
            self._start_afresh(str(error))
            return None
        if row is None:
            return None
        identity, checksum, value = row
        if not isinstance(value, bytes) or checksum != _checksum(namespace, key, value):
            self._start_afresh("a value is not what was written")
            return None
        self._used.add(identity)
        return value

    def put(self, namespace: str, key: bytes, value: bytes) -> None:
        """Keep a value for later builds."""
        if self._connection is None:
            return
        try:
            put = self._connection.execute(_PUT, (namespace, key, _checksum(namespace, key, value), value))
        except sqlite3.Error as error:
            self._go_without(f"cannot be written ({error})")
            return
        self._used.add(put.lastrowid or 0)

    def commit(self) -> None:
        """Keep what was put so far, whatever becomes of the rest of the build."""
        if self._connection is None:
            return
        try:
            self._connection.execute("COMMIT")
            self._connection.execute("BEGIN EXCLUSIVE")
        except sqlite3.Error as error:
            self._go_without(f"cannot be written ({error})")

    def close(self, *, prune: bool) -> None:
        """End the transaction and keep what was put; `prune` removes what this build did not use."""
        if self._connection is None:
            return
        try:
            if prune:
                known = [row[0] for row in self._connection.execute("SELECT id FROM entries")]
                unused = ((identity,) for identity in known if identity not in self._used)
                self._connection.executemany("DELETE FROM entries WHERE id = ?", unused)
            self._connection.execute("COMMIT")
            self._connection.close()
        except sqlite3.Error as error:
            self._go_without(f"cannot be written ({error})")
        self._connection = None

    def _open(self, file: Path) -> None:
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
            connection = sqlite3.connect(file, timeout=0, isolation_level=None)
        except (OSError, sqlite3.Error) as error:
            self._tell(f"papershelf: no cache: {file.parent} cannot be used ({error}); name another with --cache")
            return
        self._connection = connection
        try:
            self._begin(connection)
        except sqlite3.OperationalError as error:
            self._go_without("is in use by another build" if "locked" in str(error) else f"cannot be used ({error})")
        except sqlite3.Error as error:
            self._start_afresh(str(error))

    def _begin(self, connection: sqlite3.Connection) -> None:
        # What a power cut tears is found by its checksum, so the disk need not be waited for.
        connection.execute("PRAGMA synchronous = OFF")
        connection.execute("BEGIN EXCLUSIVE")
        for statement in _TABLES.split(";"):
            connection.execute(statement)
        if connection.execute("SELECT version FROM program").fetchall() != [(_version(),)]:
            for statement in ("DELETE FROM entries", "DELETE FROM program"):
                connection.execute(statement)
            connection.execute("INSERT INTO program VALUES (?)", (_version(),))

    def _start_afresh(self, reason: str) -> None:
        """Give the damaged file up for an empty one."""
        assert self._file  # noqa: S101  # only an open cache finds damage
        self._drop()
        self._tell(f"papershelf: the cache {self._file} is damaged ({reason}) and is made anew")
        if self._is_afresh:
            return
        self._is_afresh = True
        with suppress(OSError):
            # A journal that outlives its file would be played into the new one.
            self._file.with_name(f"{FILE}-journal").unlink(missing_ok=True)
            self._file.unlink()
            self._open(self._file)

    def _go_without(self, fault: str) -> None:
        self._tell(f"papershelf: the cache {self._file} {fault}; this build goes without it")
        self._drop()

    def _drop(self) -> None:
        connection, self._connection = self._connection, None
        self._used.clear()
        if connection:
            # Closing undoes what the transaction has changed.
            with suppress(sqlite3.Error):
                connection.close()


NO_CACHE = Cache(None)
"""Holds nothing: for who computes everything anew."""


@contextmanager
def opened(folder: Path | None) -> Iterator[Cache]:
    """Hold the cache in a folder for one build; without a folder a cache that holds nothing."""
    cache = Cache(folder)
    try:
        yield cache
    except BaseException:
        cache.close(prune=False)
        raise
    cache.close(prune=True)


def _checksum(namespace: str, key: bytes, value: bytes) -> int:
    return zlib.crc32(value, zlib.crc32(key, zlib.crc32(namespace.encode())))
