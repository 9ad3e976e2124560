"""Each form of citation against its golden file; the papers are invented (tests/citation/golden/README.md)."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from generator.citation import coins
from generator.citation.formats import FORMATS
from generator.citation.keys import citation_keys
from generator.paper import Paper

FOLDER = Path(__file__).parent / "golden"
PAPERS = msgspec.json.decode((FOLDER / "papers.json").read_bytes(), type=tuple[Paper, ...])
KEYS = citation_keys(PAPERS)
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
