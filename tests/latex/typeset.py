"""Bibliographies that we export are typeset by a real LaTeX: `make test-latex` installs it. All papers are invented."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from generator.citation.formats import FORMATS
from generator.citation.keys import citation_keys
from generator.gather import gather
from generator.paper import Paper
from generator.profile import Profile
from generator.settings import Settings
from tests.bench.invented import invented_lines
from tests.citation.test_golden import PAPERS
from tests.hostile.records import hostile_records

CLASSIC = r"""\documentclass{article}
\usepackage[T1]{fontenc}\usepackage{textcomp,amsmath,amssymb}\let\mathscr\mathcal\usepackage{url}
\begin{document}\nocite{*}\bibliographystyle{STYLE}\bibliography{papers}\end{document}
"""
MODERN = r"""\documentclass{article}
\usepackage[T1]{fontenc}\usepackage{textcomp,amsmath,amssymb}\let\mathscr\mathcal
\usepackage[backend=biber,style=numeric,maxnames=99]{biblatex}\addbibresource{papers.bib}
\begin{document}\nocite{*}\printbibliography\end{document}
"""
LINES = 300


@pytest.fixture(scope="module")
def papers(tmp_path_factory: pytest.TempPathFactory) -> list[Paper]:
    """One of each kind, hostile ones, and several hundred like real ones; other scripts need another engine."""
    folder = tmp_path_factory.mktemp("latex")
    (folder / "papers").mkdir()
    hostile = "".join(json.dumps(record) + "\n" for _, record in hostile_records())
    (folder / "papers/invented.jsonl").write_text(hostile + "".join(invented_lines(LINES)))
    found = (*PAPERS, *gather(folder, Settings(), "2026-01-02", Profile()).catalogue.papers)
    return [paper for paper in found if FORMATS["bibtex"].render(paper, "key").isascii()]


def write(folder: Path, form: str, papers: list[Paper], document: str) -> None:
    (folder / "papers.bib").write_text("".join(FORMATS[form].chunks(papers, citation_keys(papers))), encoding="utf-8")
    (folder / "main.tex").write_text(document)


def run(folder: Path, *words: str) -> str:
    program = shutil.which(words[0])
    assert program, f"{words[0]} is not here: `make test-latex` installs it"
    done = subprocess.run([program, *words[1:]], cwd=folder, capture_output=True, check=False, timeout=600)
    output = (done.stdout + done.stderr).decode(errors="replace")
    assert done.returncode == 0, output[-3_000:]
    return output


def typeset(folder: Path) -> str:
    return run(folder, "pdflatex", "-interaction=nonstopmode", "-halt-on-error", "-no-shell-escape", "main.tex")


@pytest.mark.parametrize("style", ["plain", "abbrv", "ieeetr"])
def test_bibtex_is_typeset_without_an_error(papers: list[Paper], tmp_path: Path, style: str):
    write(tmp_path, "bibtex", papers, CLASSIC.replace("STYLE", style))
    typeset(tmp_path)
    told = run(tmp_path, "bibtex", "main")
    typeset(tmp_path)

    assert "error message" not in told
    assert (tmp_path / "main.bbl").read_text(encoding="utf-8").count("\\bibitem") == len(papers)


def test_biblatex_is_typeset_without_an_error(papers: list[Paper], tmp_path: Path):
    write(tmp_path, "biblatex", papers, MODERN)
    typeset(tmp_path)
    told = run(tmp_path, "biber", "main")
    typeset(tmp_path)

    assert "ERROR" not in told
    assert (tmp_path / "main.bbl").read_text(encoding="utf-8").count("\\entry{") == len(papers)
