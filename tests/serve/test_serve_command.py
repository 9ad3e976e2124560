"""`papershelf serve` as a maintainer uses it: change a listing, break a file, repair it."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.command import papershelf
from tests.serve.preview import Preview, is_alive, previewing


@pytest.fixture(scope="module")
def preview(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Preview]:
    """One preview for all tests but the last, which stops it: each repairs what it broke."""
    with previewing(tmp_path_factory.mktemp("preview")) as preview:
        yield preview


def test_a_change_of_the_listing_reaches_the_page_and_open_pages_are_told(preview: Preview):
    preview.wait_for("__serve/reload.js")
    events = preview.events()
    first = next(events)["version"]

    preview.edit("retreat")

    assert next(event for event in events if event["version"] != first)["failed"] is False
    assert "lichen retreat" in preview.page("/api/papers.jsonl")[1]
    assert not (preview.folder / "content/permalinks.tsv").exists()


def test_the_site_moves_with_its_address(preview: Preview):
    settings = preview.folder / "mkdocs.yml"
    before = settings.read_text()

    settings.write_text(
        before.replace("site_url: https://papershelf.example/", "site_url: https://papershelf.example/shelf/")
    )
    moved = preview.wait_for("/shelf/__serve/reload.js")
    settings.write_text(before)
    preview.wait_for('"/__serve/reload.js')

    assert "/shelf/__serve/problem.css" in moved


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
    assert "this is the site before it" in shown
    assert 'href="authors/"' in shown
    assert "Traceback" not in shown
    preview.wait_for(r"^(?![\s\S]*could not be built)[\s\S]*</html>")


def test_a_catalogue_that_never_built_shows_why_and_then_the_site(tmp_path: Path):
    with previewing(tmp_path, topics="topics: [\n") as preview:
        text = preview.wait_for("could not be built")
        status, _ = preview.page()
        (tmp_path / "content/topics.yml").unlink()

        assert "topics.yml" in text
        assert status == 500
        preview.wait_for("lichen growth", "/api/papers.jsonl")


def test_a_port_in_use_is_told(tmp_path: Path):
    (tmp_path / "content/papers").mkdir(parents=True)
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        done = papershelf("serve", "--content", tmp_path / "content", "--port", str(port))

    assert done.returncode == 2
    assert f"port {port} is in use" in done.stderr


def test_ctrl_c_during_a_build_ends_every_process(preview: Preview):
    preview.wait_for("__serve/reload.js")
    builds = preview.said.read_text().count("changed, building again")
    preview.edit("drift")
    preview.wait_until(lambda: preview.said.read_text().count("changed, building again") > builds, "it builds again")

    code, said = preview.stop()

    assert code == 0
    assert "Traceback" not in said
    assert said.splitlines()[-1] == "stopped"
    assert not any(map(is_alive, preview.noted("builders")))
