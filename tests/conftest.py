"""What several tests share: how much of a sweep is run, and the browser."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TypeVar

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests import browser_path
from tests.command import NOW, ROOT, papershelf

FULL = os.environ.get("PAPERSHELF_FULL") == "1"
"""Whether the sweeps run whole (`make test-full`)."""

T = TypeVar("T")


def sampled(items: Sequence[T], count: int) -> Sequence[T]:
    """Return all items in `make test-full`, else about `count`, evenly spread, the first and the last among them."""
    if FULL or len(items) <= count:
        return items
    return [items[round(index * (len(items) - 1) / (count - 1))] for index in range(count)]


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out, without calling them skipped, the tests that need more than this environment: they are `full`."""
    if FULL:
        return
    left_out = [item for item in items if item.get_closest_marker("full")]
    config.hook.pytest_deselected(items=left_out)
    items[:] = [item for item in items if item not in left_out]


@pytest.fixture(scope="session")
def chromium_path() -> Path:
    """The Chromium that `make test` found or installed; a plain `pytest` finds it too, but installs nothing."""
    found = browser_path.find_browser()
    assert found, "no Chromium is here: `make test` installs one"
    return found


@pytest.fixture(scope="session")
def chromium(chromium_path: Path) -> Iterator[Browser]:
    """One browser for the whole run; each test takes a context of its own."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(chromium_path), args=browser_path.options())
        yield browser
        browser.close()


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-goldens", action="store_true", help="rewrite the expected halves of golden cases")


@pytest.fixture(scope="session")
def real_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of this repository's own content, built once for the whole run."""
    folder = tmp_path_factory.mktemp("real")
    shutil.copytree(ROOT / "content", folder / "content")
    done = papershelf("build", "--content", folder / "content", "--output", folder / "site", "--now", NOW)
    assert done.returncode == 0, done.stderr
    return folder / "site"
