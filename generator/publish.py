"""Publishing: a place to build in, then one switch of the finished site into the output, or nothing at all."""

from __future__ import annotations

import fcntl
import os
import re
import secrets
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, nullcontext, suppress
from pathlib import Path

import msgspec

from . import switch
from .errors import GateError, UsageError
from .folder import FILE_MODE, remove_tree
from .standing import UNFINISHED

MARKS = (("index.html",), ("api/papers.jsonl", "api/papers.jsonl.gz", UNFINISHED))
"""A folder that has one of each was written by a build of ours and may be replaced."""
HIDDEN = frozenset({".nojekyll", ".well-known", UNFINISHED})
"""Hidden names that a site may have; a folder with others (`.git`, `.ssh`) is somebody's own."""


class Staging(msgspec.Struct, frozen=True):
    """A folder beside the output that lives as long as one build; whatever is in it goes with it."""

    output: Path
    folder: Path
    docs: Path
    """Where the Markdown is written: a folder that is kept, or one in here."""

    @property
    def site(self) -> Path:
        """Return where the site is built."""
        return self.folder / "site"


@contextmanager
def staging(output: Path, sources: Iterable[Path] = (), docs: Path | None = None) -> Iterator[Staging]:
    """Hold the output's lock and a fresh folder beside it; `sources` are paths that the output must not hold.

    `docs` is a folder for the Markdown that stays; it is locked too, because other outputs are built through it.
    """
    output = Path(os.path.abspath(output))  # noqa: PTH100  # resolve() would follow an output that is a link
    _check_output(output, sources)
    with locked(output), locked(docs) if docs else nullcontext():
        _remove_dead(output)
        folder = output.with_name(f".{output.name}.{secrets.token_hex(8)}.staging")
        folder.mkdir(mode=0o700)
        try:
            stage = Staging(output, folder, docs or folder / "docs")
            stage.docs.mkdir(parents=True, exist_ok=True)
            yield stage
        finally:
            remove_tree(str(folder))


def publish(stage: Staging, ledger: tuple[Path, bytes] | None = None) -> None:
    """Write the ledger (file and content) and put the finished site in the output's place."""
    switch.sync(stage.site)
    if ledger:
        switch.write_durably(*ledger)
    show(stage)
    # The wait for the disk also lets readers finish who looked the old site up just before it goes.
    switch.sync_names(stage.output.parent)
    _remove_dead(stage.output, keep=stage.folder)


def show(stage: Staging) -> Path:
    """Put the finished site in the output's place, and return where the old one is, if there is one.

    This does not wait for the disk: a power cut may take both sites.
    """
    if not stage.output.is_symlink():
        _check_replaceable(stage.output)
        return switch.switch(stage.site, stage.output, stage.folder / "old")
    before = stage.output.resolve()
    release = stage.folder.with_suffix(".release")
    stage.site.rename(release)
    switch.flip(release, stage.output, stage.folder / "link")
    return before


def _check_output(output: Path, sources: Iterable[Path]) -> None:
    real = output.resolve()
    for source in (*sources, Path.cwd()):
        if source.resolve().is_relative_to(real):
            raise UsageError(f"{output} holds {source}: choose a folder for the site alone, such as site")
    if not output.is_symlink():
        _check_replaceable(output)


def _check_replaceable(output: Path) -> None:
    """Refuse to replace what is not a site of ours: a wrong path must not cost somebody's files."""
    if not output.exists():
        return
    if not output.is_dir():
        raise UsageError(f"{output} is no folder: choose another output")
    names = {entry.name for entry in output.iterdir()}
    hidden = sorted(name for name in names if name.startswith(".") and name not in HIDDEN)
    if hidden or (names and not all(any((output / name).is_file() for name in mark) for mark in MARKS)):
        reason = f"it holds {hidden[0]}" if hidden else "it is not empty and holds no catalogue (no api/papers.jsonl)"
        raise UsageError(f"refused to replace {output}: {reason}; choose another output, or empty that folder yourself")


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Hold the lock file beside a folder; the system frees it when the process ends, however it ends."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    path = folder.with_name(f".{folder.name}.lock")
    descriptor = _open_locked(path, folder)
    try:
        os.ftruncate(descriptor, 0)
        os.write(descriptor, f"{os.getpid()}\n".encode())
        yield
    finally:
        path.unlink(missing_ok=True)
        os.close(descriptor)


def _open_locked(path: Path, folder: Path) -> int:
    while True:
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC, FILE_MODE)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            holder = os.read(descriptor, 20).decode("ascii", "replace").strip() or "unknown"
            os.close(descriptor)
            raise GateError(
                f"another build (process {holder}) is writing {folder}; wait until it ends, then build again"
            ) from error
        # The holder before us removes the file when it ends: a lock on a removed file locks nobody out.
        with suppress(FileNotFoundError):
            if path.stat().st_ino == os.fstat(descriptor).st_ino:
                return descriptor
        os.close(descriptor)


def _remove_dead(output: Path, keep: Path | None = None) -> None:
    """Remove what builds of this output left that were killed; the lock is ours, so none of them lives."""
    ours = re.compile(rf"\.{re.escape(output.name)}\.[0-9a-f]{{16}}\.(staging|release)")
    shown = output.resolve() if output.is_symlink() else None
    for path in sorted(output.parent.iterdir()):
        if not ours.fullmatch(path.name) or path.is_symlink() or path in {keep, shown}:
            continue
        # A build on a system without exchange was killed between its two renames.
        if (path / "old").is_dir() and not output.exists():
            (path / "old").rename(output)
        remove_tree(str(path))
