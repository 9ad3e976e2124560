"""Searching where something fails: lost connections, damaged files, a new release, endless computing."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, Route, expect

from tests.conftest import sampled
from tests.search import invented
from tests.search.conftest import write_site

pytestmark = pytest.mark.browser
PAPER = "papers/stitchable-neural-networks/"
TITLES = "#search-results h2"
STATUS = "#search-status"
FIELD = ".big input"
PARTS = ("terms", "lengths", "runs", "facets", "papers", "words", "tails", "days")
DAMAGES: dict[str, Callable[[bytes], bytes]] = {
    "cut": lambda content: content[: len(content) // 2],
    "flipped": lambda content: bytes(byte ^ 0x55 for byte in content),
    "empty": lambda _: b"",
    "page": lambda _: b"<!doctype html><title>Not this</title>",
}


def test_offline_there_is_a_message_and_it_works_again_afterwards(page: Page, address: str):
    page.goto(address + "search/?q=networks")
    expect(page.locator(TITLES).first).to_be_visible()
    page.context.set_offline(offline=True)
    page.locator(FIELD).fill("heterophily lottery")
    expect(page.locator(".answers")).to_contain_text("could not be loaded")
    expect(page.locator(STATUS)).to_contain_text("paper")
    page.context.set_offline(offline=False)
    page.locator(FIELD).fill("stitchable")

    expect(page.locator(TITLES).first).to_contain_text("Stitchable")
    expect(page.locator(".answers")).not_to_contain_text("could not")


def test_a_page_that_went_offline_before_the_first_word_says_so(page: Page, address: str):
    page.goto(address + "search/", wait_until="networkidle")
    page.context.set_offline(offline=True)
    page.locator(FIELD).fill("networks")
    expect(page.locator(STATUS)).to_contain_text("You are offline")
    page.context.set_offline(offline=False)
    page.get_by_role("button", name="Try again").click()

    expect(page.locator(TITLES).first).to_be_visible()


def damage(page: Page, part: str, change: Callable[[bytes], bytes] | None) -> None:
    """Change every file of a part of the index on its way; without a change it is gone."""

    def handle(route: Route) -> None:
        if change is None:
            route.fulfill(status=404, body="gone")
        else:
            route.fulfill(body=change(route.fetch().body()), content_type="application/octet-stream")

    page.context.route(f"**/search/{part}/**", handle)


CASES = [(part, kind) for part in PARTS for kind in ("missing", *DAMAGES)]


@pytest.mark.sweep
@pytest.mark.parametrize(("part", "kind"), sampled(CASES, 10), ids=str)
def test_a_missing_or_damaged_file_gives_a_message_and_the_rest_works(page: Page, address: str, part: str, kind: str):
    damage(page, part, DAMAGES.get(kind))
    # A slip of a letter and a beginning of a word need every part but the order by date.
    page.goto(address + ("search/?q=networks&sort=newest" if part == "days" else "search/?q=xtitchable+netw"))

    expect(page.locator(".answers")).to_contain_text(re.compile("could not be loaded|damaged"), timeout=15_000)
    page.context.unroute(f"**/search/{part}/**")
    page.locator(FIELD).fill("heterophily")
    expect(page.locator(TITLES).first).to_be_visible()


def test_a_new_release_while_the_page_is_open_is_followed(page: Page, address: str, tmp_path: Path):
    papers = invented.papers(400)
    releases = [write_site(tmp_path / name, part) for name, part in (("old", papers[:150]), ("new", papers[150:]))]
    current = [releases[0]]

    def handle(route: Route) -> None:
        file = current[0] / route.request.url.removeprefix(address)
        route.fulfill(path=file) if file.is_file() else route.fulfill(status=404, body="gone")

    page.context.route(f"{address}search/*/**", handle)
    page.context.route("**/search/manifest.json", handle)
    old, new = papers[0].title, papers[200].title
    page.goto(address + "search/")
    page.locator(FIELD).fill(old)
    expect(page.locator(TITLES).first).to_have_text(old)
    current[0] = releases[1]
    page.locator(FIELD).fill(new)

    expect(page.locator(TITLES).first).to_have_text(new)
    expect(page.locator(".answers")).not_to_contain_text(re.compile("could not|damaged"))


def test_a_search_that_computes_too_long_is_stopped_and_the_next_one_works(page: Page, address: str):
    endless = "postMessage({}); onmessage = ({ data }) => { for (; data.query;); };"
    page.context.route("**/worker.js", lambda route: route.fulfill(body=endless, content_type="text/javascript"))
    page.goto(address + "search/?q=networks")

    expect(page.locator(STATUS)).to_contain_text("took too long", timeout=15_000)
    page.context.unroute("**/worker.js")
    page.locator(FIELD).fill("heterophily")
    expect(page.locator(TITLES).first).to_be_visible()


def test_modules_that_are_gone_give_a_message_or_leave_the_form(page: Page, address: str):
    for module in ("store.js", "page.js"):
        page.context.route(f"**/search/{module}", lambda route: route.fulfill(status=404, body=""))
        page.goto(address + "search/?q=networks")
        expect(page.locator(STATUS)).to_contain_text("could not be loaded")
        expect(page.locator(".browse")).to_be_visible()
        page.context.unroute(f"**/search/{module}")
        if module == "store.js":
            page.get_by_role("button", name="Try again").click()
            expect(page.locator(TITLES).first).to_be_visible()
    page.context.route("**/search/dialog.js", lambda route: route.fulfill(status=404, body=""))
    page.goto(address + PAPER)
    page.locator(".find input").click()
    page.keyboard.type("lottery")
    page.keyboard.press("Enter")

    expect(page).to_have_url(address + "search/?q=lottery")
