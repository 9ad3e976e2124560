"""Other builders make the same pages of the docs/ that `papershelf generate` wrote, from the same mkdocs.yml."""

from __future__ import annotations

import importlib.metadata
import os
import shutil
import subprocess
from pathlib import Path

import pytest
from lxml import html

from tests.command import NOW, ROOT, papershelf
from tests.portability.environments import environment

pytestmark = pytest.mark.full


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of this project, its docs/ written; Zensical refuses folders outside the project."""
    folder = tmp_path_factory.mktemp("portability")
    shutil.copyfile(ROOT / "mkdocs.yml", folder / "mkdocs.yml")
    for name in ("content", "overrides"):
        shutil.copytree(ROOT / name, folder / name)
    result = papershelf("generate", f"--now={NOW}", cwd=folder)
    assert result.returncode == 0, result.stderr
    return folder


@pytest.fixture(scope="module")
def ours(project: Path) -> Path:
    result = papershelf("build", f"--now={NOW}", "--output=ours", cwd=project)
    assert result.returncode == 0, result.stderr
    return project / "ours"


@pytest.fixture(scope="module", params=["properdocs", "zensical"])
def theirs(request: pytest.FixtureRequest, project: Path) -> Path:
    name = request.param
    command = [environment(name) / name, "build"]
    # The plugin is found by the metadata of this project, wherever that is installed.
    metadata = Path(str(importlib.metadata.distribution("papershelf").locate_file("")))
    paths = plugin_path(project, metadata) if name == "properdocs" else ""
    variables = {**os.environ, "PYTHONPATH": paths}
    result = subprocess.run(
        command, cwd=project, env=variables, capture_output=True, text=True, timeout=900, check=False
    )
    assert result.returncode == 0, result.stdout + result.stderr
    return (project / "site").rename(project / name)


def plugin_path(project: Path, metadata: Path) -> str:
    """Return a PYTHONPATH with this project and its metadata, and nothing else of the environment of the tests."""
    found = next(metadata.glob("papershelf-*.dist-info"))
    shutil.copytree(found, project / "plugin" / found.name, dirs_exist_ok=True)
    return f"{project / 'plugin'}{os.pathsep}{ROOT}"


def pages(site: Path) -> set[str]:
    return {path.relative_to(site).as_posix() for path in site.rglob("*.html")}


def article_text(page: Path) -> str:
    """Return the words that a reader sees in the article of a page."""
    document = html.fromstring(page.read_bytes())
    (article,) = document.iter("article")
    for hidden in list(article.iter("script", "style", "template")):
        hidden.drop_tree()
    return " ".join(article.text_content().split())


def test_the_same_pages_are_built(ours: Path, theirs: Path):
    assert pages(ours) == pages(theirs)


def test_every_paper_reads_the_same(ours: Path, theirs: Path):
    papers = sorted(name for name in pages(ours) if name.startswith("papers/") and name != "papers/index.html")
    different = [name for name in papers if article_text(ours / name) != article_text(theirs / name)]

    assert len(papers) > 190
    assert not different
