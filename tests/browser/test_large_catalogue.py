"""What readers of a large catalogue get from scripts, because its pages leave it out; all papers are invented."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from click.testing import CliRunner
from playwright.sync_api import Browser, BrowserContext, Page, expect

from generator.cli.build import command
from tests.command import NOW

pytestmark = pytest.mark.browser
TOPICS = "- slug: tides\n  name: Tides\n  description: All of the sea.\n  words: [tide clock]\n"
RECORDS: list[dict[str, object]] = [
    {"title": "A walk of moss", "authors": ["Zoë Tide", "Ada Example"], "year": 2021},
    {"title": "ساعة الميناء: a harbour clock", "authors": ["Ada Example"], "year": 2020},
    *({"title": f"Tide clock {number} of Zoë", "authors": ["Ada Example"], "year": 2020} for number in range(3)),
]
WALK = "papers/a-walk-of-moss/"
DENIED = "navigator.clipboard.write = navigator.clipboard.writeText = () => Promise.reject(new Error('denied'));"


SETTLED = 500


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("large")
    (folder / "content/papers").mkdir(parents=True)
    (folder / "content/papers/invented.jsonl").write_text("".join(json.dumps(record) + "\n" for record in RECORDS))
    (folder / "content/topics.yml").write_text(TOPICS)
    with pytest.MonkeyPatch.context() as patch:
        for module in ("site", "settings"):
            patch.setattr(f"generator.{module}.LARGE_CATALOGUE", 0)
        words = ["--content", folder / "content", "--output", folder / "site", "--now", NOW, "--no-cache"]
        done = CliRunner().invoke(command, [*map(str, words)], standalone_mode=False)
    assert done.exit_code == 0, done.output
    return folder / "site"


@pytest.fixture
def context(chromium: Browser, address: str) -> Iterator[BrowserContext]:
    opened = chromium.new_context(base_url=address, color_scheme="light")
    opened.grant_permissions(["clipboard-read", "clipboard-write"])
    yield opened
    opened.close()


def clipboard(page: Page) -> str:
    return str(page.evaluate("navigator.clipboard.readText()"))


def test_an_author_without_a_page_leads_to_her_papers_and_to_no_others(page: Page):
    page.goto(WALK)
    zoe, ada = page.locator(".authors a").all()
    expect(ada).to_have_attribute("href", "../../authors/ada-example/")
    zoe.click()

    expect(page.locator("#search-results > li")).to_have_count(1)
    expect(page.locator("#search-results h2")).to_have_text("A walk of moss")


def test_without_scripts_a_name_that_leads_nowhere_looks_like_text(chromium: Browser, address: str):
    context = chromium.new_context(base_url=address, java_script_enabled=False)
    page = context.new_page()
    page.goto(WALK)
    zoe, ada = page.locator(".authors a").all()
    colour = zoe.evaluate("node => getComputedStyle(node).color")

    assert colour == page.locator("h1").evaluate("node => getComputedStyle(node).color")
    assert colour != ada.evaluate("node => getComputedStyle(node).color")
    page.locator("details.cite summary").click()
    expect(page.get_by_role("link", name="of all papers")).to_be_visible()
    context.close()


def test_a_report_names_its_paper(page: Page):
    page.goto(WALK)
    report = page.get_by_role("link", name="Report an error")
    expect(report).to_have_attribute("href", re.compile(r"/issues/new\?title=Error\+in\+a-walk-of-moss$"))


def test_the_citation_is_shown_when_it_is_opened_and_saved_as_a_file(page: Page, built: Path):
    page.goto(WALK)
    page.locator("details.cite summary").click()
    expect(page.locator("#bibtex")).to_contain_text("A walk of moss")
    with page.expect_download() as found:
        page.locator(".downloads").get_by_role("button", name="RIS").click()

    assert Path(found.value.path()).read_text() in gzip.decompress((built / "api/papers.ris.gz").read_bytes()).decode()


def test_a_citation_that_cannot_be_loaded_says_so_and_comes_when_it_is_opened_again(page: Page):
    page.goto(WALK, wait_until="networkidle")
    box = page.locator("details.cite")
    page.context.route("**/api/references/**", lambda route: route.abort())
    box.locator("summary").click()
    expect(box).to_contain_text("could not be loaded")
    page.context.unroute("**/api/references/**")
    box.locator("summary").click()
    box.locator("summary").click()

    expect(page.locator("#bibtex")).to_contain_text("@")


def test_a_button_that_was_pressed_twice_copies_and_has_its_words_again(page: Page):
    page.goto(WALK)
    button = page.locator(".actions [data-copy]")
    label = button.element_handle()
    button.dblclick()
    page.wait_for_function("label => label.textContent === 'Copied'", arg=label)
    page.wait_for_function("label => label.textContent === 'Copy BibTeX'", arg=label)

    page.wait_for_timeout(SETTLED)
    expect(button).to_have_text("Copy BibTeX")
    assert clipboard(page).startswith("@")


def test_a_list_that_may_not_copy_leads_to_the_open_citation(page: Page):
    page.add_init_script(DENIED)
    page.goto("papers/")
    page.locator(".items > li", has_text="A walk of moss").get_by_role("button", name="Copy BibTeX").click()

    expect(page).to_have_url(re.compile(f"{WALK}#bibtex$"))
    expect(page.locator("#bibtex")).to_be_visible()


def test_what_the_browser_kept_of_an_earlier_release_does_not_hide_a_citation(page: Page):
    """Papers move from piece to piece, and the browser may have an old list of the pieces."""
    old = {"version": 1, "release": "0000000000", "perFile": 1, "firsts": ["a", "a-walk-of-moss"]}
    page.context.route("**/api/references/index.json", lambda route: route.fulfill(json=old), times=1)
    moved = {"another-paper": ["@misc{}", {}]}
    page.context.route("**/api/references/1.json.gz", lambda route: route.fulfill(json=moved))
    page.goto(WALK)
    page.locator("details.cite summary").click()

    expect(page.locator("#bibtex")).to_contain_text("A walk of moss")


def test_a_paper_of_a_short_list_is_saved_as_its_page_would(page: Page):
    page.goto("authors/ada-example/")
    page.locator(".items > li", has_text="A walk of moss").locator(".save").click()
    expect(page.locator(".links .count")).to_have_text("1")
    page.goto("reading-list/")

    expect(page.locator("#reading .items > li")).to_contain_text("Zoë Tide, Ada Example")
    page.goto(WALK)
    expect(page.locator(".actions .save")).to_have_attribute("aria-pressed", "true")


def test_what_a_search_found_is_exported_out_of_packed_files(page: Page):
    page.goto("search/?q=clock")
    with page.expect_download() as found:
        page.locator(".exports").get_by_role("button", name="BibTeX").press("Enter")

    assert Path(found.value.path()).read_text().count("\n}") == 4
    expect(page.locator(".exports").get_by_role("button", name="BibTeX")).to_be_focused()


def test_what_is_printed_has_the_citation_only_when_it_is_there(page: Page):
    page.emulate_media(media="print")
    page.goto(WALK)
    expect(page.locator(".cite")).to_be_hidden()
    page.locator("details.cite").evaluate("box => { box.open = true; }")

    expect(page.locator("#bibtex")).to_be_visible()
    expect(page.locator(".cite")).not_to_contain_text("of all papers")
    expect(page.locator(".downloads")).to_be_hidden()


def test_newer_and_older_stand_apart_from_the_topic(page: Page):
    page.goto("papers/tide-clock-1-of-zoe/")
    boxes = [link.bounding_box() for link in page.locator(".crumbs a").all()]
    (topic, *turns) = [box for box in boxes if box]

    assert len(turns) == 2
    assert all(turn["x"] - (one["x"] + one["width"]) > 8 for one, turn in pairwise([topic, *turns]))
