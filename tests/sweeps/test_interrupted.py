"""A build that takes over what it knows, and is killed or meets a full disk, leaves the old site or the new one.

Whatever the cache holds afterwards, the next build gives the bytes of one from nothing. Papers are invented.
"""

from __future__ import annotations

import json
import os
import random
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.command import NOW, arguments, differences, digest, environment, papershelf
from tests.conftest import FULL
from tests.engine.projects import project

PAPERS = int(os.environ.get("PAPERSHELF_LARGE", "200" if FULL else "40"))
"""5,000 of them take an hour."""
FAULTS = int(os.environ.get("PAPERSHELF_FAULTS", "8" if FULL else "3"))
LIST = "content/papers/invented.jsonl"
# Runs before the command: the N-th file or link that is made cannot be; how many there were is noted at the end.
FULL_DISK = """
import atexit, builtins, errno, io, os
number, note = int(os.environ["TEST_FAIL_AT"]), os.environ["TEST_NOTE"]
_open, _os_open, _link, count = io.open, os.open, os.link, 0
def fail(file):
    global count
    count += 1
    if number and count >= number:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(file))
def failing(file, mode="r", *more, **named):
    if mode[0] in "wxa" and str(file) != note:
        fail(file)
    return _open(file, mode, *more, **named)
def failing_new(file, flags, *more, **named):
    if flags & os.O_EXCL:
        fail(file)
    return _os_open(file, flags, *more, **named)
def failing_link(source, target, **named):
    fail(target)
    return _link(source, target, **named)
builtins.open = io.open = failing
os.open, os.link = failing_new, failing_link
atexit.register(lambda: _open(note, "w").write(str(count)))
"""


class Shelf:
    """Owns a project with a published site and a cache, and the sites that its contents should give."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "project"
        project(self.folder, papers=PAPERS, page_size=20)
        self.random = random.Random(20260102)  # noqa: S311  # a seed makes a failure repeatable
        self.note = folder / "note"
        (folder / "early").mkdir()
        (folder / "early/sitecustomize.py").write_text(FULL_DISK)
        self.early = str(folder / "early")
        self.expect(self.build())

    @property
    def site(self) -> Path:
        """The published site."""
        return self.folder / "site"

    def words(self, output: str = "site", *more: str) -> list[str]:
        """Return the words of the command that builds with the cache, or `afresh` without."""
        cache = "--no-cache" if output == "afresh" else "--cache=.cache"
        return ["build", f"--now={NOW}", "--config=mkdocs.yml", f"--output={output}", cache, *more]

    def build(self, fail_at: int = 0) -> subprocess.CompletedProcess[str]:
        """Build on a disk that is full from so many files on, if any."""
        path = f"{environment()['PYTHONPATH']}:{self.early}"
        variables = {"PYTHONPATH": path, "TEST_FAIL_AT": str(fail_at), "TEST_NOTE": str(self.note)}
        return papershelf(*self.words(), cwd=self.folder, **variables)

    def kill(self, seconds: float) -> None:
        """Start a build and kill it after so many seconds."""
        with subprocess.Popen(
            arguments(*self.words()), cwd=self.folder, env=environment(),
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        ) as build:  # fmt: skip
            time.sleep(seconds)
            build.kill()

    def edit(self) -> None:
        """Change one record."""
        lines = (self.folder / LIST).read_text().splitlines()
        place = self.random.randrange(len(lines))
        record = json.loads(lines[place])
        record["abstract"] += f" One sentence more, number {self.random.randrange(1000)}."
        lines[place] = json.dumps(record)
        (self.folder / LIST).write_text("".join(f"{line}\n" for line in lines))

    def expect(self, done: subprocess.CompletedProcess[str]) -> None:
        """See that a build ended well, with the site of one from nothing."""
        assert done.returncode == 0, done.stderr
        afresh = papershelf(*self.words("afresh", "--preview"), cwd=self.folder)
        assert afresh.returncode == 0, afresh.stderr
        assert differences(self.site, self.folder / "afresh") == []


@pytest.fixture
def shelf(tmp_path: Path) -> Iterator[Shelf]:
    made = Shelf(tmp_path)
    yield made
    assert not [path for path in made.folder.iterdir() if path.name.endswith(".staging")]


@pytest.mark.sweep
def test_a_disk_that_is_full_from_some_write_on_leaves_the_old_site(shelf: Shelf):
    shelf.edit()
    before = digest(shelf.site)
    assert shelf.build(fail_at=10**9).returncode == 0
    writes = int(shelf.note.read_text())
    assert digest(shelf.site) != before
    for number in range(FAULTS):
        shelf.edit()
        before = digest(shelf.site)
        # Near the end the ledger is written too; the switch itself needs no room.
        done = shelf.build(fail_at=1 + number * (writes - 1) // max(FAULTS - 1, 1))

        assert done.returncode == 3, done.stderr
        assert "Traceback" not in done.stderr
        assert digest(shelf.site) == before
    shelf.expect(shelf.build())


@pytest.mark.sweep
def test_a_killed_build_leaves_the_old_site_or_the_new_one(shelf: Shelf):
    began = time.monotonic()
    shelf.edit()
    shelf.expect(shelf.build())
    # Two builds and their comparison: more than half of one.
    seconds = (time.monotonic() - began) / 3
    for _ in range(FAULTS):
        before = digest(shelf.site)
        shelf.edit()
        shelf.kill(shelf.random.uniform(0, seconds))
        left = digest(shelf.site)
        shelf.expect(shelf.build())

        assert left in {before, digest(shelf.site)}
