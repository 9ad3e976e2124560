"""`papershelf new` makes a catalogue that builds at once, and never writes into a folder that holds something."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from generator import starter
from generator.errors import UsageError
from tests.command import NOW, ROOT, SMALL, papershelf

OWN = {"site_name", "site_description", "site_url", "repo_url", "extra", "extra_css"}
"""The keys of mkdocs.yml that a new catalogue has its own values for."""


README = (ROOT / "README.md").read_text(encoding="utf-8")


def commands(heading: str):
    """Return the lines of code that the README shows first under a heading."""
    section = README.split(f" {heading}\n")[1].split("\n#")[0]
    return [line.strip() for line in re.findall(r"^    (.*)$", section, re.MULTILINE)]


@pytest.fixture
def shell(tmp_path: Path) -> Callable[[str, Path], str]:
    """A shell with a home of its own, in which `papershelf` is this checkout's."""
    (tmp_path / "bin").mkdir()
    program = tmp_path / "bin/papershelf"
    program.write_text(f'#!/bin/sh\nPYTHONPATH="{ROOT}" exec "{sys.executable}" -m generator.cli "$@"\n')
    program.chmod(0o755)
    world = {**os.environ, "HOME": str(tmp_path), "PATH": f"{tmp_path}/bin:/usr/bin:/bin"}

    def run(command: str, folder: Path) -> str:
        done = subprocess.run(command, shell=True, cwd=folder, env=world, capture_output=True, text=True, check=False)  # noqa: S602  # as a reader types it
        assert done.returncode == 0, done.stderr
        return done.stdout

    return run


