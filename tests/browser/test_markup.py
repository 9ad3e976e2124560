"""The markup of each kind of page, judged by the Nu Html Checker."""

from __future__ import annotations

import json
import os
import shutil
import ssl
import subprocess
from collections import Counter
from pathlib import Path

import pytest

from tests.built_site import one_of_each_kind, page_file
from tests.command import ROOT

PACKAGE = "vnu-jar@26.9.27"
CACHE = ROOT / ".cache/vnu"
THEME_ERROR = "Attribute “autocomplete” is only allowed when the input type is"
"""The one complaint that is the theme's: its base template puts the attribute on two checkboxes, outside any block."""


@pytest.fixture(scope="module")
def checker() -> Path:
    """The checker's program, installed once into the cache."""
    jar = CACHE / "node_modules/vnu-jar/build/dist/vnu.jar"
    if not jar.is_file():
        CACHE.mkdir(parents=True, exist_ok=True)
        # Scripts are off: the package would download a Java of its own.
        command = [
            "npm",
            "install",
            "--prefix",
            CACHE,
            "--ignore-scripts",
            "--no-audit",
            "--no-fund",
            "--no-save",
            PACKAGE,
        ]
        # As pip does, npm trusts the certificates of the system, where a proxy of the house may have put its own.
        certificates = ssl.get_default_verify_paths().cafile
        environment = {"NODE_EXTRA_CA_CERTS": certificates} if certificates else {}
        subprocess.run(command, check=True, capture_output=True, timeout=300, env=environment | os.environ)
    return jar


@pytest.mark.full
def test_every_kind_of_page_is_valid(real_site: Path, checker: Path):
    java = shutil.which("java")
    assert java, "the checker needs Java: install a headless runtime, such as Debian's default-jre-headless"
    pages = [page_file(real_site, path) for path in one_of_each_kind(real_site)]
    command = [java, "-Xss4m", "-jar", checker, "--format", "json", "--exit-zero-always", *pages]
    done = subprocess.run(command, check=True, capture_output=True, text=True, timeout=300)
    errors = [item for item in json.loads(done.stderr)["messages"] if item["type"] == "error"]
    theirs = Counter(item["url"] for item in errors if item["message"].startswith(THEME_ERROR))

    assert [(item["url"], item["message"]) for item in errors if not item["message"].startswith(THEME_ERROR)] == []
    assert {Path(url).relative_to(f"file:{real_site}").as_posix(): count for url, count in theirs.items()} == {
        "404.html": 2,
        "about/index.html": 2,
    }
