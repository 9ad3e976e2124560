"""Searching on the finished site, in a real browser: results, facets, the address, the keyboard, faults."""

from __future__ import annotations

import re
from collections import Counter
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, Route, expect

pytestmark = pytest.mark.browser
PAPER = "papers/stitchable-neural-networks/"
TITLES = "#search-results h2"
STATUS = "#search-status"
COUNTS = """key => Object.fromEntries([...document.querySelectorAll(`#search-filters input[id^="filter-${key}-"]`)].map(
  input => [input.id.slice(`filter-${key}-`.length), Number(input.labels[0].querySelector(".count").textContent)]))"""


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


def test_counts_follow_query_and_other_facets(page: Page, address: str, catalogue: list[dict[str, Any]]):
    """Within a facet values add up, between facets they narrow."""
    page.goto(f"{address}search/?year=2023&year=2024&topic=fairness-bias")
    expect(page.get_by_role("button", name="Remove 2023")).to_be_visible()
    both = [paper for paper in catalogue if any(topic["slug"] == "fairness-bias" for topic in paper["topics"])]
    years = Counter(str(paper["year"] or 0) for paper in both)

    expected = years["2023"] + years["2024"]
    assert page.locator(TITLES).count() == min(expected, 20) > 0
    expect(page.locator(STATUS)).to_contain_text(f"{expected} papers")
    counted = page.evaluate(COUNTS, "years")
    assert {year: count for year, count in counted.items() if year in years} == {
        year: count for year, count in years.items() if year in counted
    }


def test_more_papers_come_on_request_and_stay_after_a_reload(page: Page, address: str):
    page.goto(address + "search/?sort=newest")
    page.get_by_role("button", name="Show 20 more").click()

    expect(page.locator(TITLES)).to_have_count(40)
    expect(page.locator(TITLES).nth(20).locator("a")).to_be_focused()
    page.reload()
    expect(page.locator(TITLES)).to_have_count(40)


def test_a_typing_error_is_named_and_the_words_as_typed_are_offered(page: Page, address: str):
    page.goto(address + "search/?q=stichable+neural")

    expect(page.locator(TITLES).first).to_have_text("Stitchable Neural Networks")
    expect(page.locator(".answers")).to_contain_text("Showing results for stitchable neural")
    page.get_by_role("button", name="Search as typed").click()
    expect(page).to_have_url(address + "search/?q=stichable+neural&literal=1")
    expect(page.locator(".answers")).not_to_contain_text("Showing results for")


def test_a_search_without_results_offers_ways_on(page: Page, address: str):
    page.goto(address + "search/?q=zzzzqqqq")

    expect(page.locator(STATUS)).to_have_text("No paper found")
    expect(page.locator(".nothing")).to_contain_text("No paper has zzzzqqqq")
    expect(page.locator(".nothing").get_by_role("link", name="topics")).to_be_visible()


def test_the_dialog_opens_finds_and_leads_on_by_keys_alone(page: Page, address: str):
    page.goto(address + PAPER)
    page.keyboard.press("/")
    page.keyboard.type("say no to")
    options = page.get_by_role("option")
    expect(options.first).to_contain_text("Say No to the Discrimination")
    page.keyboard.press("ArrowDown")

    field = page.get_by_role("combobox")
    expect(field).to_have_attribute("aria-activedescendant", str(options.first.get_attribute("id")))
    expect(options.first).to_have_attribute("aria-selected", "true")
    page.keyboard.press("ArrowUp")
    expect(field).not_to_have_attribute("aria-activedescendant", "search-option-0")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_contain_text("Say No to the Discrimination")


def test_escape_closes_the_dialog_and_gives_the_focus_back(page: Page, address: str):
    page.goto(address)
    page.locator(".find input").click()
    expect(page.get_by_role("combobox")).to_be_focused()
    page.keyboard.type("fairness")
    page.keyboard.press("Escape")

    expect(page.get_by_role("dialog")).to_have_count(0)
    assert page.evaluate("document.querySelector('.find input').value") == "fairness"


def test_enter_in_the_dialog_shows_all_results(page: Page, address: str):
    page.goto(address + PAPER)
    page.keyboard.press("/")
    page.keyboard.type("graph networks")
    expect(page.get_by_role("option").first).to_be_visible()
    page.keyboard.press("Enter")

    expect(page).to_have_url(address + "search/?q=graph+networks")
    expect(page.locator(TITLES).first).to_be_visible()


@pytest.mark.parametrize("path", [PAPER, "", "search/", "about/"])
def test_nothing_of_the_index_is_loaded_before_somebody_searches(page: Page, address: str, path: str):
    loaded: list[str] = []
    page.on("request", lambda request: loaded.append(request.url))
    page.goto(address + path, wait_until="networkidle")

    assert [url for url in loaded if "/search/" in url.removeprefix(address + path) and "javascripts" not in url] == []
    assert [url for url in loaded if url.endswith(("worker.js", "lunr.js"))] == []


