"""Searching where something fails: slow and lost connections, damaged files, a new release, endless computing."""

from __future__ import annotations

import re
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, Route, expect

from tests.built_site import served
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


class Gate:
    """Holds back what is asked of a server while it is shut."""

    def __init__(self) -> None:
        self.is_shut = False
        self.held: list[str] = []
        self._opened = threading.Event()

    def __call__(self, path: str) -> None:
        """Wait with what is asked for, if it is of the index."""
        if self.is_shut and path.startswith("search/") and path != "search/":
            self.held.append(path)
            self._opened.wait(30)

    def release(self) -> None:
        """Let go what is held."""
        self.is_shut = False
        self._opened.set()


@pytest.fixture
def gate() -> Gate:
    return Gate()


@pytest.fixture
def gated(real_site: Path, gate: Gate) -> Iterator[str]:
    """The address of the site behind the gate."""
    with served(real_site, before=gate) as url:
        yield url
        gate.release()


def until(page: Page, is_so: Callable[[], object]) -> None:
    """Wait in the browser's time until something is so."""
    for _ in range(200):
        if is_so():
            return
        page.wait_for_timeout(50)
    raise AssertionError


def test_an_answer_that_was_overtaken_is_never_shown(page: Page, gated: str, gate: Gate):
    page.goto(gated + "search/?q=networks")
    expect(page.locator(STATUS)).to_contain_text("papers")
    gate.is_shut = True
    page.locator(FIELD).fill("heterophily")
    until(page, lambda: gate.held)
    gate.is_shut = False
    page.locator(FIELD).fill("lottery ticket")
    expect(page.locator(TITLES).first).to_contain_text("Lottery")
    said = page.locator(STATUS).inner_text()
    gate.release()
    page.wait_for_timeout(1000)

    assert "Lottery" in page.locator(TITLES).first.inner_text()
    assert page.locator(STATUS).inner_text() == said


def test_a_search_that_was_given_up_shows_nothing_when_it_comes(page: Page, gated: str, gate: Gate):
    page.goto(gated + PAPER)
    gate.is_shut = True
    page.keyboard.press("/")
    page.keyboard.type("graph")
    until(page, lambda: gate.held)
    page.get_by_role("combobox").fill("")
    gate.release()
    page.wait_for_timeout(1000)

    expect(page.get_by_role("option")).to_have_count(0)
    expect(page.locator(".search-dialog [role=status]")).to_have_text("")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_waiting_is_said_and_has_no_fault_for_axe(page: Page, gated: str, gate: Gate, scheme: str):
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    page.goto(gated + "search/?q=networks")
    expect(page.locator(TITLES).first).to_be_visible()
    gate.is_shut = True
    page.locator(FIELD).fill("heterophily")

    expect(page.locator(STATUS)).to_have_text("Searching…")
    assert [violation["id"] for violation in Axe().run(page).response["violations"]] == []
    gate.release()
    expect(page.locator(STATUS)).to_contain_text("paper")


@pytest.mark.sweep
def test_on_a_slow_line_the_last_words_are_answered(page: Page, real_site: Path):
    """Slow 3G as seen from here: 400 ms to each file and 50 kB a second; it holds for the Worker too."""
    line = threading.Lock()

    def slowly(path: str) -> None:
        time.sleep(0.4)
        file = real_site / path
        with line:
            time.sleep(min(file.stat().st_size / 50_000, 1) if file.is_file() else 0)

    with served(real_site, before=slowly) as url:
        page.goto(url + PAPER, timeout=60_000)
        page.keyboard.press("/")
        page.keyboard.type("graph heterophily", delay=60)
        field = page.locator("[role=combobox]:focus")
        field.wait_for(timeout=60_000)
        for words in ("lottery tick", "fairness", "stitchable neural"):
            field.fill(words)
            page.wait_for_timeout(400)
        expect(page.get_by_role("option").first).to_contain_text("Stitchable Neural", timeout=60_000)
        page.wait_for_timeout(1500)

        expect(page.get_by_role("option").first).to_contain_text("Stitchable Neural")


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
    page.context.route("**/search/dialog.js", lambda route: route.fulfill(status=404, body=""))
    page.goto(address + PAPER)
    page.locator(".find input").click()
    page.keyboard.type("lottery")
    page.keyboard.press("Enter")

    expect(page).to_have_url(address + "search/?q=lottery")
