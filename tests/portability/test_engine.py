"""Pages that are handed to ProperDocs in memory are the same as those that it builds in full."""

from __future__ import annotations

import importlib.metadata
import os
import subprocess
from pathlib import Path

import pytest

from tests.command import NOW, arguments, differences, papershelf
from tests.engine.projects import project
from tests.portability.environments import environment
from tests.portability.test_portability import plugin_path


@pytest.mark.full
def test_properdocs_makes_the_same_site_either_way(tmp_path: Path):
    config_file = project(tmp_path / "project", partials__footer_html="<p>{{ mkdocs_version }}</p>")
    metadata = Path(str(importlib.metadata.distribution("papershelf").locate_file("")))
    variables = {**os.environ, "PYTHONPATH": plugin_path(tmp_path, metadata), "PAPERSHELF_BUILDER": "properdocs"}
    sites = []
    for word in ("--strict", "--plain"):
        options = arguments(
            "build", word, f"--now={NOW}", "--no-cache", f"--config={config_file}", f"--output={word[2:]}"
        )
        done = subprocess.run(
            [environment("properdocs") / "python", *options[1:]],
            cwd=tmp_path, env=variables, capture_output=True, text=True, timeout=300, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        assert "built in full" not in done.stderr
        sites.append(tmp_path / word[2:])

    assert differences(*sites) == []
    assert "ProperDocs" in (sites[0] / "papers" / "index.html").read_text()


@pytest.mark.parametrize(
    ("name", "expected"),
    [("zola", "PAPERSHELF_BUILDER is zola: write mkdocs or properdocs"), ("properdocs", "which is not installed here")],
)
def test_a_builder_that_is_not_there_is_told(name: str, expected: str, tmp_path: Path):
    done = papershelf("build", f"--content={tmp_path}", f"--output={tmp_path / 'site'}", PAPERSHELF_BUILDER=name)

    assert done.returncode == 2
    assert expected in done.stderr
