"""Each kind of page for every reader: by screen reader, phone and keyboard, in the dark, and without JavaScript."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from tests.built_site import kind_of, one_of_each_kind, served

pytestmark = pytest.mark.browser

REACHABLE = "a[href], button, input, select, textarea, summary, [tabindex='0']"
# Numbers what a reader can operate, so that a walk with Tab can tell what it has met.
NUMBER = f"""() => {{
  const shown = [...document.querySelectorAll({REACHABLE!r})].filter(element => {{
    const style = getComputedStyle(element);
    const isShown = element.getClientRects().length && element.checkVisibility() && style.visibility === "visible";
    return isShown && !element.disabled && element.tabIndex >= 0;
  }});
  shown.forEach((element, index) => {{ element.dataset.walk = index; }});
  return shown.map(element => element.outerHTML.slice(0, 120));
}}"""
# Tells which numbered element has the focus, and whether a reader can see that it has.
FOCUSED = """() => {
  const element = document.activeElement;
  if (!element || element === document.body) return null;
  const looks = () => {
    const marks = [element, element.labels?.[0], element.parentElement].filter(Boolean);
    return marks.map(node => getComputedStyle(node)).map(style => [
      style.outlineStyle === "none" ? "" : style.outline, style.boxShadow, style.borderColor, style.backgroundColor,
      style.color, style.textDecoration, style.opacity].join()).join();
  };
  const focused = looks();
  element.blur();
  const plain = looks();
  element.focus({ focusVisible: true });
  return { walk: element.dataset.walk ?? null, seen: focused !== plain, what: element.outerHTML.slice(0, 120) };
}"""

# What stands in a page, without the buttons, which a script makes for itself.
WRITTEN = """() => {
  document.querySelectorAll("main button").forEach(button => button.remove());
  return document.querySelector("main").innerText;
}"""
# What these pages show comes from the script; each says so, or has a table for those without it.
MADE = {"search/", "reading-list/"}


@pytest.fixture(scope="module")
def url(real_site: Path) -> Iterator[str]:
    with served(real_site) as address:
        yield address


@pytest.fixture(scope="module")
def kinds(real_site: Path) -> list[str]:
    return one_of_each_kind(real_site)


def each_page(browser: Browser, url: str, paths: list[str], **options: Any) -> Iterator[tuple[str, Page]]:
    """Yield a page of the browser at each address, in a context with these options."""
    context = browser.new_context(**options)
    page = context.new_page()
    for path in paths:
        page.goto(url + path)
        yield path, page
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(chromium: Browser, url: str, kinds: list[str], scheme: str):
    axe = Axe()
    found = [
        (path, violation["id"], [node["html"][:160] for node in violation["nodes"]][:3])
        for path, page in each_page(chromium, url, kinds, color_scheme=scheme)
        for violation in axe.run(page).response["violations"]
    ]

    assert found == []


def test_nothing_is_wider_than_a_phone(chromium: Browser, url: str, kinds: list[str]):
    wide = [
        path
        for path, page in each_page(chromium, url, kinds, viewport={"width": 360, "height": 740})
        if page.evaluate("document.documentElement.scrollWidth > 360")
    ]

    assert wide == []


def test_everything_can_be_read_without_javascript(chromium: Browser, url: str, kinds: list[str]):
    with_it = {
        path: page.evaluate(WRITTEN) for path, page in each_page(chromium, url, kinds) if kind_of(path) not in MADE
    }
    without = each_page(chromium, url, list(with_it), java_script_enabled=False)

    lost = {path: words for path, page in without if (words := missing_words(with_it[path], page.inner_text("main")))}

    assert lost == {}


def missing_words(expected: str, found: str) -> set[str]:
    """Return the words that are gone, but for a few that a script adds."""
    words = {word for word in expected.split() if len(word) > 3} - set(found.split())
    return words if len(words) > 3 else set()


def test_links_work_without_javascript(chromium: Browser, url: str):
    for _, page in each_page(chromium, url, [""], java_script_enabled=False):
        page.locator("main a[href*='papers/'], main a[href*='topics/']").first.click()

        assert page.url != url
        assert page.locator("h1").inner_text()


def test_the_theme_follows_the_system_without_javascript(chromium: Browser, url: str):
    colours = {
        scheme: page.evaluate("getComputedStyle(document.body).backgroundColor")
        for scheme in ("light", "dark")
        for _, page in each_page(chromium, url, [""], java_script_enabled=False, color_scheme=scheme)
    }

    assert colours["light"] != colours["dark"]


def test_the_keyboard_reaches_everything_and_shows_where_it_is(chromium: Browser, url: str, kinds: list[str]):
    problems = []
    for path, page in each_page(chromium, url, kinds, reduced_motion="reduce"):
        # What a script adds or takes away is there by then.
        page.wait_for_load_state("networkidle")
        expected = dict(enumerate(page.evaluate(NUMBER)[:80]))
        for focused in walk(page, len(expected) + 10):
            expected.pop(int(focused["walk"] or -1), None)
            if not focused["seen"]:
                problems.append((path, "no visible focus", focused["what"]))
        problems += [(path, "not reached", what) for what in expected.values()]

    assert problems == []


def walk(page: Page, steps: int) -> Iterator[dict[str, Any]]:
    """Press Tab and yield what has the focus, until it leaves the page."""
    for _ in range(steps):
        page.keyboard.press("Tab")
        focused = page.evaluate(FOCUSED)
        if focused is None:
            return
        yield focused


def test_the_first_tab_offers_to_skip_to_the_content(chromium: Browser, url: str, kinds: list[str]):
    for path, page in each_page(chromium, url, kinds):
        page.keyboard.press("Tab")
        target = page.evaluate("document.activeElement.getAttribute('href')")

        assert target is not None, path
        assert target.startswith("#"), path
        assert page.locator(target).count() == 1, path
