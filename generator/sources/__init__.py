"""The formats that papers are read from: one module each, found by name; and the folder that is read with them.

A source is a module of this package whose name has no leading underscore, with the names of `Source`.
"""

from __future__ import annotations

import os
import pkgutil
import re
from collections import Counter
from dataclasses import dataclass, field
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple, Protocol, cast

from generator import text
from generator.errors import Problem
from generator.paper import RawPaper
from generator.sources import _files
from generator.sources._files import FileError, Line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

FOLDER = "papers"
"""The part of the content folder that holds listings."""
_LISTING = "listing"
"""Asked last, because any text may be one; ordered first, because a listing says what the maintainer chose."""
# Hidden files, backups of editors (`a~`, `#a#`, `a.bak`, `a.orig`, `a.swp`, `a.tmp`), and words about the folder.
_IGNORED = re.compile(
    r"\..*|.*~|#.*#|.*\.(?:bak|orig|rej|sw[a-p]|tmp|part)|(?:readme|licen[cs]e|copying)(?:\..*)?", re.IGNORECASE
)


class Ignored(NamedTuple):
    """Something that a source saw and kept out on purpose, such as `field primary_area`; only its count is kept."""

    what: str


Item = RawPaper | Problem | Ignored
"""What a source yields. A Problem with `rejected` stands for a record that was lost."""


class Source(Protocol):
    """The contract: the agreed names of a module in this package."""

    NAME: str
    """What `RawPaper.format` says; the name of the module."""
    SUFFIXES: tuple[str, ...]
    """Endings of names that promise this format; a file that no source recognises is read as its name promises."""
    MAX_LINE: int
    """Bytes that a line of this format may have."""
    READS: Mapping[str, str]
    """Fields of the format, with the field of `RawPaper` that each gives; README.md shows them."""
    DROPS: Mapping[str, str]
    """Fields that are left out, each with the reason."""

    def recognises(self, name: str, head: str) -> bool:
        """Tell whether a file is in this format, by its lower-case name without `.gz` or `.xz` and its first text."""

    def read(self, lines: Iterable[Line], file: str) -> Iterator[Item]:
        """Yield the records in order, and what is wrong with the others. Bad content never raises."""


@dataclass(frozen=True)
class FileReading:
    """What one file gave."""

    file: str
    format: str
    records: int
    """Records seen, with those that were lost."""
    ignored: tuple[tuple[str, int], ...] = ()
    """What was kept out on purpose, with counts, the most frequent first."""


@dataclass(frozen=True)
class Reading:
    """All that the content folder holds, in the order of files: listings first, then by name."""

    raws: tuple[RawPaper, ...] = ()
    problems: tuple[Problem, ...] = ()
    files: tuple[FileReading, ...] = field(default=())

    @property
    def read(self) -> int:
        """Records seen: those in `raws` and those rejected by a source."""
        return sum(file.records for file in self.files)


@cache
def sources() -> dict[str, Source]:
    """Return the modules of this package by name, the listing last."""
    names = sorted(module.name for module in pkgutil.iter_modules(__path__) if not module.name.startswith("_"))
    names.sort(key=lambda name: name == _LISTING)
    return {name: cast("Source", import_module(f"{__name__}.{name}")) for name in names}


def read_folder(content: Path) -> Reading:
    """Read every listing below `papers/` of the content folder; nothing that a file holds raises.

    Hidden files, editors' backups, and files named README, LICENSE or COPYING are left out; links that leave the folder
    are refused.
    """
    problems: list[Problem] = []
    known: list[tuple[str, str, Path]] = []
    for path in paths(content):
        file = _name(path, content)
        try:
            known.append((_recognise(path, content / FOLDER), file, path))
        except (FileError, OSError) as error:
            problems.append(Problem(file, 0, _sentence(error), code="file-unread"))
    known.sort(key=lambda found: (found[0] != _LISTING, found[1]))
    raws: list[RawPaper] = []
    files: list[FileReading] = []
    for name, file, path in known:
        reading = _read_file(sources()[name], path, file)
        raws += reading.raws
        problems += reading.problems
        files += reading.files
    return Reading(tuple(raws), tuple(problems), tuple(files))


def is_ignored(name: str) -> bool:
    """Tell whether a file of that name is left out: hidden, a backup, or words about the folder."""
    return _IGNORED.fullmatch(name) is not None


def paths(content: Path) -> Iterator[Path]:
    """Yield the files of the content folder that may hold papers, without following linked folders."""
    for parent, folders, files in os.walk(content / FOLDER):
        folders[:] = sorted(name for name in folders if not is_ignored(name))
        yield from (content.__class__(parent, name) for name in sorted(files) if not is_ignored(name))


def _name(path: Path, content: Path) -> str:
    # A name that is no UTF-8, or holds a control character, must still be printable.
    return text.clean(path.relative_to(content).as_posix())


def _recognise(path: Path, folder: Path) -> str:
    """Return the name of the source that reads the file, or raise FileError."""
    # Path.resolve() raises RuntimeError where links lead in a circle.
    if not path.__class__(os.path.realpath(path)).is_relative_to(os.path.realpath(folder)):
        raise FileError("the link leads out of the folder and was not followed")
    if not path.is_file():
        raise FileError("this is no regular file")
    head, name = _files.read_head(path), _files.inner_name(path.name)
    named = [source for source in sources().values() if name.endswith(source.SUFFIXES)]
    for source in (*named, *sources().values()):
        if source.recognises(name, head):
            return source.NAME
    if named:
        return named[-1].NAME
    raise FileError(f"no source recognises this file; known formats: {', '.join(sorted(sources()))}")


def _sentence(error: Exception) -> str:
    return (
        error.message
        if isinstance(error, FileError)
        else f"cannot be read: {getattr(error, 'strerror', None) or error}"
    )


def _read_file(source: Source, path: Path, file: str) -> Reading:
    raws: list[RawPaper] = []
    problems: list[Problem] = []
    ignored: Counter[str] = Counter()

    for item in source.read(_lines(path, file, source.MAX_LINE, problems), file):
        if isinstance(item, RawPaper):
            raws.append(item)
        elif isinstance(item, Problem):
            problems.append(item)
        else:
            ignored[item.what] += 1
    records = len(raws) + sum(problem.rejected for problem in problems)
    if not records and not problems:
        problems.append(
            Problem(file, 0, f"no paper was found; it was read as {source.NAME}", code="file-without-papers")
        )
    counts = tuple(sorted(ignored.items(), key=lambda pair: (-pair[1], pair[0])))
    return Reading(tuple(raws), tuple(problems), (FileReading(file, source.NAME, records, counts),))


def _lines(path: Path, file: str, max_line: int, problems: list[Problem]) -> Iterator[Line]:
    """Yield the lines of the file; what is wrong with the file itself goes to `problems`."""
    try:
        for line in _files.read_lines(path, file, max_line):
            if isinstance(line, Problem):
                problems.append(line)
            else:
                yield line
    except (FileError, OSError) as error:
        problems.append(Problem(file, getattr(error, "line", 0), _sentence(error), code="file-cut"))
