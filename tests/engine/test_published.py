"""A build takes unchanged pages over from the site that it replaces, and its site is that of a build from nothing."""

from __future__ import annotations

import json
import os
import re
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from generator import build
from generator.profile import Profile
from generator.standing import Settled, settle
from tests.command import NOW, differences
from tests.engine.projects import project

LIST = "content/papers/invented.jsonl"


def built(folder: Path, output: str = "site", *, cached: bool = True) -> Path:
    """Build the project in a folder and return its site."""
    options = build.Options(
        config_file=folder / "mkdocs.yml", content=folder / "content", output=folder / output, now=NOW,
        allow_shrink=True, cache=folder / ".cache" if cached else None,
    )  # fmt: skip
    build.build(options, Profile())
    return folder / output


def records(folder: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in (folder / LIST).read_text().splitlines()]


def write_records(folder: Path, changed: list[dict[str, object]]) -> None:
    (folder / LIST).write_text("".join(json.dumps(record) + "\n" for record in changed))


def inodes(site: Path, pattern: str) -> dict[str, int]:
    return {path.relative_to(site).as_posix(): path.stat().st_ino for path in site.glob(pattern)}


def change_records(folder: Path) -> None:
    found = records(folder)
    found[7]["title"] = "Another <i>invented</i> title & more"
    write_records(folder, found[:0:-1])


def change_topics(folder: Path) -> None:
    (folder / "content/topics.yml").write_text("- {slug: invented, name: Invented, words: [clal, ze]}\n")


def change_theme_and_settings(folder: Path) -> None:
    footer = folder / "overrides/partials/footer.html"
    footer.write_text(footer.read_text() + "<p>{{ page.title if page }}</p>")
    settings = folder / "mkdocs.yml"
    settings.write_text(settings.read_text().replace("site_name: Papershelf", "site_name: Shelf of inventions"))


CHANGES = [change_records, change_theme_and_settings, change_topics]
HOOK = """
from pathlib import Path

SITES = []

def on_config(config):
    SITES.append(config.site_dir)

def on_{event}(**_):
    for page in Path(SITES[-1]).glob(Path(__file__).with_name("hooked.txt").read_text()):
        with page.open("a") as file:
            file.write("<!-- hooked -->")
"""


@pytest.mark.parametrize("mask", [0o022, 0o077])
def test_folders_that_need_no_look_hold_what_a_look_finds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, mask: int):
    project(tmp_path, papers=40, page_size=2)
    write_records(tmp_path, [{**record, "authors": ["Ada Example", "Bo Sample"]} for record in records(tmp_path)])
    theirs = tmp_path / "overrides/authors/ada-example/page/3/more.html"
    theirs.parent.mkdir(parents=True)
    theirs.write_text('<a href="../">her papers</a>')
    settings = tmp_path / "mkdocs.yml"
    name = theirs.relative_to(tmp_path / "overrides").as_posix()
    settings.write_text(settings.read_text().replace("name: material", f"name: material\n  static_templates: [{name}]"))
    own = tmp_path / "content/pages/authors/bo-sample/page/notes.md"
    own.parent.mkdir(parents=True)
    own.write_text("# Notes\n\nOn [her papers](../../)\n")
    found: list[tuple[set[str], bool]] = []

    def _check(_site: object, folder: Path, settled: Settled, _cache: object) -> None:
        is_same = settle(folder, settled) == settle(folder)
        found.append((settled.folders(folder), is_same))

    monkeypatch.setattr(build, "check_sound", _check)
    before = os.umask(mask)
    try:
        built(tmp_path)
        change_records(tmp_path)
        site = built(tmp_path)
    finally:
        os.umask(before)

    assert [is_same for _, is_same in found] == [True, True]
    for closed, _ in found:
        assert "authors/ada-example/page/3" not in closed
        assert closed.isdisjoint({"authors/ada-example", "authors/bo-sample", "authors/bo-sample/page/notes"})
        assert ("authors/bo-sample/page/2" in closed) == (mask == 0o022)
    assert {stat.S_IMODE(path.stat().st_mode) for path in site.rglob("*") if path.is_dir()} == {0o755}


