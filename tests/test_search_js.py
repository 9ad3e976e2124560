"""The browser's modules: those of the search and the map with their own tests in Node, and the types of all."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest

from generator.search.scripts import FOLDER, scripts

ROOT = Path(__file__).parents[1]
SOURCES = ROOT / "overrides" / FOLDER
TESTS = sorted((ROOT / "tests/js").glob("*.test.mjs"))
TYPESCRIPT = "typescript@5.9.3"


@pytest.fixture(scope="module")
def modules(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The modules of the search as they are sent, without comments, and beside them those of other parts."""
    folder = tmp_path_factory.mktemp("modules") / "javascripts"
    shutil.copytree(SOURCES.parent, folder)
    (folder / "package.json").write_text('{"type": "module"}', encoding="utf-8")
    for path, content in scripts():
        (folder / "search" / Path(path).name).write_bytes(content)
    return folder / "search"


@pytest.mark.parametrize("file", TESTS, ids=lambda file: file.name)
def test_each_module_does_what_its_tests_say(file: Path, modules: Path) -> None:
    node = shutil.which("node")
    assert node, "Node is needed: README names the version"
    environment = {**os.environ, "SEARCH_MODULES": str(modules)}
    done = subprocess.run(
        [node, "--test", str(file)], capture_output=True, text=True, env=environment, check=False, timeout=120
    )

    assert done.returncode == 0, done.stdout
    assert "# fail 0" in done.stdout
    assert "# tests 0" not in done.stdout


def test_what_is_sent_has_the_licence_of_lunr_and_no_comments(modules: Path) -> None:
    sent = {path.name: path.read_text(encoding="utf-8") for path in modules.glob("*.js")}

    assert sent["lunr.js"].startswith("/*! lunr 2.3.9")
    assert [name for name, text in sent.items() if "/**" in text or "\n//" in text] == []
    assert sorted(sent) == sorted(["lunr.js", *(path.name for path in SOURCES.glob("*.js"))])


@pytest.mark.full
def test_the_types_of_all_modules_hold(tmp_path: Path) -> None:
    cache = ROOT / ".cache/typescript"
    cache.mkdir(parents=True, exist_ok=True)
    (cache / "package.json").write_text('{"private": true}\n', encoding="utf-8")
    install = ["npm", "install", "--no-audit", "--no-fund", "--omit-lockfile-registry-resolved=true", TYPESCRIPT]
    subprocess.run(install, cwd=cache, check=True, capture_output=True, timeout=300)
    shutil.copytree(SOURCES.parent, tmp_path / "javascripts")
    shutil.copy(ROOT / "tests/js/lunr.d.ts", tmp_path / "javascripts/search")
    # The libraries of pages and of workers name some things twice; only our modules are checked.
    options = {
        "skipLibCheck": True, "checkJs": True, "allowJs": True, "strict": True, "noEmit": True,
        "target": "es2022", "module": "es2022", "moduleResolution": "bundler",
        "lib": ["es2023", "dom", "dom.iterable", "webworker"], "types": [],
    }  # fmt: skip
    (tmp_path / "tsconfig.json").write_text(
        json.dumps({"compilerOptions": options, "include": ["**/*.js"]}), encoding="utf-8"
    )
    done = subprocess.run(
        [cache / "node_modules/.bin/tsc", "-p", tmp_path], capture_output=True, text=True, check=False, timeout=300
    )

    assert done.stdout == ""
    assert done.returncode == 0
