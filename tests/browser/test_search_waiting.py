"""Searching on slow lines: what was given up or overtaken is never shown, and who waits is told."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, Request, expect

from tests.built_site import served

pytestmark = pytest.mark.browser
PAPER = "papers/stitchable-neural-networks/"
TITLES = "#search-results h2"
STATUS = "#search-status"
FIELD = ".big input"
# Where each place says what it does, shows what it found, and is asked.
WAITING = {
    "dialog": (".search-dialog [role=status]", "[role=option]", "[role=combobox]"),
    "page": (STATUS, TITLES, FIELD),
}
SLOW_3G = {"offline": False, "latency": 400, "downloadThroughput": 50_000, "uploadThroughput": 50_000}
TYPED = ("lottery ticket", "heterophily", "barlow twins", "hypernetworks", "stitchable neural")
# Notes, at each change of a list, for which words its first title is shown: those of the dialog's field or the address.
NOTE_SHOWN = """([list, title]) => {
  window.shown = [];
  new MutationObserver(() => {
    const first = document.querySelector(`${list} ${title}`);
    const words = document.querySelector("[role=combobox]")?.value ?? location.search;
    if (first) shown.push([words, first.textContent]);
  }).observe(document.querySelector(list), { childList: true });
}"""


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


@pytest.fixture(scope="module")
def address(real_site: Path) -> Iterator[str]:
    """The address of the site whose files no browser keeps, so that each has to be waited for."""
    with served(real_site, max_age=0) as url:
        yield url


@pytest.fixture
def gate() -> Gate:
    return Gate()


@pytest.fixture
def gated(real_site: Path, gate: Gate) -> Iterator[str]:
    """The address of the site behind the gate."""
    with served(real_site, before=gate, max_age=0) as url:
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


def test_an_answer_that_comes_while_other_words_are_typed_is_not_shown(page: Page, gated: str, gate: Gate):
    # The page's clock stands still, so that the pause after the last key lasts.
    page.clock.install(time=0)
    page.goto(gated + PAPER)
    page.clock.pause_at(60_000)
    gate.is_shut = True
    page.keyboard.press("/")
    page.keyboard.type("graph")
    page.clock.run_for(200)
    until(page, lambda: gate.held)
    page.keyboard.type(" heterophily")
    gate.release()
    page.wait_for_timeout(1000)
    expect(page.get_by_role("option")).to_have_count(0)
    page.clock.run_for(200)

    expect(page.get_by_role("option").first).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("place", ["dialog", "page"])
def test_waiting_is_said_and_has_no_fault_for_axe(page: Page, gated: str, gate: Gate, place: str, scheme: Any):
    page.emulate_media(color_scheme=scheme)
    status, results, field = WAITING[place]
    page.goto(gated + ("search/" if place == "page" else PAPER))
    page.keyboard.press("/")
    page.locator(field).fill("networks")
    expect(page.locator(results).first).to_be_visible()
    gate.is_shut = True
    page.locator(field).fill("heterophily")

    expect(page.locator(status)).to_have_text("Searching…")
    assert [violation["id"] for violation in Axe().run(page).response["violations"]] == []
    gate.release()
    expect(page.locator(status)).to_contain_text("paper")


def slowed(page: Page) -> list[float]:
    """Put a page and its Worker on a slow line; the milliseconds that each file of the index then takes are added."""
    took: list[float] = []
    tools = page.context.new_cdp_session(page)
    tools.send("Network.enable")
    tools.send("Network.emulateNetworkConditions", SLOW_3G)

    def note(request: Request) -> None:
        if "/search/" in request.url and "javascripts" not in request.url:
            took.append(request.timing["responseEnd"])

    page.on("requestfinished", note)
    return took


def first_titles(page: Page, address: str) -> dict[str, str]:
    """Return what each of the typed words finds when nothing is slow."""
    titles = {}
    for words in TYPED:
        page.goto(f"{address}search/?q={words}")
        expect(page.locator(STATUS)).to_contain_text("paper")
        titles[words] = page.locator(TITLES).first.inner_text()
    return titles


def test_on_a_slow_line_the_dialog_shows_what_its_field_asks_for(page: Page, address: str):
    titles = first_titles(page, address)
    page.goto(address + PAPER)
    took = slowed(page)
    page.locator(".find input").click()
    field, options = page.get_by_role("combobox"), page.get_by_role("option")
    expect(field).to_be_focused()
    page.evaluate(NOTE_SHOWN, ["#search-options", "strong"])
    for words in TYPED[:3]:
        field.fill(words)
        page.wait_for_timeout(600)
    page.keyboard.press("Escape")
    page.locator(".find input").click()
    expect(field).to_be_focused()
    for words in TYPED[3:]:
        field.fill(words)
        page.wait_for_timeout(600)
    expect(options.first).to_contain_text(titles[TYPED[-1]])
    page.wait_for_timeout(1500)

    assert took
    assert min(took) >= SLOW_3G["latency"]
    assert page.evaluate("shown.at(-1)") == [TYPED[-1], titles[TYPED[-1]]]
    assert [(words, title) for words, title in page.evaluate("shown") if titles[words] != title] == []


def test_on_a_slow_line_the_page_shows_what_its_address_asks_for(page: Page, address: str):
    titles = {f"?q={words.replace(' ', '+')}": title for words, title in first_titles(page, address).items()}
    last = f"?q={TYPED[-1].replace(' ', '+')}"
    page.goto(address + "search/?q=networks")
    expect(page.locator(TITLES).first).to_be_visible()
    took = slowed(page)
    page.evaluate(NOTE_SHOWN, ["#search-results", "h2"])
    for words in TYPED:
        page.locator(FIELD).fill(words)
        page.wait_for_timeout(600)
    page.get_by_role("checkbox", name="ICLR").check()
    page.wait_for_timeout(200)
    page.go_back()
    expect(page.locator(TITLES).first).to_have_text(titles[last])
    page.wait_for_timeout(1500)

    assert took
    assert min(took) >= SLOW_3G["latency"]
    assert page.evaluate("shown.at(-1)") == [last, titles[last]]
    assert [(asked, title) for asked, title in page.evaluate("shown") if titles.get(asked, title) != title] == []
