"""What several tests share: how much of a sweep is run, by which process, and the browser."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, TypeVar

import pytest
from playwright.sync_api import Browser, sync_playwright
from xdist.scheduler import LoadFileScheduling

from tests import browser_path, command
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
    """Leave out, without calling them skipped, the tests that need more than this environment: they are `full`.

    Files with sweeps come first, so that at the end no process is left alone with one.
    """
    left_out = [item for item in items if item.get_closest_marker("full") and not FULL]
    config.hook.pytest_deselected(items=left_out)
    items[:] = [item for item in items if item not in left_out]
    long = {item.path for item in items if item.get_closest_marker("sweep") or item.get_closest_marker("full")}
    items.sort(key=lambda item: item.path not in long)


class FilesAndSweeps(LoadFileScheduling):  # type: ignore[misc]  # xdist has no types
    """Gives a process whole files, whose tests share what they built, but each test of `tests/sweeps` by itself."""

    def _split_scope(self, nodeid: str) -> str:
        return nodeid if nodeid.startswith("tests/sweeps/") else super()._split_scope(nodeid)


def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> FilesAndSweeps:
    """Return what hands out the tests; it keeps their order, where xdist would begin with the files of many tests."""
    config.option.loadscopereorder = False
    return FilesAndSweeps(config, log)


@pytest.fixture(scope="session", autouse=True)
def cache_folder(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Keep the builds of this process from the cache of others."""
    command.cache_folder = tmp_path_factory.mktemp("cache")


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
