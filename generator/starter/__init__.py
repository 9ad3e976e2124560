"""A catalogue of one's own to start with: the files of `files/`, written into a fresh folder."""

from __future__ import annotations

import shlex
from pathlib import Path

from generator.errors import UsageError

from ._origin import requirement

__all__ = ["FILES", "LOCAL", "requirement", "write_catalogue"]

FILES = Path(__file__).parent / "files"
LOCAL = "local.mk"
"""Where the program is on this machine; git ignores it."""
_DOT = "dot-"
"""Begins the names of hidden files: hidden in this package they would be left out by tools."""


def write_catalogue(folder: Path, version: str, program: str, origin: str | None = None) -> list[str]:
    """Write an empty catalogue into the folder, which must be new or empty, and return the names of its files.

    `version` is the Papershelf that will build it, `program` the path by which it can be called here, `origin` the
    `direct_url.json` of an installation that comes from no package index.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise UsageError(f"{folder} is there and not empty: name a new folder")
    written = {_name(path): path.read_text(encoding="utf-8") for path in sorted(FILES.rglob("*")) if path.is_file()}
    written["requirements.txt"] = requirement(version, origin)
    written[LOCAL] = (
        f"# Where papershelf is on this machine; git ignores this file.\nPAPERSHELF = {_escaped(program)}\n"
    )
    for name, text in written.items():
        goal = folder / name
        goal.parent.mkdir(parents=True, exist_ok=True)
        goal.write_text(text, encoding="utf-8", newline="\n")
    return sorted(written)


def _name(path: Path) -> str:
    name = path.relative_to(FILES).as_posix()
    return f".{name.removeprefix(_DOT)}" if name.startswith(_DOT) else name


def _escaped(program: str) -> str:
    # Quoted for the shell, and then for make.
    return shlex.quote(program).replace("$", "$$").replace("#", "\\#")
