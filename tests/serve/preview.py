"""A running `papershelf serve` for tests, and a way to hold its builds in what follows the pages that they show."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.command import ROOT, arguments, environment, small_catalogue

WAIT_S = 90.0
# Runs first in each process: those that build note their number; as long as a file is there, they wait before the first
# file that is written into the shown site (`late`), or in the check.
EARLY = """
import os, sys, time
folder = os.environ["TEST_FOLDER"]
def note(name):
    with open(f"{folder}/{name}", "a") as file:
        file.write(f"{os.getpid()}\\n")
def hold(event, details):
    path = str(details[0]) if event == "open" else ""
    if path.endswith(".staging/late"):
        note("late")
        wait("late")
    if path.endswith("/site/404.html") and ".staging" not in path:
        note("checking")
        wait("check")
def wait(name):
    while os.path.exists(f"{folder}/hold-{name}"):
        time.sleep(0.02)
if "generator.cli._builder" in sys.orig_argv:
    note("builders")
    sys.addaudithook(hold)
"""


class Preview:
    """Owns a running `papershelf serve` on a free port, in a folder of its own."""

    def __init__(self, folder: Path, topics: str = "") -> None:
        self.folder = folder
        content = small_catalogue(folder)
        if topics:
            (content / "topics.yml").write_text(topics)
        shutil.copytree(ROOT / "overrides", folder / "overrides")
        shutil.copy(ROOT / "mkdocs.yml", folder / "mkdocs.yml")
        for name in ("early", "tmp"):
            (folder / name).mkdir()
        (folder / "early/sitecustomize.py").write_text(EARLY)
        place = environment(TMPDIR=str(folder / "tmp"), TEST_FOLDER=str(folder))
        place["PYTHONPATH"] += f"{os.pathsep}{folder / 'early'}"
        self.said = folder / "said"
        with self.said.open("w") as said:
            command = arguments("serve", "--port", "0")
            self.process = subprocess.Popen(command, cwd=folder, env=place, stdout=subprocess.DEVNULL, stderr=said)
        self.url = self._told_url()

    def _told_url(self) -> str:
        """Return where it serves, as soon as it says so: a port chosen here might be another test's by then."""
        end = time.monotonic() + WAIT_S
        while time.monotonic() < end and self.process.poll() is None:
            if found := re.search(r" on (http://127\.0\.0\.1:\d+)/", self.said.read_text()):
                return found[1]
            time.sleep(0.1)
        self.process.kill()
        pytest.fail(f"it never said where it serves, but: {self.said.read_text()}")

    @property
    def site(self) -> Path:
        """The site that is shown."""
        return next((self.folder / "tmp").glob("papershelf-serve-*/site"))

    def edit(self, words: str) -> None:
        """Write other words about lichen into the listing."""
        listing = self.folder / "content/papers/invented.jsonl"
        listing.write_text(re.sub("lichen [a-z]+", f"lichen {words}", listing.read_text()))

    def hold(self, what: str = "check") -> None:
        """Let each check wait, or what is written late."""
        (self.folder / f"hold-{what}").touch()

    def release(self, what: str = "check") -> None:
        """Let it go on."""
        (self.folder / f"hold-{what}").unlink()

    def noted(self, name: str) -> list[int]:
        """Return the numbers of processes that noted themselves as `builders`, as `late` or as `checking`."""
        file = self.folder / name
        return [int(line) for line in file.read_text().split()] if file.exists() else []

    def wait_until(self, holds: Callable[[], object], what: str) -> None:
        """Wait for something that comes true."""
        end = time.monotonic() + WAIT_S
        while not holds():
            if time.monotonic() > end:
                pytest.fail(f"it never came true that {what}; it said {self.said.read_text()}")
            time.sleep(0.05)

    def page(self, path: str = "/") -> tuple[int, str]:
        """Return the status and the text of a page."""
        try:
            with urllib.request.urlopen(f"{self.url}{path}", timeout=30) as answer:
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as error:
            return error.code, error.read().decode()
        except OSError:
            return 0, ""

    def wait_for(self, pattern: str, path: str = "/") -> str:
        """Return a page as soon as it holds the pattern."""
        end = time.monotonic() + WAIT_S
        while time.monotonic() < end:
            _, text = self.page(path)
            if re.search(pattern, text):
                return text
            time.sleep(0.2)
        pytest.fail(f"{path} never showed {pattern!r}; it shows {text[-2000:]}")

    def events(self) -> Iterator[dict[str, object]]:
        """Yield what an open page is told."""
        with urllib.request.urlopen(f"{self.url}/__serve/events", timeout=WAIT_S) as answer:
            for line in answer:
                if line.startswith(b"data: "):
                    yield json.loads(line.removeprefix(b"data: "))

    def stop(self) -> tuple[int, str]:
        """Interrupt the command as Ctrl-C does, and return its exit code and what it said."""
        self.process.send_signal(signal.SIGINT)
        return self.process.wait(timeout=WAIT_S), self.said.read_text()


@contextmanager
def previewing(folder: Path, topics: str = "") -> Iterator[Preview]:
    """Run a preview as long as the block lasts, or until a test stops it."""
    preview = Preview(folder, topics)
    try:
        yield preview
    finally:
        if preview.process.poll() is None:
            preview.stop()


def is_alive(process: int) -> bool:
    """Tell whether there is a process of that number."""
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True
