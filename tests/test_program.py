"""The version of the program follows its files and the installed packages, and nothing that running it leaves."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from generator import program


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An invented program, and a folder of installed packages."""
    (tmp_path / "program").mkdir()
    (tmp_path / "program/one.py").write_text("1")
    (tmp_path / "installed").mkdir()
    monkeypatch.setattr(program, "_PACKAGE", tmp_path / "program")
    monkeypatch.setattr("sys.path", [str(tmp_path / "installed"), str(tmp_path / "none")])
    return tmp_path


def test_a_changed_file_makes_another_version(folder: Path):
    before = program.version()
    (folder / "program/one.py").write_text("2")

    assert program.version() != before


def test_a_new_template_makes_another_version(folder: Path):
    before = program.version()
    (folder / "program/page.md.jinja").write_text("")

    assert program.version() != before


def test_an_upgraded_package_makes_another_version(folder: Path):
    (folder / "installed/invented-1.0.dist-info").mkdir()
    before = program.version()
    (folder / "installed/invented-1.0.dist-info").rename(folder / "installed/invented-1.1.dist-info")

    assert program.version() != before


def test_compiled_and_hidden_files_are_no_part_of_it(folder: Path):
    before = program.version()
    for name in ("__pycache__/one.pyc", ".one.py.swp", ".git/config"):
        (folder / "program" / name).parent.mkdir(exist_ok=True)
        (folder / "program" / name).write_text("1")

    assert program.version() == before


def test_products_of_numpy_run_in_one_thread_unless_the_user_says_otherwise():
    code = "import generator, os, sys; print(os.environ['OPENBLAS_NUM_THREADS'], 'numpy' in sys.modules)"
    plain = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env={})
    told = {"OPENBLAS_NUM_THREADS": "3"}
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env=told)

    assert (plain.stdout, said.stdout) == ("1 False\n", "3 False\n")
