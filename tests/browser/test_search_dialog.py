"""The search dialog of every page in a real browser: its keys, its field, its states as readers and axe see them."""

from __future__ import annotations

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

pytestmark = pytest.mark.browser
PAPER = "papers/stitchable-neural-networks/"
STATUS = ".search-dialog [role=status]"
MANIFEST = "**/search/manifest.json"


def opened(page: Page, url: str, words: str = "") -> Page:
    """Open the dialog of a page by its key, and type."""
    page.goto(url)
    page.keyboard.press("/")
    expect(page.get_by_role("combobox")).to_be_focused()
    page.keyboard.type(words)
    return page


def test_it_opens_finds_and_leads_on_by_keys_alone(page: Page, address: str):
    opened(page, address + PAPER, "say no to")
    options = page.get_by_role("option")
    expect(options.first).to_contain_text("Say No to the Discrimination")
    page.keyboard.press("ArrowDown")

    field = page.get_by_role("combobox")
    expect(field).to_have_attribute("aria-activedescendant", "search-option-0")
    expect(options.first).to_have_attribute("aria-selected", "true")
    page.keyboard.press("ArrowUp")
    expect(field).not_to_have_attribute("aria-activedescendant", "search-option-0")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_contain_text("Say No to the Discrimination")


def test_the_arrows_lead_around_and_back_to_the_field(page: Page, address: str):
    opened(page, address + PAPER, "stitchable")
    expect(page.get_by_role("option").first).to_be_visible()
    count = page.get_by_role("option").count()
    for _ in range(count):
        page.keyboard.press("ArrowDown")
    expect(page.get_by_role("combobox")).to_have_attribute("aria-activedescendant", f"search-option-{count - 1}")
    page.keyboard.press("ArrowDown")

    assert page.get_by_role("combobox").get_attribute("aria-activedescendant") is None


def test_escape_closes_it_and_gives_focus_and_words_back(page: Page, address: str):
    page.goto(address)
    page.locator(".find input").click()
    expect(page.get_by_role("combobox")).to_be_focused()
    page.keyboard.type("fairness")
    page.keyboard.press("Escape")

    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(page.locator(".find input")).to_have_value("fairness")
    expect(page.locator(".find input")).to_be_focused()


def test_what_was_typed_before_it_opened_is_in_one_field_only(page: Page, address: str):
    page.goto(address)
    field = page.locator("#home-search")
    field.focus()
    page.keyboard.type("graph")

    expect(page.get_by_role("combobox")).to_have_value("graph")
    expect(field).to_have_value("")


def test_who_has_left_the_field_meanwhile_is_not_called_back(page: Page, address: str):
    page.goto(address)
    page.locator(".find input").evaluate("field => { field.focus(); field.click(); field.blur(); }")
    page.wait_for_timeout(500)

    expect(page.get_by_role("dialog")).to_have_count(0)


def test_enter_shows_all_results(page: Page, address: str):
    opened(page, address + PAPER, "graph networks")
    expect(page.get_by_role("option").first).to_be_visible()
    page.keyboard.press("Enter")

    expect(page).to_have_url(address + "search/?q=graph+networks")
    expect(page.locator("#search-results h2").first).to_be_visible()


def test_what_was_chosen_for_other_words_is_not_opened(page: Page, address: str):
    opened(page, address + PAPER, "graph")
    expect(page.get_by_role("option").first).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.keyboard.type(" networks")
    page.keyboard.press("Enter")

    expect(page).to_have_url(address + "search/?q=graph+networks")


def test_an_emptied_field_shows_no_papers(page: Page, address: str):
    opened(page, address + PAPER, "graph")
    expect(page.get_by_role("option").first).to_be_visible()
    page.get_by_role("combobox").fill("")

    expect(page.get_by_role("option")).to_have_count(0)
    expect(page.get_by_role("combobox")).to_have_attribute("aria-expanded", "false")


def test_the_count_is_said_and_a_correction_named(page: Page, address: str):
    opened(page, address + PAPER, "stichable neural")

    expect(page.locator(STATUS)).to_contain_text("for “stitchable neural”")
    expect(page.get_by_role("option").first).to_contain_text("Stitchable Neural Networks")


def test_a_click_beside_it_closes_it_and_one_within_does_not(page: Page, address: str):
    opened(page, address + PAPER, "graph")
    expect(page.get_by_role("option").first).to_be_visible()
    page.locator(STATUS).click()
    expect(page.get_by_role("dialog")).to_be_visible()
    page.mouse.click(5, 400)

    expect(page.get_by_role("dialog")).to_have_count(0)


def test_after_a_fault_it_can_be_tried_again(page: Page, address: str):
    page.context.route(MANIFEST, lambda route: route.abort())
    opened(page, address + PAPER, "graph")
    expect(page.locator(STATUS)).to_have_text("The search index could not be loaded.")
    page.context.unroute(MANIFEST)
    page.get_by_role("button", name="Try again").click()

    expect(page.get_by_role("option").first).to_be_visible()
    expect(page.get_by_role("combobox")).to_be_focused()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_any_state(chromium: Browser, address: str, scheme: Any):
    """Of the dialog: empty, results, one chosen, corrected, no result, error; of the page: the same, and filtered."""
    context = chromium.new_context(color_scheme=scheme)
    page = context.new_page()
    found = {}
    opened(page, address + PAPER)
    for words, status in (("", ""), ("graph", "papers"), ("stichable", "for “"), ("zzzzqqqq", "No paper found")):
        page.get_by_role("combobox").fill(words)
        expect(page.locator(STATUS)).to_contain_text(status)
        page.keyboard.press("ArrowDown")
        found["dialog", words] = violations(page)
    for asked in ("", "?q=graph+networks&topic=fairness-bias", "?q=stichable", "?q=zzzzqqqq&year=2023", "?sort=newest"):
        page.goto(address + "search/" + asked)
        expect(page.locator("#search-status" if asked else "h1")).to_contain_text("paper" if asked else "Search")
        found["page", asked] = violations(page)
    context.route(MANIFEST, lambda route: route.abort())
    page.goto(address + "search/?q=graph")
    expect(page.get_by_role("button", name="Try again")).to_be_visible()
    found["page", "error"] = violations(page)
    opened(page, address + PAPER, "graph")
    expect(page.get_by_role("button", name="Try again")).to_be_visible()
    found["dialog", "error"] = violations(page)
    context.close()

    assert {state: what for state, what in found.items() if what} == {}


def violations(page: Page) -> list[tuple[str, str]]:
    return [(item["id"], item["nodes"][0]["html"]) for item in Axe().run(page).response["violations"]]
