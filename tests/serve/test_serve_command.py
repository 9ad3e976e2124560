"""`papershelf serve` as a maintainer uses it: change a listing, break a file, repair it."""

from __future__ import annotations

import json
import re
import shutil
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.command import ROOT, arguments, environment, papershelf, small_catalogue

WAIT_S = 90.0


class Preview:
    """Owns a running `papershelf serve` on a free port, in a folder of its own."""

    def __init__(self, folder: Path, topics: str = "") -> None:
        self.folder = folder
        content = small_catalogue(folder)
        if topics:
            (content / "topics.yml").write_text(topics)
        shutil.copytree(ROOT / "overrides", folder / "overrides")
        shutil.copy(ROOT / "mkdocs.yml", folder / "mkdocs.yml")
        self.said = folder / "said"
        with self.said.open("w") as said:
            command = arguments("serve", "--port", "0")
            self.process = subprocess.Popen(
                command, cwd=folder, env=environment(), stdout=subprocess.DEVNULL, stderr=said
            )
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


@pytest.fixture(scope="module")
def preview(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Preview]:
    """One preview for all tests but the last, which stops it: each repairs what it broke."""
    preview = Preview(tmp_path_factory.mktemp("preview"))
    yield preview
    if preview.process.poll() is None:
        preview.stop()


def test_a_change_of_the_listing_reaches_the_page_and_open_pages_are_told(preview: Preview):
    preview.wait_for("__serve/reload.js")
    events = preview.events()
    first = next(events)["version"]
    listing = preview.folder / "content/papers/invented.jsonl"

    listing.write_text(listing.read_text().replace("lichen growth", "lichen retreat"))

    assert next(event for event in events if event["version"] != first)["failed"] is False
    assert "lichen retreat" in preview.page("/api/papers.jsonl")[1]
    assert not (preview.folder / "content/permalinks.tsv").exists()


@pytest.mark.parametrize(
    ("name", "text"),
    [("mkdocs.yml", "site_name: [\n"), ("content/topics.yml", "topics: [\n"), ("overrides/main.html", "{% block %}")],
    ids=["settings", "taxonomy", "template"],
)
def test_a_broken_file_is_shown_until_it_is_repaired(preview: Preview, name: str, text: str):
    preview.wait_for("__serve/reload.js")
    file = preview.folder / name
    before = file.read_text() if file.exists() else None

    file.write_text(text)
    shown = preview.wait_for("preview-problem")
    if before is None:
        file.unlink()
    else:
        file.write_text(before)

    assert Path(name).name in shown
    assert "Traceback" not in shown
    preview.wait_for(r"^(?![\s\S]*could not be built)[\s\S]*</html>")


def test_a_catalogue_that_never_built_shows_why_and_then_the_site(tmp_path: Path):
    preview = Preview(tmp_path, topics="topics: [\n")
    try:
        text = preview.wait_for("could not be built")
        status, _ = preview.page()
        (tmp_path / "content/topics.yml").unlink()

        assert "topics.yml" in text
        assert status == 500
        preview.wait_for("lichen growth", "/api/papers.jsonl")
    finally:
        preview.stop()


def test_a_port_in_use_is_told(tmp_path: Path):
    (tmp_path / "content/papers").mkdir(parents=True)
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        done = papershelf("serve", "--content", tmp_path / "content", "--port", str(port))

    assert done.returncode == 2
    assert f"port {port} is in use" in done.stderr


def test_ctrl_c_ends_it_cleanly(preview: Preview):
    preview.wait_for("__serve/reload.js")

    code, said = preview.stop()

    assert code == 0
    assert "Traceback" not in said
    assert said.splitlines()[-1] == "stopped"