def test_where_somebody_else_may_write_all_folders_are_looked_at(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    project(tmp_path, papers=40)
    (tmp_path / "hook.py").write_text("def on_pre_template(template, **_):\n    return template\n")
    with (tmp_path / "mkdocs.yml").open("a") as file:
        file.write("hooks: [hook.py]\n")
    closed: list[set[str]] = []
    monkeypatch.setattr(build, "check_sound", lambda _, folder, settled, __: closed.append(settled.folders(folder)))

    built(tmp_path)

    assert closed == [set()]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("published") / "project"
    project(made, papers=40, page_size=5)
    built(made)
    return made


@pytest.mark.parametrize("change", CHANGES)
def test_after_a_change_the_site_is_that_of_a_build_from_nothing(change: Callable[[Path], None], folder: Path):
    change(folder)
    site = built(folder)

    assert differences(site, built(folder, "afresh", cached=False)) == []


def test_a_catalogue_that_becomes_large_and_small_again_is_that_of_builds_from_nothing(
    folder: Path, monkeypatch: pytest.MonkeyPatch
):
    built(folder)
    for most in (30, 20_000):
        monkeypatch.setattr("generator.site.LARGE_CATALOGUE", most)
        monkeypatch.setattr("generator.settings.LARGE_CATALOGUE", most)
        site = built(folder)

        assert (site / "api/papers.jsonl.gz").is_file() == (most == 30)
        assert differences(site, built(folder, "afresh", cached=False)) == []


def test_unchanged_pages_are_the_same_files_and_changed_ones_are_not(folder: Path):
    before = inodes(built(folder), "papers/*/index.html")
    found = records(folder)
    found[3]["abstract"] = f"{found[3]['abstract']} It is changed."
    write_records(folder, found)
    after = inodes(built(folder), "papers/*/index.html")
    kept = [name for name, inode in after.items() if before[name] == inode]

    assert len(after) - 10 < len(kept) < len(after)


def test_a_page_that_somebody_has_changed_is_made_anew(folder: Path):
    site = built(folder)
    page = min(site.glob("papers/*/index.html"))
    page.write_text(page.read_text() + "<!-- by hand -->")

    assert differences(built(folder), built(folder, "afresh", cached=False)) == []


def test_another_address_of_the_site_from_the_environment_reaches_every_page(
    folder: Path, monkeypatch: pytest.MonkeyPatch
):
    settings = folder / "mkdocs.yml"
    written = settings.read_text()
    settings.write_text(re.sub("(?m)^site_url: .*$", "site_url: !ENV [INVENTED_URL]", written))
    for url in ("https://one.example/", "https://two.example/"):
        monkeypatch.setenv("INVENTED_URL", url)
        site = built(folder)
    settings.write_text(written)
    told = {page: page.read_text() for page in site.rglob("*.html")}

    assert [page for page, text in told.items() if "https://one.example/" in text] == []


@pytest.mark.parametrize("event", ["post_build", "shutdown"])
def test_a_hook_that_changes_finished_pages_never_changes_the_published_site(folder: Path, event: str):
    settings = folder / "mkdocs.yml"
    written = settings.read_text()
    settings.write_text(f"{written}hooks: [{event}.py]\n")
    (folder / f"{event}.py").write_text(HOOK.format(event=event))
    (folder / "hooked.txt").write_text("nothing")
    paper = min(built(folder).glob("papers/*/index.html"))
    before = paper.read_text()
    (folder / "hooked.txt").write_text("papers/*/index.html")
    with paper.open() as published:
        built(folder)
        told = published.read()
    settings.write_text(written)

    assert told == before
    assert paper.read_text() == f"{before}<!-- hooked -->"
    assert differences(built(folder), built(folder, "afresh", cached=False)) == []


def test_kinds_that_are_left_to_the_builder_never_change_the_published_site(folder: Path):
    site = built(folder)
    paper = min(site.glob("papers/*/index.html"))
    descriptor = paper.open()
    before = paper.read_text()
    footer = folder / "overrides/partials/footer.html"
    kept = footer.read_text()
    footer.write_text(kept + "{{ config._current_page.title | upper }}")
    site = built(folder)
    footer.write_text(kept)

    assert descriptor.read() == before
    assert differences(site, built(folder, "afresh", cached=False)) != []
    descriptor.close()
    assert differences(built(folder), folder / "afresh") == []
