"""Names under which files are kept: safe, free, and the same whatever the order in which files come."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from generator import sources
from generator.text import slugify

_SUFFIX = re.compile(r"(?:\.[a-z0-9_]{1,12}){0,2}$")
_HEX = 6
"""Digits of the hash that tells apart what has one name."""


def digest(file: Path) -> str:
    """Return what tells files of different content apart."""
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def free_names(files: Iterable[Path], content: Path) -> dict[Path, str]:
    """Return a safe, free name for each file; files of one name are told apart by what they hold."""
    plain = {file: safe_name(file.name) for file in files}
    times = Counter(plain.values())
    taken = {name for name in times if times[name] > 1 or (content / sources.FOLDER / name).exists()}
    return {
        file: f"{sources.FOLDER}/{_with_hash(file, name) if name in taken else name}" for file, name in plain.items()
    }


def _with_hash(file: Path, name: str) -> str:
    stem, dot, suffix = name.partition(".")
    return f"{stem}-{digest(file)[:_HEX]}{dot}{suffix}"


def safe_name(name: str) -> str:
    """Return a name that every system takes, and that the folder's reader does not leave out."""
    name = name.lstrip(".")
    suffix = _SUFFIX.search(name.lower())
    end = suffix.group() if suffix else ""
    stem = slugify(name[: len(name) - len(end)]) or "papers"
    # What the folder's reader leaves out, such as README, would be lost.
    return f"{stem}{end}" if not sources.is_ignored(f"{stem}{end}") else f"papers-{stem}{end}"
