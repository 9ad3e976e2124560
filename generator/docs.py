"""The folder `docs/`: generated pages and files, written where they changed; nothing of an earlier build stays."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath

from .errors import PapershelfError

KEPT = frozenset({".gitignore"})
"""What stands in `docs/` and is not generated."""


def write_docs(folder: Path, files: Iterable[tuple[str, bytes]]) -> int:
    """Make the folder hold exactly these files (path below it, content) and return how many were written anew."""
    folder.mkdir(parents=True, exist_ok=True)
    wanted: set[str] = set()
    written = 0
    made: set[Path] = {folder}
    for name, content in files:
        wanted.add(name)
        written += _write_if_changed(_inside(folder, name), content, made)
    _remove_stale(folder, wanted | KEPT)
    return written


def _inside(folder: Path, name: str) -> Path:
    """Return the path of a file below the folder; names are slugs, so anything else is a fault of the program."""
    parts = PurePosixPath(name)
    if parts.is_absolute() or ".." in parts.parts or "\0" in name or not parts.parts:
        raise PapershelfError(f"refused to write outside {folder}: {name!r}")
    return folder.joinpath(*parts.parts)


def _write_if_changed(path: Path, content: bytes, made: set[Path]) -> bool:
    if path.parent not in made:
        path.parent.mkdir(parents=True, exist_ok=True)
        made.add(path.parent)
    if path.is_symlink() or (path.exists() and not path.is_file()):
        raise PapershelfError(f"{path} is in the way: it is no plain file")
    if path.is_file() and path.stat().st_size == len(content) and path.read_bytes() == content:
        return False
    path.write_bytes(content)
    return True


def _remove_stale(folder: Path, wanted: set[str]) -> None:
    for path in _deepest_first(folder):
        if path.is_dir() and not path.is_symlink():
            if not any(path.iterdir()):
                path.rmdir()
        elif path.relative_to(folder).as_posix() not in wanted:
            path.unlink()


def _deepest_first(folder: Path) -> Iterator[Path]:
    for path in sorted(folder.iterdir()):
        if path.is_dir() and not path.is_symlink():
            yield from _deepest_first(path)
        yield path
