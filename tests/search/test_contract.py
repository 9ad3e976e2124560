"""The engine keeps its contract with whoever calls it, and its facts agree with the pages."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest

from generator.pages._actions import pdf_url
from generator.paper import Identifier, Paper
from tests.search.conftest import HERE

KINDS = ("arxiv", "pdf", "doi", "url", "openreview")


def test_the_engine_keeps_its_contract(site: Path, papers: list[Paper], tmp_path: Path) -> None:
    told = tmp_path / "papers.json"
    told.write_text(json.dumps([facts(paper) for paper in papers]), encoding="utf-8")
    node = shutil.which("node")
    assert node, "Node is needed: README names the version"
    done = subprocess.run(
        [node, "--test", str(HERE / "contract.test.mjs")],
        env={**os.environ, "SEARCH_SITE": str(site), "SEARCH_PAPERS": str(told)},
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )

    assert done.returncode == 0, done.stdout
    assert "# tests 0" not in done.stdout


def facts(paper: Paper) -> dict[str, object]:
    """Return what a hit must say of a paper, and its facets as the pages show them."""
    return {
        "slug": paper.slug, "title": paper.title, "authors": [author.name for author in paper.authors],
        "year": paper.year, "venue": paper.venue and paper.venue.name, "topics": [topic.slug for topic in paper.topics],
        "code": paper.link("code") is not None, "pdf": pdf_url(paper) is not None,
    }  # fmt: skip


@pytest.mark.parametrize("kind", KINDS)
def test_a_paper_has_a_pdf_where_its_page_offers_one(kind: str) -> None:
    paper = Paper(title="Invented", identifiers=(Identifier(kind, "https://papers.example/2401.00001"),))

    assert paper.has_pdf == (pdf_url(paper) is not None)
