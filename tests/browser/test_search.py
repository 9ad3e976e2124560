"""The search page in a real browser: results, facets, sorts, the address, the keyboard, a phone, no JavaScript."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
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


def test_words_that_were_typed_before_the_modules_came_are_taken(page: Page, address: str):
    held: list[Route] = []
    page.context.route("**/search/page.js", lambda route: held.append(route))  # noqa: PLW0108  # it must name its argument
    page.goto(address + "search/")
    page.locator(".big input").fill("lottery ticket")
    while not held:
        page.wait_for_timeout(50)
    held[0].continue_()

    expect(page.locator(STATUS)).to_contain_text("papers")
    assert page.url.endswith("/search/?q=lottery+ticket")


def test_what_is_asked_survives_reload_back_and_a_shared_link(page: Page, address: str, chromium: Browser):
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
    other = chromium.new_context()
    shared = other.new_page()
    shared.goto(page.url)
    expect(shared.locator(TITLES)).to_have_text(titles)
    expect(shared.get_by_role("checkbox", name="ICLR")).to_be_checked()
    other.close()
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


@pytest.mark.parametrize("path", [PAPER, "", "search/", "about/"])
def test_nothing_of_the_index_is_loaded_before_somebody_searches(page: Page, address: str, path: str):
    loaded: list[str] = []
    page.on("request", lambda request: loaded.append(request.url))
    page.goto(address + path, wait_until="networkidle")

    assert [url for url in loaded if "/search/" in url.removeprefix(address + path) and "javascripts" not in url] == []
    assert [url for url in loaded if url.endswith(("worker.js", "lunr.js"))] == []


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


@pytest.mark.parametrize(("path", "name"), [("search/?sort=newest", "Filter"), (PAPER, "")])
def test_what_is_touched_on_a_phone_is_large_enough(chromium: Browser, address: str, path: str, name: str):
    """44 pixels, but for links within a line of words, which have their line."""
    context = chromium.new_context(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    page = context.new_page()
    page.goto(address + path)
    if name:
        expect(page.locator(TITLES).first).to_be_visible()
        page.get_by_role("button", name=name).tap()
    else:
        page.locator(".find input").tap()
        page.keyboard.type("zzgraph")
    place = page.get_by_role("dialog")
    expect(place).to_be_visible()
    expect(place.get_by_role("button").first).to_be_visible()
    small = place.locator("button, a, label, input:not([type=checkbox])").evaluate_all(
        "all => all.filter(one => one.getClientRects().length && one.getBoundingClientRect().height < 43.5)"
        ".map(one => one.outerHTML)"
    )
    context.close()

    assert small == []


def test_the_sheet_of_filters_narrows_counts_and_closes(chromium: Browser, address: str):
    context = chromium.new_context(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    page = context.new_page()
    page.goto(address + "search/?q=networks")
    page.get_by_role("button", name="Filter").tap()
    done = page.get_by_role("button", name=re.compile(r"Show \d+ papers"))
    everything = done.inner_text()
    page.get_by_role("checkbox", name="ICLR").check()
    expect(done).not_to_have_text(everything)
    expect(page).to_have_url(address + "search/?q=networks&venue=ICLR")
    count = done.inner_text().split()[1]
    done.tap()

    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(page.get_by_role("button", name="Filter (1)")).to_be_visible()
    expect(page.locator(STATUS)).to_contain_text(f"{count} papers")
    context.close()


def test_the_keyboard_keeps_its_place_when_results_are_made_anew(page: Page, address: str):
    page.goto(address + "search/?q=networks")
    box = page.get_by_role("checkbox", name="ICLR")
    box.focus()
    page.keyboard.press("Space")
    expect(page.get_by_role("button", name="Remove ICLR")).to_be_visible()
    expect(box).to_be_focused()

    newest = page.get_by_role("button", name="newest")
    newest.focus()
    page.keyboard.press("Enter")
    expect(newest).to_have_attribute("aria-pressed", "true")
    expect(newest).to_be_focused()

    page.get_by_role("button", name="Remove ICLR").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Remove ICLR")).to_have_count(0)
    expect(page.locator(".big input")).to_be_focused()


def test_the_whole_page_is_worked_by_keys_alone(page: Page, address: str):
    page.goto(address + "search/")
    page.keyboard.press("/")
    page.keyboard.type("graph networks")
    expect(page.locator(TITLES).first).to_be_visible()
    title = page.locator(f"{TITLES} a").first
    for _ in range(80):
        page.keyboard.press("Tab")
        if title.evaluate("link => link === document.activeElement"):
            break
    name = title.inner_text()
    page.keyboard.press("Enter")

    expect(page.locator("h1")).to_have_text(name)


def test_newest_first_is_the_order_of_the_dates(page: Page, address: str, catalogue: list[dict[str, Any]]):
    years = {paper["title"]: paper["year"] or 0 for paper in catalogue}
    page.goto(address + "search/?sort=newest")
    expect(page.locator(STATUS)).to_contain_text(f"{len(catalogue)} papers")
    shown = [years[title] for title in page.locator(TITLES).all_inner_texts() if title in years]

    assert shown == sorted(shown, reverse=True)
    assert len(shown) > 10


def test_paging_ends_with_every_paper_shown_once(page: Page, address: str):
    page.goto(address + "search/?q=networks&venue=ICLR")
    expect(page.locator(STATUS)).to_contain_text("papers")
    total = int(page.locator(f"{STATUS} strong").inner_text().split()[0])
    while (more := page.locator(".more-hits")).count():
        before = page.locator(TITLES).count()
        more.click()
        expect(page.locator(TITLES).nth(before)).to_be_visible()
    addresses = page.locator(f"{TITLES} a").evaluate_all("links => links.map(link => link.href)")

    assert total > 20
    assert len(addresses) == len(set(addresses)) == total
    expect(page.get_by_text("These are all.")).to_be_visible()


def test_papers_with_code_and_pdf_are_counted(page: Page, address: str, catalogue: list[dict[str, Any]]):
    has = {
        "code": sum(any(link["kind"] == "code" for link in paper.get("links", [])) for paper in catalogue),
        "pdf": sum(bool(paper["identifiers"].keys() & {"arxiv", "pdf"}) for paper in catalogue),
    }
    page.goto(address + "search/?sort=newest")
    expect(page.locator(STATUS)).to_contain_text("papers")

    assert {kind: page.evaluate(COUNTS, kind) for kind in has} == {kind: {"": count} for kind, count in has.items()}
    for kind, count in has.items():
        page.goto(address + f"search/?{kind}=1")
        expect(page.locator(STATUS)).to_contain_text(f"{count} papers")


def test_an_author_of_a_hit_leads_to_her_papers(page: Page, address: str, catalogue: list[dict[str, Any]]):
    page.goto(address + "search/?q=stitchable+neural")
    link = page.locator("#search-results .facts a").first
    name = link.inner_text()
    link.click()

    expected = sum(any(author["name"] == name for author in paper["authors"]) for paper in catalogue)
    expect(page.locator(STATUS)).to_contain_text(f"{expected} paper")


def test_an_address_from_elsewhere_is_answered_at_once(page: Page, address: str, real_site: Path):
    """As a browser's search bar opens it, by the description that the site gives of itself."""
    description = (real_site / "opensearch.xml").read_text(encoding="utf-8")
    assert 'template="' in description
    assert "search/?q={searchTerms}" in description
    page.goto(address + "search/?q=u%2Dnet")

    expect(page.locator(TITLES).first).to_contain_text("U-Net")


def test_without_javascript_the_form_leads_to_what_can_be_browsed(chromium: Browser, address: str):
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address + PAPER)
    page.locator(".find input").fill("graph")
    page.locator(".find input").press("Enter")

    assert page.url == address + "search/?q=graph"
    for kind in ("topics", "years", "authors"):
        expect(page.locator(f"main a[href*='../{kind}/']").nth(2)).to_be_visible()
    expect(page.locator("main .banner")).to_contain_text("Searching needs JavaScript")
    context.close()
