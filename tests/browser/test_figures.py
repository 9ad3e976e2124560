"""Figures, topics and the way from paper to paper in a real browser: on a desk, on a phone, without scripts."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

pytestmark = pytest.mark.browser

FIGURES, PAPER = "statistics/", "papers/stitchable-neural-networks/"
DESK, PHONE = {"width": 1280, "height": 900}, {"width": 390, "height": 844}


@pytest.fixture(params=[(DESK, "light"), (PHONE, "dark")], ids=["desk", "phone"])
def view(request: pytest.FixtureRequest, chromium: Browser) -> Iterator[Page]:
    size, scheme = request.param
    context = chromium.new_context(viewport=size, color_scheme=scheme)
    yield context.new_page()
    context.close()


def test_axe_finds_nothing_when_all_is_open_and_nothing_is_wider_than_the_page(view: Page, address: str):
    view.goto(address + FIGURES)
    view.evaluate("document.querySelectorAll('details').forEach(item => { item.open = true })")
    found = Axe().run(view).response["violations"]

    assert [(item["id"], item["nodes"][0]["html"]) for item in found] == []
    assert view.evaluate("document.documentElement.scrollWidth === innerWidth")


def test_a_screen_reader_hears_the_numbers_of_a_chart(page: Page, address: str):
    page.goto(address + FIGURES)
    chart = page.get_by_role("img", name="Papers of each year. 2015: 3")

    expect(chart).to_be_visible()
    expect(page.get_by_role("rowheader", name="2015", exact=True).first).to_be_visible()


def test_the_table_of_topics_by_year_is_there_without_javascript(chromium: Browser, address: str):
    context = chromium.new_context(java_script_enabled=False, viewport=PHONE)
    page = context.new_page()
    page.goto(address + FIGURES)
    page.get_by_text("The same as a table").click()
    region = page.get_by_role("region", name="Topics by year")

    expect(region.get_by_role("row")).to_have_count(14)
    page.get_by_role("link", name="A random paper").click()
    expect(page).to_have_url(address + "papers/")
    context.close()


@pytest.mark.parametrize(("drawn", "list_path", "place"), [(0.0, "papers/", 0), (0.999999, "papers/page/2/", -1)])
def test_a_random_paper_may_be_the_first_and_the_last(
    page: Page, address: str, drawn: float, list_path: str, place: int
):
    page.goto(address + list_path)
    wanted = page.locator(".items > li h2 a").nth(place).text_content()
    page.add_init_script(f"Math.random = () => {drawn}")
    with page.expect_response("**/shuffle.js"):
        page.goto(address)
    page.wait_for_load_state("networkidle")
    page.get_by_role("link", name="A random paper").click()

    expect(page.get_by_role("heading", level=1)).to_have_text(wanted or "")


def test_a_random_paper_leads_to_the_list_when_its_page_is_not_there(page: Page, address: str):
    page.goto(address, wait_until="networkidle")
    page.evaluate("document.querySelector('[data-papers]').dataset.papers = 0")
    page.evaluate("document.querySelector('[data-papers]').dataset.size = 0")
    page.get_by_role("link", name="A random paper").click()

    expect(page).to_have_url(address + "papers/")


def test_a_reader_walks_through_a_topic_from_paper_to_paper(page: Page, address: str):
    page.goto(address + PAPER)
    path = page.get_by_role("navigation", name="Path")
    path.get_by_role("link", name="Older").click()
    expect(page).not_to_have_url(address + PAPER)
    path.get_by_role("link", name="Newer").click()

    expect(page).to_have_url(address + PAPER)
