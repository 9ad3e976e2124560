"""The keys of one letter: they move and act, never while somebody writes, and they can be switched off."""

from __future__ import annotations

import pytest
from playwright.sync_api import BrowserContext, Page, expect

pytestmark = pytest.mark.browser
PAPER = "papers/stitchable-neural-networks/"
FOCUSED = "document.activeElement.textContent"


def opened(page: Page, url: str) -> Page:
    """Open a page and wait for its modules: the last thing that they make is the button of the keys."""
    page.goto(url)
    expect(page.get_by_role("button", name="Keyboard")).to_be_attached()
    return page


@pytest.mark.parametrize("path", ["", "latest/", "search/?q=graph"])
def test_j_and_k_move_and_enter_opens(page: Page, address: str, path: str):
    opened(page, address + path)
    links = page.locator(".items > li:visible :is(h2, h3) a")
    expect(links.nth(2)).to_be_visible()
    if path == "":
        links.nth(0).scroll_into_view_if_needed()
        links.nth(0).focus()
    for key in "jjjk" if path else "jjk":
        page.keyboard.press(key)

    expect(links.nth(1)).to_be_focused()
    target = links.nth(1).get_attribute("href") or ""
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/{target.rstrip('/').rsplit('/', 1)[-1]}/")


def test_s_saves_and_c_copies_the_paper_that_has_the_focus(page: Page, address: str, context: BrowserContext):
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    opened(page, address + "latest/")
    page.keyboard.press("s")
    for key in ("j", "j", "s", "c"):
        page.keyboard.press(key)
    second = page.locator(".items > li").nth(1)

    expect(second.locator(".save")).to_have_attribute("aria-pressed", "true")
    expect(page.locator(".save[aria-pressed=true]")).to_have_count(1)
    expect(second.get_by_role("button", name="Copied")).to_be_visible()
    opened(page, address + PAPER)
    for key in ("s", "c"):
        page.keyboard.press(key)
    expect(page.locator(".actions .save")).to_have_attribute("aria-pressed", "true")
    expect(page.locator(".actions").get_by_role("button", name="Copied")).to_be_visible()


def test_no_key_acts_while_somebody_writes_or_with_a_modifier(page: Page, address: str):
    opened(page, address + PAPER)
    for key in ("Control+s", "Alt+s", "Meta+j", "Control+?"):
        page.keyboard.press(key)
    page.locator(".find input").focus()
    page.keyboard.type("jks?c/")

    page.wait_for_function("() => document.activeElement.value === 'jks?c/'")
    expect(page.locator(".save[aria-pressed=true]")).to_have_count(0)
    expect(page.locator(".keys-help")).to_have_count(0)


def test_the_help_opens_with_its_key_and_with_a_button_and_gives_the_focus_back(page: Page, address: str):
    opened(page, address + "latest/")
    page.keyboard.press("j")
    page.keyboard.press("?")
    dialog = page.get_by_role("dialog", name="Keyboard")
    expect(dialog).to_contain_text("Save it to the reading list")
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    expect(page.locator(".items h2 a").first).to_be_focused()
    page.get_by_role("button", name="Keyboard").focus()
    page.keyboard.press("Enter")
    expect(dialog).to_be_visible()
    dialog.get_by_role("button", name="Close").click()
    expect(page.get_by_role("button", name="Keyboard")).to_be_focused()


def test_the_keys_can_be_switched_off_and_stay_off(page: Page, address: str):
    opened(page, address + PAPER)
    page.get_by_role("button", name="Keyboard").click()
    page.get_by_label("Keys of one letter are on").uncheck()
    page.keyboard.press("Escape")
    opened(page, address + PAPER)
    for key in ("s", "/", "?", "j"):
        page.keyboard.press(key)

    expect(page.locator(".save[aria-pressed=true]")).to_have_count(0)
    expect(page.locator("dialog[open]")).to_have_count(0)
    assert page.evaluate("document.activeElement.tagName") == "BODY"
    page.get_by_role("button", name="Keyboard").click()
    page.get_by_label("Keys of one letter are on").check()
    page.keyboard.press("Escape")
    page.keyboard.press("s")
    expect(page.locator(".actions .save")).to_have_attribute("aria-pressed", "true")
