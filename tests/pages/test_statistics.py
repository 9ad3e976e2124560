"""The catalogue in figures, counted by hand for seven invented papers, and for catalogues that lack much."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from lxml import html

from generator import pages
from generator.gather import gather
from generator.pages._figures import percent
from generator.pages._overlaps import Overlaps
from generator.profile import Profile
from generator.settings import Settings
from generator.site import Site
from generator.taxonomy import ancestors

# Topics are named by invented words in the titles: `mossa` and `reedb` stand for two topics, `fernc` for a part of one.
TOPICS = """
- {slug: moss, name: Moss, words: [mossa]}
- {slug: reed, name: Reed, words: [reedb]}
- {slug: fern, name: Fern, words: [fernc], parent: moss}
"""
RECORDS = [
    {"title": "One mossa reedb", "year": 2001, "venue": "Invented Talks 2001", "code": "https://code.example/1"},
    {"title": "Two mossa reedb", "year": 2020, "venue": "Invented Talks 2020"},
    {"title": "Three mossa", "year": 2020, "code": "https://code.example/3"},
    {"title": "Four fernc", "year": 2021, "venue": "Other Talks 2021"},
    {"title": "Five fernc reedb", "year": 2022},
    {"title": "Six without a topic", "year": 2022},
    {"title": "Seven without a year"},
]


def site_of(folder: Path, records: list[dict[str, object]]) -> Site:
    (folder / "papers").mkdir()
    (folder / "papers/invented.jsonl").write_text("".join(json.dumps(record) + "\n" for record in records))
    (folder / "topics.yml").write_text(TOPICS)
    settings = Settings(site_url="https://shelf.example/")
    return Site(gather(folder, settings, "2026-01-02", Profile()).catalogue, settings, {})


def statistics(site: Site) -> html.HtmlElement:
    page = next(page for page in pages.render_all(site) if page.path == "statistics/")
    return html.fromstring(f"<main>{page.body}</main>")


def rows(body: html.HtmlElement, heading: str) -> list[list[str]]:
    """Return the table below a heading as text, its bars left out."""
    section = body.xpath(f"//section[h2/@id='{heading}']")[0]
    found = [[" ".join(cell.text_content().split()) for cell in row] for row in section.xpath(".//tbody/tr")]
    return [[cell for cell in row if cell] for row in found]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    return site_of(tmp_path_factory.mktemp("content"), RECORDS)


@pytest.fixture(scope="module")
def body(site: Site) -> html.HtmlElement:
    return statistics(site)


def test_growth_is_told_year_by_year_the_newest_first(body: html.HtmlElement):
    years = rows(body, "years")

    assert years[:4] == [
        ["Unknown", "1", "0 (0 %)"],
        ["2022", "2", "6", "0 (0 %)"],
        ["2021", "1", "4", "0 (0 %)"],
        ["2020", "2", "3", "1 (50 %)"],
    ]
    assert years[-1] == ["Before 2008", "1", "1", "1 (100 %)"]
    assert len(years) == 15 + 2


def test_every_chart_is_an_image_that_says_its_numbers(body: html.HtmlElement):
    charts = body.xpath("//svg[@role='img']")
    titles = [chart.findtext("title") for chart in charts]

    assert titles[:3] == [
        "Papers of each year. 2020: 2, 2021: 1, 2022: 2",
        "All papers so far. " + ", ".join([f"{year}: 1" for year in range(2008, 2020)] + ["2020: 3, 2021: 4, 2022: 6"]),
        "Share of papers with code, in per cent. 2020: 50",
    ]
    assert len(body.xpath("//svg")) == len(charts) + len(body.xpath("//td/svg[@aria-hidden='true']"))


def test_venues_the_others_and_the_unknown_add_up(body: html.HtmlElement):
    assert rows(body, "venues") == [["Invented Talks", "2"], ["Other Talks", "1"], ["Not known", "4"]]


def test_what_is_known_is_told_as_a_share(body: html.HtmlElement):
    known = {row[0]: row[1:] for row in rows(body, "known")}

    assert known["Year"] == ["6", "86 %"]
    assert known["Code"] == ["2", "29 %"]
    assert known["Abstract"] == ["0", "0 %"]


def test_a_paper_of_a_part_counts_for_the_whole(body: html.HtmlElement):
    topics = {row[0]: row[-1] for row in rows(body, "timeline")}

    assert topics == {"Moss": "5", "Reed": "3", "Fern": "2", "All others": "2"}


def test_topics_that_share_papers_are_pairs_but_for_a_topic_and_its_part(body: html.HtmlElement):
    assert rows(body, "pairs") == [["Moss Reed", "3", "100 %"], ["Reed Fern", "1", "50 %"]]


def test_related_papers_across_topics_and_within_are_counted(site: Site):
    overlaps = Overlaps(site.catalogue, ancestors(site.catalogue.taxonomy))
    related = site.catalogue.related
    papers = site.catalogue.by_key()
    within = sum(
        1
        for key, near in related.items()
        for item in near
        if any(topic.slug == "moss" for topic in papers[key].topics)
        and any(topic.slug == "moss" for topic in papers[item.key].topics)
    )

    assert sum(overlaps.degrees["moss"].values()) == within > 0
    assert [(slug, shared) for slug, shared, _ in overlaps.neighbours("reed")] == [("moss", 3), ("fern", 1)]


def test_the_page_is_as_short_for_many_papers_as_for_few(tmp_path: Path):
    many: list[dict[str, object]] = [
        {"title": f"Paper {number} mossa", "year": 1900 + number, "venue": f"Talks {chr(97 + number % 26)}{number}"}
        for number in range(120)
    ]
    body = statistics(site_of(tmp_path, many))

    assert len(rows(body, "years")) == 15 + 1
    assert len(rows(body, "venues")) == 12 + 1
    assert rows(body, "venues")[-1] == ["108 other venues", "108"]


@pytest.mark.parametrize(
    ("records", "headings"),
    [
        ([], []),
        ([{"title": "Undated"}], ["years", "venues", "known"]),
        ([{"title": "Dated mossa", "year": 2020}], ["years", "timeline", "venues", "known"]),
    ],
    ids=["no papers", "no dates", "one year"],
)
def test_a_catalogue_that_lacks_something_is_told_sensibly(
    tmp_path: Path, records: list[dict[str, object]], headings: list[str]
):
    body = statistics(site_of(tmp_path, records))

    assert body.xpath("//h2/@id") == headings
    assert len(body.xpath("//p[@class='empty']")) == (not records)
    assert "None" not in body.text_content()
    assert not body.xpath("//div[@class='drawn']//svg")


@pytest.mark.parametrize(("part", "whole", "share"), [(0, 0, 0), (0, 9, 0), (1, 900, 1), (899, 900, 99), (9, 9, 100)])
def test_only_nothing_is_0_per_cent_and_only_all_is_100(part: int, whole: int, share: int):
    assert percent(part, whole) == share
