"""A small world for the tests of search: an index of invented papers on disk, and Node to ask it."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import pytest
from playwright._impl._driver import compute_driver_executable

from generator import search
from generator.paper import Paper
from generator.search.scripts import scripts
from tests.bench.search.records import read_papers
from tests.search import invented

HERE = Path(__file__).parent


def write_site(folder: Path, papers: Sequence[Paper]) -> Path:
    """Write the files of the index and its scripts below a folder."""
    for path, content in (*search.index(papers, invented.TOPICS), *scripts()):
        place = folder / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(content)
    return folder


def node(script: str, question: dict[str, Any]) -> Any:
    """Return what a script of this folder answers to a question."""
    # The browser library of the tests carries a Node of its own, so that a bare machine needs no other.
    program = shutil.which("node") or compute_driver_executable()[0]
    done = subprocess.run(
        [program, str(HERE / script)],
        input=json.dumps(question),
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def ask(site: Path, questions: Iterable[tuple[str, dict[str, Any]]], **more: Any) -> list[dict[str, Any]]:
    """Return the engine's answers to queries with options."""
    answers: list[dict[str, Any]] = node("answers.mjs", {"site": str(site), "questions": list(questions), **more})
    return answers


@pytest.fixture(scope="session")
def papers() -> list[Paper]:
    """The invented papers of the index, or real ones where `CORPUS` names a file of records."""
    corpus = os.environ.get("CORPUS")
    return read_papers(Path(corpus), 2000) if corpus else invented.papers(2000)


@pytest.fixture(scope="session")
def site(papers: list[Paper], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The index of the invented papers."""
    return write_site(tmp_path_factory.mktemp("search"), papers)
