"""Whatever a file of any format holds: its good records are read, and each loss names file, line and reason."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.repair import repair
from generator.sources import Reading, read_folder
from tests.conftest import sampled
from tests.hostile import formats

HOSTILE = list(formats.hostile())
DAMAGED = list(formats.damaged())


def read(case: formats.Case, folder: Path) -> Reading:
    (folder / "papers").mkdir()
    (folder / "papers" / case.name).write_bytes(case.content)
    return read_folder(folder)


def lost(reading: Reading) -> set[str]:
    """Return the titles of good records that are not published."""
    repaired = [repair(raw)[0] for raw in reading.raws]
    return set(formats.GOOD) - {paper.title for paper in repaired if paper}


def test_there_are_as_many_files_as_promised():
    assert len(HOSTILE) >= 200
    assert len(DAMAGED) >= 60
    assert len({case.name for case in (*HOSTILE, *DAMAGED)}) == len(HOSTILE) + len(DAMAGED)


@pytest.mark.sweep
@pytest.mark.parametrize("case", sampled([*HOSTILE, *DAMAGED], 90), ids=lambda case: case.name)
def test_good_neighbours_are_read_and_every_fault_has_a_place(case: formats.Case, tmp_path: Path):
    reading = read(case, tmp_path)

    assert len(lost(reading)) <= case.may_lose
    assert {problem.file for problem in reading.problems} <= {f"papers/{case.name}"}
    assert [
        problem for problem in reading.problems if problem.rejected and not (problem.line and problem.message)
    ] == []
    assert all(
        problem.line <= case.content.count(b"\n") + case.content.count(b"\r") + 1 for problem in reading.problems
    )
