"""What tests in a browser share: the site of this repository, and a page on which nothing may fail unseen."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.built_site import served

# What is awaited is awaited by a busy machine too; it says nothing about how long things take.
expect.set_options(timeout=30_000)
# What a browser says of files that a test keeps from it.
EXPECTED_FAULTS = ("404", "ERR_FAILED", "ERR_INTERNET_DISCONNECTED")


@pytest.fixture(scope="module")
def built(real_site: Path) -> Path:
    """The site that is served; modules with papers of their own build another one."""
    return real_site


@pytest.fixture(scope="module")
def address(built: Path) -> Iterator[str]:
    with served(built) as url:
        yield url


@pytest.fixture(scope="module")
def catalogue(real_site: Path) -> list[dict[str, Any]]:
    lines = (real_site / "api/papers.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


@pytest.fixture
def context(chromium: Browser) -> Iterator[BrowserContext]:
    opened = chromium.new_context(color_scheme="light")
    yield opened
    opened.close()


@pytest.fixture
def page(context: BrowserContext) -> Iterator[Page]:
    """A page on which nothing may break the policy or fail unseen."""
    faults: list[str] = []
    opened = context.new_page()
    opened.add_init_script(
        "document.addEventListener('securitypolicyviolation', event => console.error(event.violatedDirective))"
    )
    opened.on("console", lambda message: message.type == "error" and faults.append(message.text))
    opened.on("pageerror", lambda error: faults.append(str(error)))
    yield opened
    assert [fault for fault in faults if not any(expected in fault for expected in EXPECTED_FAULTS)] == []
