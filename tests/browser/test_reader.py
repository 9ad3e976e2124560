"""What a reader does on the finished site, in a real browser: copy, search, switch the theme, use the keys."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

pytestmark = pytest.mark.browser
PAPER = "papers/stitchable-neural-networks/"
LIGHT, DARK = "rgb(252, 251, 248)", "rgb(21, 24, 27)"
BACKGROUND = "getComputedStyle(document.body).backgroundColor"


@pytest.fixture
def context(chromium: Browser) -> Iterator[BrowserContext]:
    opened = chromium.new_context(color_scheme="light")
    opened.grant_permissions(["clipboard-read", "clipboard-write"])
    yield opened
    opened.close()


@pytest.fixture
def page(context: BrowserContext) -> Page:
    return context.new_page()


def clipboard(page: Page) -> str:
    return str(page.evaluate("navigator.clipboard.readText()"))


def test_one_click_copies_the_citation_and_says_so(page: Page, address: str):
    page.goto(address + PAPER)
    page.get_by_role("button", name="Copy BibTeX").click()

    expect(page.get_by_role("button", name="Copied")).to_be_visible()
    expect(page.get_by_role("status")).to_have_text("Copied")
    assert clipboard(page) == page.locator("#bibtex").text_content()


def test_a_paper_in_a_list_is_cited_with_one_click(page: Page, address: str):
    page.goto(address + "latest/")
    item = page.locator(".items > li").nth(1)
    item.get_by_role("button", name="Copy BibTeX").click()

    expect(item.get_by_role("button", name="Copied")).to_be_visible()
    assert clipboard(page).startswith("@")


def test_without_the_clipboard_the_citation_is_selected(page: Page, address: str):
    page.add_init_script(
        "Object.defineProperty(navigator, 'clipboard', {value: undefined}); document.execCommand = () => false"
    )
    page.goto(address + PAPER)
    page.get_by_role("button", name="Copy BibTeX").click()

    expect(page.get_by_role("button", name="Press Ctrl+C")).to_be_visible()
    assert page.evaluate("getSelection().toString()").startswith("@")


def test_the_theme_follows_the_system_until_the_reader_chooses(page: Page, address: str):
    page.goto(address + PAPER)
    light = page.evaluate(BACKGROUND)
    page.emulate_media(color_scheme="dark")

    assert light == LIGHT
    page.wait_for_function(f"() => {BACKGROUND} === '{DARK}'")


@pytest.mark.parametrize("other", ["", "about/", "search/", "no/such/page/"])
def test_the_chosen_theme_is_remembered_on_every_page(page: Page, address: str, other: str):
    page.goto(address + PAPER)
    page.get_by_role("button", name="Dark theme").click()
    page.goto(address + other)

    assert page.evaluate(BACKGROUND) == DARK
    expect(page.get_by_role("button", name="Dark theme")).to_have_attribute("aria-pressed", "true")


def test_the_chosen_theme_is_that_of_pages_that_are_open_elsewhere(page: Page, address: str):
    page.goto(address + PAPER)
    other = page.context.new_page()
    other.goto(address + "topics/")
    other.get_by_role("button", name="Dark theme").click()
    page.wait_for_function(f"() => {BACKGROUND} === '{DARK}'")
    other.get_by_role("button", name="Dark theme").click()

    page.wait_for_function(f"() => {BACKGROUND} === '{LIGHT}'")
    expect(page.get_by_role("button", name="Dark theme")).to_have_attribute("aria-pressed", "false")


def test_the_first_paint_has_the_chosen_theme(page: Page, address: str):
    """Modules have not run while the document is still being read."""
    page.goto(address + PAPER)
    page.get_by_role("button", name="Dark theme").click()
    page.route("**/main.js", lambda route: route.abort())
    page.goto(address + PAPER)

    assert page.evaluate(BACKGROUND) == DARK


def test_a_choice_that_is_the_systems_is_not_kept(page: Page, address: str):
    page.goto(address + PAPER)
    page.get_by_role("button", name="Dark theme").click()
    page.get_by_role("button", name="Dark theme").click()
    page.emulate_media(color_scheme="dark")

    page.wait_for_function(f"() => {BACKGROUND} === '{DARK}'")


def test_a_foreign_value_in_the_storage_does_no_harm(page: Page, address: str):
    page.goto(address + PAPER)
    page.evaluate("""localStorage.setItem("/.__palette", '{"color": {"scheme": "<b>"}}')""")
    page.reload()

    assert page.evaluate(BACKGROUND) == LIGHT


@pytest.mark.parametrize("path", [PAPER, "", "search/"])
def test_the_slash_goes_to_the_search_field(page: Page, address: str, path: str):
    page.goto(address + path)
    page.keyboard.press("/")
    page.keyboard.type("a/b")

    assert page.evaluate("document.activeElement.value") == "a/b"


def test_keys_with_modifiers_are_left_to_the_browser(page: Page, address: str):
    page.goto(address + PAPER)
    page.keyboard.press("Control+/")

    assert page.evaluate("document.activeElement.tagName") == "BODY"


def test_the_header_leads_to_the_search(page: Page, address: str):
    page.goto(address + PAPER)
    page.locator(".find input").fill("equivariant")
    page.keyboard.press("Enter")

    expect(page.locator("#search-results h2").first).to_be_visible()


def test_without_javascript_everything_but_search_and_copy_is_there(chromium: Browser, address: str):
    context = chromium.new_context(
        java_script_enabled=False, color_scheme="dark", viewport={"width": 390, "height": 844}
    )
    page = context.new_page()
    page.goto(address + PAPER)

    expect(page.get_by_role("button")).to_have_count(0)
    expect(page.locator("#bibtex")).to_contain_text("Stitchable")
    expect(page.get_by_role("navigation", name="Main").get_by_role("link", name="Topics")).to_be_visible()
    page.goto(address + "search/")
    expect(page.get_by_role("link", name=re.compile(r"All \d+ authors"))).to_be_visible()
    context.close()


def test_the_first_tab_skips_to_the_content(page: Page, address: str):
    page.goto(address + PAPER)
    page.keyboard.press("Tab")

    expect(page.get_by_role("link", name="Skip to content")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('main') !== null")
