"""The preview shows a site before its links are checked, and lets an edit or Ctrl-C end the check."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator

import pytest

from tests.command import differences, papershelf
from tests.serve.preview import Preview, is_alive, previewing

PAPERS = "/api/papers.jsonl"


@pytest.fixture(scope="module")
def preview(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Preview]:
    """One preview for all tests but the last, which stops it."""
    with previewing(tmp_path_factory.mktemp("preview")) as preview:
        yield preview


def rest(preview: Preview) -> None:
    """Wait until nothing is built or checked any more, and the next process waits."""

    def _rests() -> bool:
        builders, checking = preview.noted("builders"), preview.noted("checking")
        return bool(checking) and builders[-1] not in checking and not any(map(is_alive, checking))

    preview.wait_until(_rests, "it rests")


def test_a_new_site_is_shown_before_its_check_ends(preview: Preview):
    rest(preview)
    preview.hold()
    preview.edit("retreat")

    preview.wait_for("lichen retreat", PAPERS)
    preview.wait_until(lambda: is_alive(preview.noted("checking")[-1]), "the check began")
    preview.release()
    rest(preview)

    assert preview.said.read_text().splitlines()[-1].startswith("serving on ")


def test_a_check_that_finds_nothing_changes_no_page(preview: Preview):
    rest(preview)
    events = preview.events()
    first = next(events)["version"]
    preview.hold()
    preview.edit("advance")

    shown = next(event["version"] for event in events if event["version"] != first)
    preview.release()
    rest(preview)

    assert next(preview.events())["version"] == shown


def test_an_edit_ends_a_check_and_nothing_wrong_is_ever_taken_over(preview: Preview):
    rest(preview)
    preview.hold()
    for words in ("decline", "return"):
        preview.edit(words)
        preview.wait_for(f"lichen {words}", PAPERS)
        preview.wait_until(lambda: is_alive(preview.noted("checking")[-1]), "the check began")
    ended, killed = preview.noted("checking")[-2:]
    os.kill(killed, signal.SIGKILL)
    text = preview.wait_for("has not passed the check")
    preview.release()
    preview.edit("drift")
    preview.wait_for("lichen drift", PAPERS)
    rest(preview)

    afresh = papershelf("build", "--preview", "--no-cache", "--output", "afresh", cwd=preview.folder)
    assert "SIGKILL ended the build" in text
    assert not is_alive(ended)
    assert afresh.returncode == 0
    assert differences(preview.site, preview.folder / "afresh") == []


def test_what_the_check_finds_is_shown_over_the_new_page_until_it_is_repaired(preview: Preview):
    rest(preview)
    events = preview.events()
    first = next(events)["version"]
    page = preview.folder / "content/pages/about.md"
    page.parent.mkdir()
    page.write_text('# About\n\nInvented words, and <a href="../nowhere/">a link</a>.\n')

    shown, found = (next(events) for _ in range(2))
    text = preview.wait_for("has not passed the check", "/about/")
    page.unlink()
    repaired = next(event for event in events if event["version"] not in {shown["version"], found["version"]})

    assert first not in {shown["version"], found["version"]}
    assert [shown["failed"], found["failed"], repaired["failed"]] == [False, True, False]
    assert "Invented words" in text
    assert "pages/about.md" in text
    assert "../nowhere/" in text
    assert "a problem is shown on " in preview.said.read_text()
    assert "preview-problem" not in preview.page("/about/")[1]


def test_a_site_that_a_gate_would_refuse_is_shown_with_the_reason(preview: Preview):
    settings = preview.folder / "mkdocs.yml"
    before = settings.read_text()

    settings.write_text(before.replace("  catalogue:\n", "  catalogue:\n    size_limit_mb: 1\n"))
    text = preview.wait_for("has not passed the check")
    settings.write_text(before)
    preview.wait_for(r"^(?![\s\S]*preview-problem)[\s\S]*</html>")

    assert "this is shown, but a build would refuse it: the site takes " in text


def test_ctrl_c_during_the_check_ends_every_process(preview: Preview):
    rest(preview)
    preview.hold()
    preview.edit("growth")
    preview.wait_for("lichen growth", PAPERS)
    preview.wait_until(lambda: is_alive(preview.noted("checking")[-1]), "the check began")

    code, said = preview.stop()

    assert code == 0
    assert said.splitlines()[-1] == "stopped"
    assert not any(map(is_alive, preview.noted("builders")))
    assert list((preview.folder / "tmp").iterdir()) == []
