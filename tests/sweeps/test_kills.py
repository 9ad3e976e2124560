"""A build that is killed at any moment leaves the old site or the new one, and the next build needs no help."""

from __future__ import annotations

import os
import random
import subprocess
import threading
import time
from pathlib import Path

import pytest

from tests.command import NOW, ROOT, arguments, digest, environment, papershelf, small_catalogue

KILLS = 50 if os.environ.get("PAPERSHELF_FULL") == "1" else 6
VERSIONS = ("samples", "examples")


class Reader(threading.Thread):
    """Owns what a visitor saw who asked for three files as fast as she could."""

    def __init__(self, site: Path) -> None:
        super().__init__(daemon=True)
        self.files = [site / "index.html", site / "papers/index.html", site / "api/papers.jsonl"]
        self.reads = 0
        self.bad: list[str] = []
        self.stop = threading.Event()

    def run(self) -> None:
        """Read until told to stop; a short pause leaves the processor to the build."""
        while not self.stop.wait(0.002):
            for file in self.files:
                self.reads += 1
                try:
                    content = file.read_bytes()
                except OSError as error:
                    self.bad.append(f"missing: {error}")
                    continue
                if not content.rstrip().endswith((b"</html>", b"}")):
                    self.bad.append(f"torn: {file}")


def change(content: Path, version: str) -> None:
    listing = content / "papers/invented.jsonl"
    text = listing.read_text()
    for old in VERSIONS:
        text = text.replace(f"}}$ {old}", f"}}$ {version}")
    listing.write_text(text)


def command(content: Path, site: Path) -> list[str]:
    return arguments("build", "--content", content, "--output", site, "--now", NOW)


def kill_within(words: list[str], stage: str, seconds: float) -> None:
    """Start a build and kill it so long after it told that a stage began."""
    with subprocess.Popen(
        words, cwd=ROOT, env=environment(), stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as build:
        assert build.stdout
        for line in build.stdout:
            if line == f"papershelf: {stage}\n":
                break
        time.sleep(seconds)
        build.kill()


@pytest.mark.sweep
def test_killed_builds_leave_a_whole_site_and_the_next_one_succeeds(tmp_path: Path):
    content, site = small_catalogue(tmp_path), tmp_path / "site"
    digests, seconds = set(), 0.0
    for version in VERSIONS:
        change(content, version)
        began = time.monotonic()
        assert papershelf("build", "--content", content, "--output", site, "--now", NOW).returncode == 0
        seconds = time.monotonic() - began
        digests.add(digest(site))
    assert len(digests) == 2
    moments = random.Random(20260102)  # noqa: S311  # a seed makes a failure repeatable
    reader = Reader(site)
    reader.start()
    switched = 0

    for number in range(KILLS):
        change(content, VERSIONS[number % 2])
        before = digest(site)
        # Every other build is killed about the switch, which is short: a moment out of the whole would hardly meet it.
        stage = "publish" if number % 2 else "read"
        kill_within(command(content, site), stage, seconds=moments.uniform(0, 0.2 if number % 2 else seconds))
        assert digest(site) in digests
        switched += digest(site) != before
    last = papershelf("build", "--content", content, "--output", site, "--now", NOW)
    reader.stop.set()
    reader.join()

    assert last.returncode == 0, last.stderr
    assert reader.bad == []
    assert reader.reads > 100 * KILLS
    assert {path.name for path in tmp_path.iterdir()} == {"content", "site"}
    print(f"{KILLS} kills, {switched} after the switch, {reader.reads} reads")  # noqa: T201  # the numbers of the sweep
