"""The modules of the reading list and of the keys, each with its own tests in Node."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
TESTS = sorted((ROOT / "tests/js/reading").glob("*.test.mjs"))


@pytest.fixture(scope="module")
def modules(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site") / "modules"
    shutil.copytree(ROOT / "overrides/assets/javascripts", folder)
    # Node asks for it before it takes files named .js for modules.
    (folder / "package.json").write_text('{"type":"module"}')
    return folder


@pytest.mark.parametrize("file", TESTS, ids=lambda file: file.name)
def test_each_module_does_what_its_tests_say(file: Path, modules: Path) -> None:
    node = shutil.which("node")
    assert node, "Node is needed: README names the version"
    environment = {**os.environ, "MODULES": str(modules), "GOLDEN": str(ROOT / "tests/citation/golden")}
    done = subprocess.run(
        [node, "--test", str(file)], capture_output=True, text=True, env=environment, check=False, timeout=120
    )

    assert done.returncode == 0, done.stdout
    assert "# fail 0" in done.stdout
    assert "# tests 0" not in done.stdout