def test_a_late_answer_does_not_replace_a_newer_one(page: Page, address: str):
    page.goto(address + "search/?q=networks")
    expect(page.locator(STATUS)).to_contain_text("papers")

    def later(route: Route) -> None:
        page.wait_for_timeout(300)
        route.continue_()

    page.context.route("**/search/terms/*", later)
    page.locator(".big input").fill("heterophily")
    page.wait_for_timeout(200)
    page.locator(".big input").fill("lottery ticket")

    expect(page.locator(TITLES).first).to_contain_text("Lottery")
    page.wait_for_timeout(1000)
    assert "Lottery" in page.locator(TITLES).first.inner_text()


def test_without_the_index_a_message_comes_and_a_way_to_try_again(page: Page, address: str):
    page.context.route("**/search/manifest.json", lambda route: route.abort())
    page.goto(address + "search/?q=networks")

    expect(page.locator(STATUS)).to_have_text("The search index could not be loaded.")
    page.context.unroute("**/search/manifest.json")
    page.get_by_role("button", name="Try again").click()
    expect(page.locator(TITLES).first).to_be_visible()


@pytest.mark.parametrize(
    "query",
    [
        "(a+)+$",
        "a" * 100_000,
        "\x00\x07\u202etxt",
        "__proto__ constructor",
        "transformer~10 *x",
        "<img src=x onerror=alert(1)>",
    ],
)
def test_hostile_words_are_answered_and_stay_words(page: Page, address: str, query: str):
    page.goto(address + "search/")
    page.locator(".big input").fill(query)
    page.locator(".big input").press("Enter")

    expect(page.locator(STATUS)).to_have_text(re.compile("paper|too long"), timeout=3000)
    assert page.locator("main img").count() == 0


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("asked", ["", "?q=graph+networks&topic=fairness-bias", "?q=stichable", "?q=zzzzqqqq"])
def test_axe_finds_nothing_on_the_search_page(chromium: Browser, address: str, asked: str, scheme: str):
    context = chromium.new_context(color_scheme=scheme)
    page = context.new_page()
    page.goto(address + "search/" + asked)
    if asked:
        expect(page.locator(STATUS)).to_contain_text("paper")
    found = [(violation["id"], violation["nodes"][0]["html"]) for violation in Axe().run(page).response["violations"]]
    context.close()

    assert found == []


def test_axe_finds_nothing_in_the_dialog(page: Page, address: str):
    page.goto(address + PAPER)
    page.keyboard.press("/")
    expect(page.get_by_role("combobox")).to_be_focused()
    empty = Axe().run(page).response["violations"]
    page.keyboard.type("graph")
    expect(page.get_by_role("option").first).to_be_visible()

    assert [violation["id"] for violation in [*empty, *Axe().run(page).response["violations"]]] == []


@pytest.mark.parametrize("asked", ["", "?q=graph+networks&topic=fairness-bias&venue=ICLR&year=2023", "?q=zzzzqqqq"])
def test_the_search_page_fits_a_phone(chromium: Browser, address: str, asked: str):
    context = chromium.new_context(viewport={"width": 360, "height": 740})
    page = context.new_page()
    page.goto(address + "search/" + asked)
    if asked:
        expect(page.locator(STATUS)).to_contain_text("paper")
        page.get_by_role("button", name="Filter").click()
        expect(page.get_by_role("dialog", name="Filters")).to_be_visible()
    width = page.evaluate("document.documentElement.scrollWidth")
    context.close()

    assert width <= 360


@pytest.mark.parametrize("path", ["topics/fairness-bias/", "venues/iclr/", "years/2023/"])
def test_a_list_leads_to_a_search_within_it(page: Page, address: str, path: str):
    page.goto(address + path)
    count = page.locator(".count").first.inner_text().split(" ")[0]
    page.get_by_role("link", name="Search within").click()

    expect(page.locator(STATUS)).to_contain_text(f"{count} papers")


def test_a_search_that_computes_too_long_is_stopped_and_the_next_one_works(page: Page, address: str):
    endless = "postMessage({ isWaiting: false }); onmessage = () => { for (;;); };"
    page.context.route("**/worker.js", lambda route: route.fulfill(body=endless, content_type="text/javascript"))
    page.goto(address + "search/?q=networks")

    expect(page.locator(STATUS)).to_contain_text("took too long", timeout=4000)
    page.context.unroute("**/worker.js")
    page.locator(".big input").fill("heterophily")
    expect(page.locator(TITLES).first).to_be_visible()
