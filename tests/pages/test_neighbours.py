"""What leads from a topic to others, to its centre and its parts; from a paper to the next, and out of its field."""

from __future__ import annotations

import json
from pathlib import Path

import msgspec
import pytest
from lxml import html

from generator import pages
from generator.gather import gather
from generator.pages import Page
from generator.paper import Related
from generator.profile import Profile
from generator.settings import Settings
from generator.site import Site

# Invented words in the titles name the topics; `bog` is a part of `moss`.
TOPICS = """
- {slug: moss, name: Moss, words: [mossa]}
- {slug: reed, name: Reed & rush, words: [reedb]}
- {slug: bog, name: Bog, words: [bogd], parent: moss}
- {slug: sand, name: Sand, words: [sande]}
"""
TITLES = ("First mossa", "Second mossa", "Third mossa reedb", "Fourth reedb", "Fifth bogd", "Sixth sande")
RELATED = {
    "First": ("Second", "Third", "Fifth"),
    "Second": ("First", "Fifth"),
    "Third": ("First", "Second"),
    "Fourth": ("Third", "Sixth", "First"),
    "Fifth": ("First",),
    "Sixth": (),
}


def site_of(folder: Path, titles: tuple[str, ...] = TITLES) -> Site:
    """Return a site of papers of 2000, 2001 ... in this order, whose related papers are those of `RELATED`."""
    (folder / "papers").mkdir(parents=True)
    records = [{"title": title, "year": 2000 + place} for place, title in enumerate(titles)]
    (folder / "papers/invented.jsonl").write_text("".join(json.dumps(record) + "\n" for record in records))
    (folder / "topics.yml").write_text(TOPICS)
    settings = Settings(site_url="https://shelf.example/")
    catalogue = gather(folder, settings, "2026-01-02", Profile()).catalogue
    keys = {paper.title.split()[0]: paper.key for paper in catalogue.papers}
    related = {
        keys[name]: tuple(Related(keys[other], ("word",)) for other in RELATED.get(name, ()) if other in keys)
        for name in keys
    }
    return Site(msgspec.structs.replace(catalogue, related=related), settings, {})


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Page]:
    return {page.path: page for page in pages.render_all(site_of(tmp_path_factory.mktemp("content") / "x"))}


def section(page: Page, heading: str) -> list[str]:
    """Return the entries below a heading beside a list."""
    items = html.fromstring(f"<main>{page.body}</main>").xpath(f"//section[h2='{heading}']//li")
    return [" | ".join(part.text_content() for part in item) for item in items]


def test_the_centre_of_a_topic_are_papers_that_others_of_it_are_related_to(made: dict[str, Page]):
    assert section(made["topics/moss/"], "Most central") == [
        "First mossa | related to 3 others here",
        "Fifth bogd | related to 2 others here",
        "Second mossa | related to 2 others here",
    ]


def test_the_neighbours_of_a_topic_say_why_they_are_near(made: dict[str, Page]):
    assert section(made["topics/moss/"], "Neighbours") == ["Reed & rush | 1 paper in both, 2 related links"]
    assert section(made["topics/reed/"], "Neighbours") == [
        "Moss | 1 paper in both, 2 related links",
        "Sand | 1 related link",
    ]


def test_a_topic_lists_its_parts_and_their_papers(made: dict[str, Page]):
    page = html.fromstring(f"<main>{made['topics/moss/'].body}</main>")

    assert page.xpath("//p[@class='near']/a/text()") == ["Bog"]
    assert page.xpath("//p[@class='count']/text()")[0].startswith("4 papers")
    assert "Fifth bogd" in page.text_content()
    assert "Part of Moss." in made["topics/"].body
    assert "a part of it is Bog" in made["papers/fifth-bogd/"].body


def turns(page: Page) -> list[tuple[str, str]]:
    links = html.fromstring(f"<main>{page.body}</main>").xpath("//nav[@class='crumbs']/a")
    return [(link.text, link.get("href")) for link in links][2:]


def test_a_paper_leads_to_the_next_ones_of_its_topic_newest_first(made: dict[str, Page]):
    assert turns(made["papers/third-mossa-reedb/"]) == [("Older", "../second-mossa/")]
    assert turns(made["papers/second-mossa/"]) == [
        ("Newer", "../third-mossa-reedb/"),
        ("Older", "../first-mossa/"),
    ]
    assert turns(made["papers/sixth-sande/"]) == []


def test_the_nearest_paper_of_another_topic_is_marked(made: dict[str, Page]):
    page = html.fromstring(f"<main>{made['papers/fourth-reedb/'].body}</main>")
    marked = [item for item in page.xpath("//ul[@class='near']/li") if "in another topic" in item.text_content()]

    assert [item.find("a").text for item in marked] == ["Third mossa reedb"]
    assert marked[0].xpath("small")[-1].text == "in another topic: Moss"
    assert marked[0].xpath("small/@class") == ["t0"]
    assert "in another topic" not in made["papers/third-mossa-reedb/"].body


def test_one_more_paper_changes_the_pages_of_two_papers_of_its_topic(tmp_path: Path):
    before = {page.path: page for page in pages.render_all(site_of(tmp_path / "before"))}
    after = pages.render_all(site_of(tmp_path / "after", (*TITLES[:2], "New mossa", *TITLES[2:])))
    papers = [page for page in after if page.kind == "paper"]
    changed = {page.path for page in papers if page.path not in before or turns(page) != turns(before[page.path])}

    assert changed == {"papers/new-mossa/", "papers/second-mossa/", "papers/third-mossa-reedb/"}


def test_the_links_to_the_next_papers_are_small(made: dict[str, Page]):
    """The slugs aside: a page may spend 150 bytes on both, and a slug has 50 on average."""
    body = made["papers/second-mossa/"].body
    start, end = body.index(' <a href="../third'), body.index("</nav>")

    assert end - start - len("third-mossa-reedb") - len("first-mossa") <= 50
