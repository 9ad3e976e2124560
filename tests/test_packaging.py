"""The wheel: it carries the theme and the configuration, and works where no checkout is."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.command import NOW, ROOT, small_catalogue


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built without network and laid out as an installation would."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    (wheel,) = folder.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder / "installed")
    return folder / "installed"


def tracked(folder: str) -> set[str]:
    """Return the files of a folder that git knows or would add, and that are still there."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", folder]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout.splitlines()
    return {name for name in listed if (ROOT / name).exists()}


def names(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def test_the_package_is_whole(installed: Path):
    assert {name for name in names(installed) if "/data/" not in name and ".dist-info/" not in name} == tracked(
        "generator"
    )


def test_theme_and_configuration_are_carried(installed: Path):
    carried = {f"overrides/{name}" for name in names(installed / "generator" / "data" / "overrides")}

    assert carried == tracked("overrides")
    assert (installed / "generator" / "data" / "mkdocs.yml").read_bytes() == (ROOT / "mkdocs.yml").read_bytes()


def run(installed: Path, folder: Path, *words: str):
    """Run a command of the installed wheel in a folder."""
    # -P: the folder that the command is called in must not be what makes it work.
    command = [sys.executable, "-P", "-m", "generator.cli", *words]
    world = {**os.environ, "PYTHONPATH": str(installed)}
    done = subprocess.run(command, cwd=folder, env=world, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_a_content_folder_is_built_where_no_checkout_is(installed: Path, tmp_path: Path):
    content = small_catalogue(tmp_path)

    run(installed, tmp_path, "build", f"--content={content}", "--output=out", f"--now={NOW}")

    assert "papershelf.css" in (tmp_path / "out" / "index.html").read_text(encoding="utf-8")


def test_a_catalogue_of_ones_own_is_made_and_built_where_no_checkout_is(installed: Path, tmp_path: Path):
    run(installed, tmp_path, "new", "mine")
    run(installed, tmp_path / "mine", "build", f"--now={NOW}")

    assert "own.css" in (tmp_path / "mine/site/index.html").read_text(encoding="utf-8")
    assert (tmp_path / "mine/site/assets/stylesheets/papershelf.css").is_file()
