"""What Zotero would take from our pages: the rules of its translators Embedded Metadata and COinS, written anew.

The first reads the `citation_*` tags of a page, one author a tag; the second the OpenURLs in `span.Z3988` of a list. A
page has one or the other, because Zotero prefers the second, which knows less.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

import pytest
from lxml import html

from generator import pages
from generator.gather import gather
from generator.pages import Page
from generator.profile import Profile
from generator.settings import Settings
from generator.site import Site

RECORDS: list[dict[str, Any]] = [
    {
        "title": "Moss & $x^2$ <stones>", "authors": ["Ada Example", "van der Łąka, Zoë", "Ann O’Sample"],
        "date": "2021-03", "venue": "ICIT 2021", "doi": "10.9999/moss", "pdf": "https://a.example/moss.pdf",
        "pages": "7-15", "abstract": "We walk.",
    },
    {"title": "Tide clocks", "venue": "Journal of Invented Things", "year": 2020, "volume": "3"},
    {"title": "Shelves", "type": "thesis", "authors": ["Bo Sample"], "year": 2019, "publisher": "Nowhere"},
    {"title": "Lanterns", "arxiv": "2310.00001", "authors": ["Bo Sample"]},
]  # fmt: skip
KINDS = {"citation_conference_title": "conferencePaper", "citation_dissertation_institution": "thesis"}
GENRES = {
    "proceeding": "conferencePaper", "article": "journalArticle", "dissertation": "thesis", "preprint": "preprint",
}  # fmt: skip


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Page]:
    folder = tmp_path_factory.mktemp("zotero")
    (folder / "papers").mkdir()
    (folder / "papers/invented.jsonl").write_text("".join(json.dumps(record) + "\n" for record in RECORDS))
    settings = Settings(site_url="https://shelf.example/")
    gathered = gather(Path(folder), settings, "2026-01-02", Profile())
    return {page.path: page for page in pages.render_all(Site(gathered.catalogue, settings, {}))}


def embedded(page: Page) -> dict[str, Any]:
    """Return the item of the tags: the kind by the venue's tag, the creators in order, and the attached file."""
    tags = [(tag.get("name"), tag.get("content")) for tag in html.fromstring(f"<div>{page.head}</div>").iter("meta")]
    first = dict(reversed([tag for tag in tags if tag[0]]))
    kind = next((kind for name, kind in KINDS.items() if name in first), "journalArticle")
    venue = first.get("citation_conference_title") or first.get("citation_journal_title")
    return {
        "itemType": kind,
        "title": first["citation_title"],
        "creators": [content for name, content in tags if name == "citation_author"],
        "date": first.get("citation_publication_date", "").replace("/", "-"),
        "venue": venue,
        "DOI": first.get("citation_doi"),
        "pages": "-".join(filter(None, (first.get("citation_firstpage"), first.get("citation_lastpage")))),
        "attachment": first.get("citation_pdf_url"),
    }


def coins(page: Page) -> list[dict[str, Any]]:
    """Return the items of the OpenURLs of a page: only those of a known version and format count."""
    spans = html.fromstring(page.body).xpath("//span[@class='Z3988']/@title")
    found = [parse_qs(title, strict_parsing=True) for title in spans]
    return [_coin(fields) for fields in found if fields["ctx_ver"] == ["Z39.88-2004"]]


def _coin(fields: dict[str, list[str]]) -> dict[str, Any]:
    assert fields["rft_val_fmt"][0].startswith("info:ofi/fmt:kev:mtx:")
    ids = fields.get("rft_id", [])
    return {
        "itemType": GENRES[fields["rft.genre"][0]],
        "title": (fields.get("rft.atitle") or fields["rft.title"])[0],
        "creators": [" ".join(reversed(name.split(", ", 1))) for name in fields.get("rft.au", [])],
        "date": fields.get("rft.date", [""])[0],
        "venue": (fields.get("rft.btitle") or fields.get("rft.jtitle") or [None])[0],
        "DOI": next((name.removeprefix("info:doi/") for name in ids if name.startswith("info:doi/")), None),
    }


def test_a_papers_page_gives_its_whole_item(made: dict[str, Page]):
    page = next(page for page in made.values() if page.kind == "paper" and page.title.startswith("Moss"))

    assert embedded(page) == {
        "itemType": "conferencePaper",
        "title": "Moss & x² <stones>",
        "creators": ["Ada Example", "Zoë van der Łąka", "Ann O’Sample"],
        "date": "2021-03",
        "venue": "ICIT 2021",
        "DOI": "10.9999/moss",
        "pages": "7-15",
        "attachment": "https://a.example/moss.pdf",
    }


@pytest.mark.parametrize(("title", "kind"), [("Tide", "journalArticle"), ("Shelves", "thesis")])
def test_the_kind_of_a_paper_is_told(made: dict[str, Page], title: str, kind: str):
    assert (
        embedded(next(page for page in made.values() if page.kind == "paper" and page.title.startswith(title)))[
            "itemType"
        ]
        == kind
    )


def test_no_papers_page_has_the_poorer_items(made: dict[str, Page]):
    assert [coins(page) for page in made.values() if page.kind == "paper"] == [[]] * len(RECORDS)


@pytest.mark.parametrize("path", ["papers/", "latest/", "topics/unsorted/", ""])
def test_a_list_gives_all_its_papers(made: dict[str, Page], path: str):
    found = coins(made[path])

    assert sorted(item["title"] for item in found) == ["Lanterns", "Moss & x² <stones>", "Shelves", "Tide clocks"]
    assert sorted(item["itemType"] for item in found) == ["conferencePaper", "journalArticle", "preprint", "thesis"]


def test_an_item_of_a_list_names_everybody_and_the_doi(made: dict[str, Page]):
    item = next(item for item in coins(made["papers/"]) if item["title"].startswith("Moss"))

    assert item["creators"] == ["Ada Example", "Zoë van der Łąka", "Ann O’Sample"]
    assert (item["date"], item["venue"], item["DOI"]) == ("2021-03", "ICIT 2021", "10.9999/moss")


def test_programs_find_from_a_page_how_it_is_cited_and_its_file(made: dict[str, Page]):
    page = next(page for page in made.values() if page.kind == "paper" and page.title.startswith("Moss"))
    links = {link.get("rel"): link.get("href") for link in html.fromstring(f"<div>{page.head}</div>").iter("link")}

    assert links == {"cite-as": "https://doi.org/10.9999/moss", "item": "https://a.example/moss.pdf"}


def test_lists_lead_to_their_feeds_and_files(made: dict[str, Page]):
    page = made["topics/unsorted/"]
    feeds = [
        link.get("href")
        for link in html.fromstring(f"<div>{page.head}</div>").iter("link")
        if link.get("rel") == "alternate"
    ]
    files = html.fromstring(page.body).xpath("//a[@download]/@href")

    assert feeds == ["../../topics/unsorted/feed.xml", "../../topics/unsorted/feed.json"]
    assert files == [f"../../topics/unsorted/papers.{ending}" for ending in ("bib", "csl.json", "ris", "csv")]
