"""What readers and their enemies type: every query is answered or refused, and stays words; small catalogues too."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.built_site import served
from tests.command import NOW, papershelf
from tests.conftest import sampled
from tests.search.test_faults import HOSTILE_QUERIES

pytestmark = pytest.mark.browser
PAPER = "papers/stitchable-neural-networks/"
STATUS = "#search-status"
TEMPLATES = ("{}", "{} networks", '"{}"', "title:{}")
QUERIES = [template.replace("{}", query) for query in HOSTILE_QUERIES for template in TEMPLATES]
# No browser sends a lone surrogate, and spaces alone are no query.
TYPED = [query for query in QUERIES if query.strip() and "\ud800" not in query]
ANSWERED = re.compile("paper|too long")
CANARY = "window.pwned = 0; for (const name of ['alert', 'confirm', 'prompt']) window[name] = () => { pwned = 1; };"
UNHARMED = "pwned === 0 && !document.querySelector(':is(main, dialog) :is(img, script, iframe, object, form form)')"


def typed_into(field: Locator, status: Locator) -> Iterator[str]:
    """Yield each query after it was typed, the status emptied so that its own answer is seen to come."""
    held = ""
    for query in sampled(TYPED, 25):
        status.evaluate("status => { status.textContent = ''; }")
        field.fill(query)
        before, held = held, field.input_value().strip()
        # A field cuts what is too long and takes no null: what is then left may be nothing, or what it held already.
        if held and held != before:
            yield query


@pytest.mark.sweep
def test_hostile_queries_are_answered_and_stay_words_on_the_page(page: Page, address: str):
    page.add_init_script(CANARY)
    page.goto(address + "search/")
    for query in typed_into(page.locator(".big input"), page.locator(STATUS)):
        page.locator(".big input").press("Enter")
        expect(page.locator(STATUS)).to_have_text(ANSWERED)
        assert page.evaluate(UNHARMED), query


@pytest.mark.sweep
def test_hostile_queries_are_answered_and_stay_words_in_the_dialog(page: Page, address: str):
    page.add_init_script(CANARY)
    page.goto(address + PAPER)
    page.keyboard.press("/")
    field, status = page.get_by_role("combobox"), page.locator(".search-dialog [role=status]")
    expect(field).to_be_focused()
    for query in typed_into(field, status):
        expect(status).to_have_text(ANSWERED)
        assert page.evaluate(UNHARMED), query


@pytest.mark.sweep
def test_hostile_addresses_are_answered(page: Page, address: str):
    page.add_init_script(CANARY)
    short = [query for query in HOSTILE_QUERIES if query in TYPED and len(query) < 1000]
    queries = [f"?q={quote(query)}" for query in sampled(short, 6)]
    for asked in (
        *queries,
        "?q=%00%ff&topic=__proto__&venue=<img>&year=9999&sort=constructor",
        "?topic=&q=&code=&x[]=1",
    ):
        page.goto(f"{address}search/{asked}")
        expect(page.locator(STATUS)).to_have_text(ANSWERED)
        assert page.evaluate(UNHARMED), asked


ONE_TOPIC = "- slug: gardens\n  name: Gardens\n  words: [garden]\n"
ONE_PAPER = (
    '{"title": "An Invented Garden of Words", "authors": ["Ana Invented"], "year": 2020, "abstract": "A garden."}\n'
)


@pytest.mark.parametrize(("listing", "count"), [("", 0), (ONE_PAPER, 1)], ids=["no paper", "one paper, one topic"])
def test_the_smallest_catalogues_are_searched_too(page: Page, tmp_path: Path, listing: str, count: int):
    content = tmp_path / "content"
    (content / "papers").mkdir(parents=True)
    (content / "papers/few.jsonl").write_text(listing, encoding="utf-8")
    (content / "topics.yml").write_text(ONE_TOPIC, encoding="utf-8")
    done = papershelf("build", "--content", content, "--output", tmp_path / "site", "--now", NOW)
    assert done.returncode == 0, done.stderr
    with served(tmp_path / "site") as url:
        page.goto(url)
        page.keyboard.press("/")
        page.keyboard.type("garden")
        expect(page.locator(".search-dialog [role=status]")).to_have_text("1 paper" if count else "No paper found")
        page.goto(url + "search/?sort=newest")
        expect(page.locator(STATUS)).to_have_text(re.compile("1 paper" if count else "No paper found"))
        page.goto(url + "search/?q=qqqqzzzz&topic=gardens")
        expect(page.locator(STATUS)).to_have_text("No paper found")
        expect(page.locator(".nothing")).to_contain_text("browse topics")
        assert page.get_by_role("checkbox", name="Gardens").is_checked()
