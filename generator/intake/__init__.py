"""Files of papers on their way into the content folder: what they would bring, and the copying of them."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import msgspec

from generator import merge, records, sources
from generator.errors import Problem
from generator.paper import Paper, Source
from generator.rules import read_rules
from generator.venues import Venues

from ._names import digest, free_names, safe_name

# What is compared of a paper before and after: not where it was read, and not what follows from that.
_BESIDE = frozenset({"key", "slug", "sources", "origins", "conflicts", "repairs", "flags", "identities", "versions"})
_COMPARED = tuple(field for field in Paper.__struct_fields__ if field not in _BESIDE)
_NOTHING = (None, "", ())


class Arrival(msgspec.Struct, frozen=True):
    """One record of a new file: a paper that nobody had, or what it says of one that is here."""

    paper: Paper
    """The paper as it will be."""
    source: Source
    known: Source | None = None
    """A record that describes the same paper; None for a new one."""
    adds: tuple[str, ...] = ()
    changes: tuple[str, ...] = ()
    contradicts: tuple[str, ...] = ()


class Intake(msgspec.Struct, frozen=True, kw_only=True):
    """What became of one file, or would become of it."""

    file: Path
    """As the user named it."""
    name: str = ""
    """Where it goes, below the content folder; empty when it is not taken."""
    reason: str = ""
    """Why it is not taken."""
    is_known: bool = False
    """Whether it is not taken because all of it is here already."""
    arrivals: tuple[Arrival, ...] = ()
    problems: tuple[Problem, ...] = ()

    @property
    def rejected(self) -> int:
        """Records that cannot be read."""
        return sum(problem.rejected for problem in self.problems)


def plan(files: Sequence[Path], content: Path) -> list[Intake]:
    """Return what each file would bring to the content folder; nothing is written there.

    The plan of a file depends on the folder and on all files that are brought together, not on their order.
    """
    files = list(dict.fromkeys(files))
    here = {
        digest(path): path.relative_to(content).as_posix()
        for path in sorted(sources.paths(content), reverse=True)
        if path.is_file()
    }
    refused: dict[Path, Intake] = {}
    for file in sorted(files, key=lambda file: (safe_name(file.name), str(file))):
        if intake := _refused(file, here):
            refused[file] = intake
        else:
            here[digest(file)] = str(file)
    names = free_names([file for file in files if file not in refused], content)
    with tempfile.TemporaryDirectory(prefix="papershelf-import-") as scratch:
        for file, name in names.items():
            copy = Path(scratch, name)
            copy.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(file, copy)
        brought = _Brought(content, Path(scratch))
    return [refused.get(file) or brought.intake(file, names[file]) for file in files]


def take(intakes: Iterable[Intake], content: Path) -> None:
    """Copy the files that are to be taken, byte for byte, each whole or not at all."""
    for intake in intakes:
        if intake.name:
            goal = content / intake.name
            goal.parent.mkdir(parents=True, exist_ok=True)
            beside = goal.with_name(f".{goal.name}.tmp")
            shutil.copyfile(intake.file, beside)
            os.replace(beside, goal)  # noqa: PTH105  # the same, and it says that it replaces


class _Brought:
    """The papers without and with the new files; lives while a plan is made."""

    def __init__(self, content: Path, scratch: Path) -> None:
        rules = read_rules(content)
        same = rules.corrections.same()
        here, new = sources.read_folder(content), sources.read_folder(scratch)
        known, _ = _papers(here, rules.venues)
        fresh, self._problems = _papers(new, rules.venues)
        self._fresh = fresh
        self._said = _by_file(fresh)
        self._files = {records: file for file, records in _by_file(known).items()}
        self._before = _by_source(merge.merge(known, same=same).papers)
        self._after = _by_source(merge.merge([*known, *fresh], same=same).papers)

    def intake(self, file: Path, name: str) -> Intake:
        """Return what a file brings."""
        arrivals = tuple(self._arrival(paper) for paper in self._fresh if paper.sources[0].file == name)
        problems = tuple(sorted(item for item in self._problems if item.file == name))
        if not arrivals:
            return Intake(file=file, reason="it holds no paper that can be read", problems=problems)
        # Not whether it says anything new: what comes first would decide which files are here, and so what pages say.
        same = self._files.get(self._said[name])
        if same:
            return Intake(
                file=file, reason=f"its records are here already, as {same}", is_known=True, arrivals=arrivals
            )
        return Intake(file=file, name=name, arrivals=arrivals, problems=problems)

    def _arrival(self, record: Paper) -> Arrival:
        source = record.sources[0]
        paper = self._after[source.file, source.line]
        places = [(other.file, other.line) for other in paper.sources]
        old = next((self._before[place] for place in places if place in self._before), None)
        if old is None:
            first = min(paper.sources, key=lambda other: (other.file, other.line))
            return Arrival(paper, source, None if first == source else first)
        given = [field for field in _COMPARED if getattr(paper, field) != getattr(old, field) and _says(record, field)]
        return Arrival(
            paper,
            source,
            old.sources[0],
            tuple(field for field in given if getattr(old, field) in _NOTHING),
            tuple(field for field in given if getattr(old, field) not in _NOTHING),
            tuple(sorted({conflict.field for conflict in paper.conflicts if conflict.source == source})),
        )


def _says(record: Paper, field: str) -> bool:
    return getattr(record, field) not in _NOTHING


def _papers(reading: sources.Reading, venues: Venues) -> tuple[list[Paper], list[Problem]]:
    outcomes = list(records.repair_all(reading.raws))
    papers = [venues.at_series(outcome.paper) for outcome in outcomes if outcome.paper]
    return papers, [*reading.problems, *(problem for outcome in outcomes for problem in outcome.problems)]


def _by_source(papers: Iterable[Paper]) -> dict[tuple[str, int], Paper]:
    return {(source.file, source.line): paper for paper in papers for source in paper.sources}


def _by_file(papers: Iterable[Paper]) -> dict[str, frozenset[tuple[object, int]]]:
    """Return what the records of each file say, in which format and how often; their order is left out."""
    said: dict[str, Counter[object]] = defaultdict(Counter)
    for paper in papers:
        source = paper.sources[0]
        said[source.file][source.format, *(getattr(paper, field) for field in _COMPARED)] += 1
    return {file: frozenset(records.items()) for file, records in said.items()}


def _refused(file: Path, here: Mapping[str, str]) -> Intake | None:
    """Return why a file is not taken, or None when it is."""
    if not file.is_file():
        return Intake(file=file, reason="it is no file")
    same = here.get(digest(file))
    if same is None:
        return None
    return Intake(file=file, reason=f"it is here already, as {same}", is_known=True)
