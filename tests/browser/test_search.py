"""Searching on the finished site, in a real browser: results, facets, the address, the keyboard, faults."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect

from tests.built_site import served

pytestmark = pytest.mark.browser
PAPER = "papers/stitchable-neural-networks/"
TITLES = "#search-results h2"
STATUS = "#search-status"
COUNTS = """key => Object.fromEntries([...document.querySelectorAll(`#search-filters input[id^="filter-${key}-"]`)].map(
  input => [input.id.slice(`filter-${key}-`.length), Number(input.labels[0].querySelector(".count").textContent)]))"""


@pytest.fixture(scope="module")
def address(real_site: Path) -> Iterator[str]:
    with served(real_site) as url:
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
    assert [fault for fault in faults if "404" not in fault and "ERR_FAILED" not in fault] == []


def test_words_are_found_whatever_their_case_and_accents(page: Page, address: str):
    page.goto(address + "search/?q=STÍTCHABLE+networks")

    expect(page.locator(TITLES).first).to_have_text("Stitchable Neural Networks")
    expect(page.locator(STATUS)).to_contain_text("paper")
    expect(page.locator(f"{TITLES} mark").first).to_have_text("Stitchable")


def test_typing_finds_and_keeps_the_words_in_the_address(page: Page, address: str):
    page.goto(address + "search/")
    page.locator(".big input").fill("lottery & ticket")
    expect(page.locator(STATUS)).to_contain_text("papers")

    assert page.url.endswith("/search/?q=lottery+%26+ticket")


def test_what_is_asked_survives_reload_and_back(page: Page, address: str):
    page.goto(address + "search/?q=networks&sort=newest")
    expect(page.locator(STATUS)).to_contain_text("papers")
    before = page.locator(STATUS).locator("strong").inner_text()
    page.get_by_role("checkbox", name="ICLR").check()
    expect(page.get_by_role("button", name="Remove ICLR")).to_be_visible()
    titles = page.locator(TITLES).all_inner_texts()
    page.reload()

    expect(page.locator(TITLES)).to_have_text(titles)
    expect(page.get_by_role("checkbox", name="ICLR")).to_be_checked()
    expect(page.get_by_role("button", name="newest")).to_have_attribute("aria-pressed", "true")
    page.go_back()
    expect(page.locator(STATUS)).to_contain_text(before)
    expect(page.get_by_role("checkbox", name="ICLR")).not_to_be_checked()


def test_counts_are_those_of_the_catalogue(page: Page, address: str, catalogue: list[dict[str, Any]]):
    year = Counter(paper["year"] for paper in catalogue).most_common(1)[0][0]
    page.goto(f"{address}search/?year={year}")
    expect(page.locator(STATUS)).to_contain_text(f"{sum(paper['year'] == year for paper in catalogue)} papers")
    # Every value of every facet, not only those that are shown at first.
    while (more := page.locator("#search-filters button.quiet")).count():
        more.first.click()

    years = Counter(str(paper["year"] or 0) for paper in catalogue)
    topics = Counter(topic["slug"] for paper in catalogue if paper["year"] == year for topic in paper["topics"])
    topics.pop("unsorted", None)
    assert page.evaluate(COUNTS, "years") == years
    assert page.evaluate(COUNTS, "topics") == topics
