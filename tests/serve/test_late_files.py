"""The preview shows pages before the files that they do not need are written, and whoever asks for these waits."""

from __future__ import annotations

import os
import signal
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from generator import build
from generator.preview import Listener
from generator.profile import Profile
from generator.standing import UNFINISHED
from tests.command import NOW, differences, papershelf
from tests.engine.projects import project
from tests.serve.preview import Preview, is_alive, previewing

PAPERS = "/api/papers.jsonl"


@pytest.fixture
def preview(tmp_path: Path) -> Iterator[Preview]:
    with previewing(tmp_path) as preview:
        preview.wait_for("lichen", PAPERS)
        preview.wait_until(lambda: not (preview.site / UNFINISHED).exists(), "the last file is written")
        yield preview


def test_a_page_is_shown_before_the_records_are_and_a_request_for_them_waits(preview: Preview):
    preview.hold("late")
    preview.edit("retreat")
    preview.wait_for("lichen retreat", "/papers/")
    is_there = (preview.site / PAPERS[1:]).exists()
    answers: list[tuple[int, str]] = []
    asking = threading.Thread(target=lambda: answers.append(preview.page(PAPERS)))
    asking.start()
    asking.join(0.5)
    is_answered = bool(answers)
    preview.release("late")
    asking.join()

    assert not is_there
    assert not is_answered
    assert answers[0][0] == 200
    assert "lichen retreat" in answers[0][1]


def test_an_edit_that_cannot_be_built_leaves_the_site_before_it_whole(preview: Preview):
    preview.hold("late")
    preview.edit("retreat")
    preview.wait_for("lichen retreat", "/papers/")
    (preview.folder / "content/topics.yml").write_text("- [")
    time.sleep(1.5)
    preview.release("late")
    preview.wait_for("The last change could not be built")

    assert "lichen retreat" in preview.page(PAPERS)[1]
    assert preview.page("/search/manifest.json")[0] == 200


def test_a_preview_that_was_killed_while_they_are_written_is_replaced_by_the_next(preview: Preview):
    preview.hold("late")
    preview.edit("retreat")
    preview.wait_for("lichen retreat", "/papers/")
    preview.wait_until(lambda: is_alive(preview.noted("late")[-1]), "files are written late")
    os.kill(preview.noted("late")[-1], signal.SIGKILL)
    preview.wait_for("has not passed the check", "/papers/")
    missing = preview.page(PAPERS)[0]
    preview.release("late")
    preview.edit("advance")
    preview.wait_for("lichen advance", PAPERS)
    preview.wait_until((preview.site / "search/manifest.json").exists, "the last file is written")

    afresh = papershelf("build", "--preview", "--no-cache", "--output", "afresh", cwd=preview.folder)
    assert missing == 503
    assert afresh.returncode == 0
    assert differences(preview.site, preview.folder / "afresh") == []


class Built:
    """Builds previews of a project, and knows of each which files readers saw with its pages."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.first: set[str] = set()
        self.is_whole = False

    def build(self, output: str = "site") -> Path:
        """Build a preview and return its site."""
        site = self.folder / output

        def _see(*_: object) -> None:
            self.first = {path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()}

        def _complete() -> None:
            self.is_whole = (site / "search/manifest.json").is_file()

        told = Listener(_see, _complete)
        options = build.Options(
            config_file=self.folder / "mkdocs.yml", content=self.folder / "content", output=site, now=NOW,
            cache=self.folder / ".cache", preview=told,
        )  # fmt: skip
        build.build(options, Profile())
        return site


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    folder = tmp_path_factory.mktemp("late") / "project"
    project(folder, papers=40, page_size=5)
    return Built(folder)


def test_files_that_stay_as_they_are_become_files_of_the_next_site(built: Built):
    before, after = ((built.build() / "api/references/0.json.gz").stat().st_ino for _ in range(2))

    assert built.is_whole
    assert "papers/index.html" in built.first
    assert not any(name.startswith(("api/", "search/")) and not name.endswith(".html") for name in built.first)
    assert after == before


def test_a_site_behind_a_link_gets_its_files_too(built: Built):
    release = built.folder / ".linked.0123456789abcdef.release"
    release.mkdir()
    (built.folder / "linked").symlink_to(release.name, target_is_directory=True)

    assert differences(built.build("linked").resolve(), built.build()) == []


def test_hand_written_pages_may_link_to_files_that_are_written_later(built: Built):
    page = built.folder / "content/pages/about.md"
    page.parent.mkdir(exist_ok=True)
    page.write_text("# About\n\n[All records](api/papers.jsonl), and again [the papers](papers.md).\n")
    site = built.build()
    page.unlink()

    assert 'href="../api/papers.jsonl"' in (site / "about/index.html").read_text()
    assert "api/papers.jsonl" not in built.first


def test_a_hook_that_reads_the_built_site_finds_all_files(built: Built):
    settings = built.folder / "mkdocs.yml"
    written = settings.read_text()
    settings.write_text(f"{written}hooks: [hook.py]\n")
    (built.folder / "hook.py").write_text(
        "from pathlib import Path\n"
        "def on_post_build(config):\n"
        "    found = Path(config.site_dir, 'search/manifest.json').is_file()\n"
        "    Path(__file__).with_name('found.txt').write_text(str(found))\n"
    )
    built.build()
    settings.write_text(written)

    assert (built.folder / "found.txt").read_text() == "True"
    assert "search/manifest.json" in built.first
