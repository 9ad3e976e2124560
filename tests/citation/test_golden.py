"""Each form of citation against its golden file; the papers are invented (tests/citation/golden/README.md)."""

from __future__ import annotations

import os
import shutil
import subprocess
import unicodedata
from pathlib import Path

import msgspec
import pytest

from generator import latex
from generator.citation import beyond_bibtex, bibtex, coins
from generator.citation.formats import FORMATS
from generator.citation.keys import citation_keys
from generator.paper import Paper

FOLDER = Path(__file__).parent / "golden"
PAPERS = msgspec.json.decode((FOLDER / "papers.json").read_bytes(), type=tuple[Paper, ...])
KEYS = citation_keys(PAPERS)
MODULES = Path(__file__).parents[2] / "overrides/assets/javascripts/cite"
BY_HAND = ("plain-acl", "plain-apa", "plain-ieee")


def check(name: str, actual: str, request: pytest.FixtureRequest) -> None:
    file = FOLDER / name
    if request.config.getoption("--update-goldens"):
        file.write_bytes(actual.encode())

    assert actual == file.read_bytes().decode()


@pytest.mark.parametrize("name", sorted(FORMATS.keys() - set(BY_HAND)))
def test_every_form_is_as_it_was(name: str, request: pytest.FixtureRequest):
    check(f"papers.{FORMATS[name].suffix}", "".join(FORMATS[name].chunks(PAPERS, KEYS)), request)


@pytest.mark.parametrize("paper", range(len(PAPERS)), ids=[paper.title for paper in PAPERS])
@pytest.mark.parametrize("name", BY_HAND)
def test_plain_styles_are_what_was_written_by_hand(name: str, paper: int):
    expected = (FOLDER / f"papers.{FORMATS[name].suffix}").read_text(encoding="utf-8").splitlines()[paper]

    assert FORMATS[name].render(PAPERS[paper], "") == f"{expected}\n"


def test_the_openurls_of_lists_are_as_they_were(request: pytest.FixtureRequest):
    check("papers.coins.txt", "".join(f"{coins.render(paper)}\n" for paper in PAPERS), request)


def test_what_the_browser_is_given_is_as_it_was(request: pytest.FixtureRequest):
    given = [[paper.slug, bibtex.render(paper, KEYS[paper.key]), beyond_bibtex.facts(paper)] for paper in PAPERS]
    check("papers.references.json", msgspec.json.encode(given).decode(), request)


def test_the_letters_that_the_browser_must_know_are_as_they_were(request: pytest.FixtureRequest):
    composed = (unicodedata.normalize("NFC", chr(code)) for code in range(0xA0, 0x3000))
    letters = [letter for letter in dict.fromkeys(composed) if latex.encode(letter) != letter and len(letter) == 1]
    check("letters.txt", "".join(f"{letter}\t{latex.encode(letter)}\n" for letter in letters), request)


def test_the_browsers_forms_are_the_generators(tmp_path: Path):
    node = shutil.which("node")
    assert node, "Node is needed: README names the version"
    for file in MODULES.glob("*.js"):
        shutil.copy(file, tmp_path)
    # Node asks for it before it takes files named .js for modules.
    (tmp_path / "package.json").write_text('{"type":"module"}')
    done = subprocess.run(
        [node, "--test", str(Path(__file__).parent / "forms.test.mjs")],
        env={**os.environ, "GOLDEN": str(FOLDER), "CITE_MODULES": str(tmp_path)},
        capture_output=True, text=True, check=False, timeout=120,
    )  # fmt: skip

    assert done.returncode == 0, done.stdout
    assert "# fail 0" in done.stdout