def test_the_readme_walks_to_a_first_site(tmp_path: Path, shell: Callable[[str, Path], str]):
    """Verbatim, but that the site is built instead of served."""
    made, served = commands("A catalogue of your own")
    dry, taken = commands("Bringing files in")
    (tmp_path / "Downloads").mkdir()
    (tmp_path / "Downloads/export.bib").write_text("@misc{moss, title={On Moss}, year={2024}}\n")
    shutil.copy(SMALL / "papers/invented.jsonl", tmp_path / "more.jsonl")

    shell(made, tmp_path)
    assert "1 new, 0 merged, 0 rejected" in shell(f"cd my-papers && {dry}", tmp_path)
    shell(f"mv more.jsonl my-papers/ && cd my-papers && {taken}", tmp_path)
    built = shell(f"{served.replace('serve', 'build')} --now {NOW}", tmp_path)

    assert "13 papers published" in built
    assert (tmp_path / "my-papers/site/papers/on-moss/index.html").is_file()


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A catalogue made as a user makes it, with a file of papers brought in, and its site built."""
    home = tmp_path_factory.mktemp("new")
    for words in (
        ["new", "my papers"],
        ["import", SMALL / "papers/invented.jsonl"],
        ["check"],
        ["build", "--now", NOW],
    ):
        folder = home / "my papers"
        done = papershelf(*words, cwd=folder if folder.exists() else home)
        assert done.returncode == 0, done.stdout + done.stderr
    return home / "my papers"


def test_it_builds_a_site_with_the_theme_and_the_maintainers_own_files_behind_it(made: Path):
    home = (made / "site/index.html").read_text(encoding="utf-8")

    assert home.index("papershelf.css") < home.index("assets/stylesheets/own.css")
    assert (made / "site/assets/stylesheets/own.css").is_file()
    assert len((made / "site/api/papers.jsonl").read_text().splitlines()) == 12


def test_a_site_without_an_address_has_no_sitemap(made: Path):
    assert not (made / "site/sitemap.xml").exists()


def test_git_sees_what_belongs_to_the_catalogue_and_nothing_that_is_made(made: Path, tmp_path: Path):
    shutil.copytree(made, tmp_path / "copy")
    subprocess.run(["git", "init", "-q"], cwd=tmp_path / "copy", check=True)
    shown = subprocess.run(
        ["git", "ls-files", "--others", "--exclude-standard"], cwd=tmp_path / "copy", check=True, capture_output=True
    )

    assert set(shown.stdout.decode().split()) == {
        ".github/workflows/pages.yml", ".gitignore", "Makefile", "README.md", "mkdocs.yml", "requirements.txt",
        "content/corrections.yml", "content/topics.yml", "content/papers/README.md", "content/papers/invented.jsonl",
        "content/permalinks.tsv", "overrides/assets/stylesheets/own.css",
    }  # fmt: skip


def test_make_calls_the_program_that_made_it(made: Path):
    shown = subprocess.run(
        ["make", "--no-print-directory", "-n", "build", "ARGS=--locked"],
        cwd=made, check=True, capture_output=True, text=True, env={**os.environ, "PATH": "/usr/bin:/bin"},
    )  # fmt: skip

    assert shown.stdout.strip().endswith("papershelf build --locked")


def test_its_settings_are_those_of_this_project_but_for_the_first_block():
    own, ours = (
        yaml.safe_load((folder / "mkdocs.yml").read_text(encoding="utf-8")) for folder in (starter.FILES, ROOT)
    )

    assert {key: value for key, value in own.items() if key not in OWN} == {
        key: value for key, value in ours.items() if key not in OWN
    }


def test_a_folder_that_holds_something_is_refused(tmp_path: Path):
    (tmp_path / "mine.txt").write_text("mine")

    with pytest.raises(UsageError, match="not empty"):
        starter.write_catalogue(tmp_path, "1.0", "papershelf")

    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


def test_an_empty_folder_is_taken_and_a_path_with_spaces_is_quoted(tmp_path: Path):
    starter.write_catalogue(tmp_path, "1.0", "/a b/$c/papershelf")

    assert (tmp_path / "local.mk").read_text().splitlines()[1] == "PAPERSHELF = '/a b/$$c/papershelf'"
    assert (tmp_path / "requirements.txt").read_text() == "papershelf==1.0\n"


def cloned(folder: Path, remote: str, *, pushed: bool) -> tuple[str, str]:
    """Make a clone of a repository whose address is invented; return what an installer says of it, and its commit."""

    def git(*words: str) -> str:
        who = ("-c", "user.name=Ada", "-c", "user.email=ada@papershelf.invalid")
        return subprocess.run(
            ["git", "-C", folder, *who, *words], check=True, capture_output=True, text=True
        ).stdout.strip()

    folder.mkdir()
    git("init", "-q", "-b", "main")
    git("commit", "-q", "--allow-empty", "-m", "Invented")
    git("remote", "add", "origin", remote)
    commit = git("rev-parse", "HEAD")
    if pushed:
        git("update-ref", "refs/remotes/origin/main", commit)
    return json.dumps({"url": folder.as_uri(), "dir_info": {"editable": True}}), commit


@pytest.mark.parametrize(
    "remote",
    [
        "https://forge.example/ada/shelf.git",
        "https://ada:canary-token@forge.example/ada/shelf.git",
        "git@forge.example:ada/shelf.git",
        "ssh://git@forge.example/ada/shelf.git",
    ],
)
def test_who_works_in_a_clone_asks_for_its_commit_at_the_repository(tmp_path: Path, remote: str):
    told, commit = cloned(tmp_path / "a clone", remote, pushed=True)

    assert starter.requirement("1.0", told) == f"papershelf @ git+https://forge.example/ada/shelf.git@{commit}\n"


@pytest.mark.parametrize(("remote", "pushed"), [("https://forge.example/shelf.git", False), ("/somewhere/shelf", True)])
def test_a_clone_that_nobody_else_can_read_is_named_with_a_note(tmp_path: Path, remote: str, pushed: bool):  # noqa: FBT001  # a case
    told, _ = cloned(tmp_path / "a clone", remote, pushed=pushed)
    *notes, line = starter.requirement("1.0", told).splitlines()

    assert line == f"papershelf @ {(tmp_path / 'a clone').as_uri()}"
    assert notes
    assert all(note.startswith("# ") for note in notes)


@pytest.mark.parametrize(
    ("told", "line"),
    [
        (None, "papershelf==1.0"),
        (
            {"url": "https://forge.example/shelf.git", "vcs_info": {"vcs": "git", "commit_id": "ab12"}},
            "papershelf @ git+https://forge.example/shelf.git@ab12",
        ),
        (
            {"url": "https://files.example/papershelf-1.0-py3-none-any.whl", "archive_info": {}},
            "papershelf @ https://files.example/papershelf-1.0-py3-none-any.whl",
        ),
    ],
    ids=["index", "git", "archive"],
)
def test_the_requirement_says_from_where_the_program_was_installed(told: dict[str, object] | None, line: str):
    assert starter.requirement("1.0", told and json.dumps(told)) == f"{line}\n"
