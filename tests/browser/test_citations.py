"""References taken away in a real browser: files from a paper's page, and what a search found; all is invented."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from pathlib import Path

import bibtexparser
import pytest
from playwright.sync_api import Browser, Page, expect

from tests.command import NOW, papershelf

pytestmark = pytest.mark.browser
RECORDS = [
    {
        "title": "Zoë's $x^2$ walk of 50% moss", "abstract": "We walk $y_1$ miles.", "type": "dataset",
        "language": "en",
        "authors": ["Łuczak, Zoë", "Ada Bonnie Cynthia Example"], "date": "2021-03-04", "doi": "10.9999/moss",
        "url": "https://a.example/moss", "pdf": "https://a.example/moss.pdf", "keywords": ["moss", "walks"],
    },
    *({"title": f"Tide clock {number} of the harbour", "year": 2020, "venue": "ICIT 2020"} for number in range(30)),
]  # fmt: skip


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("citations")
    (folder / "content/papers").mkdir(parents=True)
    (folder / "content/papers/invented.jsonl").write_text("".join(json.dumps(record) + "\n" for record in RECORDS))
    done = papershelf("build", "--content", folder / "content", "--output", folder / "site", "--now", NOW)
    assert done.returncode == 0, done.stderr
    return folder / "site"


@pytest.fixture
def page(chromium: Browser, address: str) -> Iterator[Page]:
    context = chromium.new_context(accept_downloads=True, base_url=address)
    opened = context.new_page()
    faults: list[str] = []
    opened.on("pageerror", lambda error: faults.append(str(error)))
    yield opened
    context.close()
    assert faults == []


def saved(page: Page, name: str) -> tuple[str, str]:
    """Return name and content of the file that a button makes."""
    with page.expect_download() as found:
        page.get_by_role("button", name=name, exact=True).click()
    return found.value.suggested_filename, Path(found.value.path()).read_bytes().decode()


def item_of(built: Path, slug: str) -> dict[str, object]:
    items = json.loads((built / "api/papers.csl.json").read_text())
    return next(item for item in items if slug in item["id"])


def test_a_papers_page_gives_the_files_that_the_generator_would_write(page: Page, built: Path):
    (slug,) = (path.name for path in (built / "papers").iterdir() if path.name.startswith("zoe"))
    page.goto(f"papers/{slug}/")
    bib, ris, csl = saved(page, "BibTeX"), saved(page, "RIS"), saved(page, "CSL-JSON")
    item = item_of(built, "luczak-2021")

    assert [bib[0], ris[0], csl[0]] == [f"{item['id']}.{ending}" for ending in ("bib", "ris", "json")]
    assert bib[1] == page.locator("#bibtex").text_content()
    assert json.loads(csl[1]) == [item]
    assert ris[1] in (built / "api/papers.ris").read_text()


def test_what_a_search_found_is_exported_as_bibtex(page: Page):
    page.goto("search/?q=harbour")
    expect(page.locator(".exports")).to_contain_text("Export these 30")
    name, text = saved(page, "BibTeX")

    assert name == "papers.bib"
    library = bibtexparser.parse_string(text)
    assert len(library.entries) == 30
    assert not library.failed_blocks


def test_results_whose_references_are_of_another_release_are_not_exported(page: Page):
    """The numbers by which the search knows papers mean others there."""
    page.goto("search/?q=harbour")
    other = {"version": 1, "release": "0000000000", "perFile": 400, "firsts": ["a"]}
    page.context.route("**/api/references/index.json", lambda route: route.fulfill(json=other))
    page.locator(".exports").get_by_role("button", name="BibTeX").click()
    expect(page.get_by_role("alert")).to_contain_text("The export failed")

    page.context.unroute("**/api/references/index.json")
    assert saved(page, "BibTeX")[1].count("@") == 30


def test_what_a_search_found_is_exported_as_the_same_rows_as_of_all_papers(page: Page, built: Path):
    page.goto("search/?q=clock 7")
    _, text = saved(page, "CSV")
    whole = (built / "api/papers.csv").read_bytes().decode().splitlines()

    assert len(list(csv.reader(text.splitlines()))) > 1
    assert set(text.splitlines()) <= set(whole)
