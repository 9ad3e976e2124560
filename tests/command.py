"""Runs the command line as a user does, on a small invented catalogue of its own."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

ROOT = Path(__file__).parents[1]
SMALL = ROOT / "tests/data/small"
NOW = "2026-01-02"
cache_folder: Path | None = None
"""Where builds of content from elsewhere keep their cache; each process that tests has one of its own."""


def arguments(*words: str | Path) -> list[str]:
    """Return the command for these words; a build of content from elsewhere is told where its cache is."""
    command = [sys.executable, "-m", "generator.cli", *map(str, words)]
    # Beside the settings of this checkout it would be that of its maintainer, and of all processes that test at once.
    if cache_folder and words[0] == "build" and "--content" in words and not {"--cache", "--no-cache"} & {*words}:
        command += ["--cache", str(cache_folder)]
    return command


def environment(**changes: str) -> dict[str, str]:
    """Return an environment in which the command of this checkout runs, wherever it is called."""
    return {**os.environ, "PYTHONPATH": str(ROOT), **changes}


def papershelf(*words: str | Path, cwd: Path = ROOT, **changes: str) -> subprocess.CompletedProcess[str]:
    """Run a command to its end."""
    return subprocess.run(
        arguments(*words), cwd=cwd, env=environment(**changes), capture_output=True, text=True, check=False, timeout=300
    )


def small_catalogue(folder: Path) -> Path:
    """Return a copy of the small content folder that a test may change."""
    shutil.copytree(SMALL, folder / "content")
    return folder / "content"


def digest(site: Path) -> str:
    """Return one number for all names and bytes below a folder."""
    files = sorted(path for path in site.rglob("*") if path.is_file())
    total = hashlib.sha256()
    for path in files:
        total.update(path.relative_to(site).as_posix().encode() + b"\0" + hashlib.sha256(path.read_bytes()).digest())
    return total.hexdigest()


def differences(one: Path, other: Path) -> list[str]:
    """Return the names of files that are not the same in two folders."""
    contents: list[Mapping[str, bytes]] = [
        {path.relative_to(site).as_posix(): path.read_bytes() for path in site.rglob("*") if path.is_file()}
        for site in (one, other)
    ]
    return sorted(name for name in {**contents[0], **contents[1]} if contents[0].get(name) != contents[1].get(name))
