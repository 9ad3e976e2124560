"""A disk that fails at any write leaves the old site, and the next build needs no help."""

from __future__ import annotations

import os
import random
from pathlib import Path

import pytest

from tests.command import NOW, ROOT, digest, papershelf, small_catalogue
from tests.conftest import FULL

FAULTS = int(os.environ.get("PAPERSHELF_FAULTS", "24" if FULL else "4"))
# Runs before the command: the N-th file that is opened for writing cannot be; how many there were is noted at the end.
FAILING_DISK = """
import atexit, builtins, errno, io, os
number, note, kind = int(os.environ["TEST_FAIL_AT"]), os.environ["TEST_NOTE"], os.environ["TEST_FAULT"]
_open, _os_open, count = io.open, os.open, 0
def count_one(file):
    global count
    count += 1
    if count == number:
        raise OSError(getattr(errno, kind), os.strerror(getattr(errno, kind)), str(file))
def failing(file, mode="r", *more, **named):
    if mode[0] in "wxa" and str(file) != note:
        count_one(file)
    return _open(file, mode, *more, **named)
def failing_new(file, flags, *more, **named):
    if flags & os.O_EXCL:
        count_one(file)
    return _os_open(file, flags, *more, **named)
builtins.open = io.open = failing
os.open = failing_new
atexit.register(lambda: _open(note, "w").write(str(count)))
"""


@pytest.mark.sweep
def test_a_disk_that_fails_at_any_write_leaves_the_old_site(tmp_path: Path):
    content, site = small_catalogue(tmp_path), tmp_path / "site"
    (tmp_path / "early").mkdir()
    (tmp_path / "early/sitecustomize.py").write_text(FAILING_DISK)

    def build(fail_at: int, fault: str) -> int:
        done = papershelf(
            *("build", "--content", content, "--output", site, "--now", NOW),
            PYTHONPATH=f"{ROOT}:{tmp_path / 'early'}",
            TEST_FAIL_AT=str(fail_at),
            TEST_NOTE=str(tmp_path / "note"),
            TEST_FAULT=fault,
        )
        assert "Traceback" not in done.stderr
        return done.returncode

    assert build(0, "EIO") == 0
    # A second build writes no ledger, as those that follow.
    assert build(0, "EIO") == 0
    writes, whole = int((tmp_path / "note").read_text()), digest(site)
    listing = content / "papers/invented.jsonl"
    listing.write_text(listing.read_text().replace("made-up measurements", "imagined measurements"))
    moments = random.Random(20260102)  # noqa: S311  # a seed makes a failure repeatable

    for number in range(FAULTS):
        fail_at = 1 + number * (writes - 1) // max(FAULTS - 1, 1)
        assert build(fail_at, moments.choice(["ENOSPC", "EIO", "EMFILE"])) == 3, f"write {fail_at} of {writes}"
        assert digest(site) == whole
        assert {path.name for path in tmp_path.iterdir()} == {"content", "early", "note", "site"}
    assert build(0, "EIO") == 0
    assert digest(site) != whole
