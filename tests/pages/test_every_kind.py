"""What each kind of page says, for an invented catalogue of seven papers on pages of three."""

import json
from collections import Counter
from itertools import pairwise
from pathlib import Path

import msgspec
import pytest
from lxml import html

from generator import pages
from generator.gather import gather
from generator.pages import Page
from generator.pages._facets import entries_of, facets
from generator.pages._shared import Shared
from generator.profile import Profile
from generator.settings import Settings
from generator.site import Site

NOW = "2026-01-02"
SCRIPT = "<script>alert(1)</script>"
FULL = {
    "title": f"Lichen walks & folds {SCRIPT}",
    "abstract": f"We invent lichen walks {SCRIPT} with $x^2$ steps.",
    "authors": [f"Made Up{number}" for number in range(15)],
    "date": "2024-03-05",
    "venue": "ICML 2024",
    "arxiv": "2403.00001",
    "doi": "10.9999/invented",
    "code": "https://code.example/walks",
}
KNOWN_ALONE = {"title": "What is known alone"}
PLAIN = [
    {"title": f"Tide clocks {word}", "abstract": f"A kind of clock, {word}.", "year": 2020, "authors": ["Made Up0"]}
    for word in ("first", "second", "third", "fourth", "fifth")
]
LISTS_OF_TIDES = ("years/2020/", "topics/tides/", "authors/made-up0/")
TOPICS = """
- {slug: walks, name: Walks, description: Invented walks., words: [lichen walks]}
- {slug: tides, name: Tides & clocks, words: [tide clocks]}
- {slug: dry, name: Dry topic, words: [desert]}
"""


def site_of(folder: Path, records: list[dict[str, object]], **files: str) -> Site:
    (folder / "papers").mkdir()
    (folder / "papers/invented.jsonl").write_text("".join(json.dumps(record) + "\n" for record in records))
    (folder / "topics.yml").write_text(TOPICS)
    for name, text in files.items():
        path = folder / name.replace("__", "/").replace("_md", ".md").replace("_yml", ".yml").replace("_csv", ".csv")
        path.parent.mkdir(exist_ok=True)
        path.write_text(text)
    settings = Settings(site_url="https://shelf.example/", repo_url="https://git.example/shelf", page_size=3)
    gathered = gather(folder, settings, NOW, Profile())
    return Site(gathered.catalogue, settings, gathered.hand_written)


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Page]:
    site = site_of(tmp_path_factory.mktemp("content"), [FULL, KNOWN_ALONE, *PLAIN])
    return {page.path: page for page in pages.render_all(site)}


def tree(page: Page) -> html.HtmlElement:
    return html.fromstring(f"<main>{page.body}</main>")


def text_of(page: Page) -> str:
    return " ".join(tree(page).text_content().split())


def paper_page(shelf: dict[str, Page], start: str) -> Page:
    return next(page for path, page in shelf.items() if path.startswith(f"papers/{start}"))


def test_every_kind_of_page_is_rendered(shelf: dict[str, Page]):
    kinds = {page.kind for page in shelf.values()}

    assert kinds == {
        "home", "paper", "papers", "topics", "topic", "authors", "author", "venues", "venue", "years", "year",
        "latest", "trending", "digest", "digests", "search", "reading-list", "statistics", "about", "about-the-data",
    }  # fmt: skip


def test_a_page_is_one_line_with_one_main_heading_and_unique_ids(shelf: dict[str, Page]):
    for page in shelf.values():
        body = tree(page)
        ids = Counter(body.xpath("//@id"))

        assert "\n" not in page.body
        assert len(body.xpath("//h1")) == 1
        assert [name for name, count in ids.items() if count > 1] == []


def test_no_heading_skips_a_level(shelf: dict[str, Page]):
    for page in shelf.values():
        levels = [int(heading.tag[1]) for heading in tree(page).xpath("//h1|//h2|//h3|//h4")]

        assert all(after - before <= 1 for before, after in pairwise(levels)), page.path


def test_text_of_a_listing_never_becomes_markup(shelf: dict[str, Page]):
    for page in shelf.values():
        assert SCRIPT not in page.body + page.head
        assert tree(page).xpath("//script|//@style|//@onclick") == []
    assert SCRIPT in text_of(paper_page(shelf, "lichen-walks"))


def test_pages_have_at_most_one_form_and_it_searches(shelf: dict[str, Page]):
    """The header brings the other one."""
    forms = {page.kind: tree(page).xpath("//form/@role") for page in shelf.values() if "<form" in page.body}

    assert forms == {"home": ["search"], "search": ["search"]}


def test_a_paper_shows_all_that_is_known_of_it(shelf: dict[str, Page]):
    body = tree(paper_page(shelf, "lichen-walks"))

    assert body.xpath("//p[@class='actions']/a/text()") == ["PDF", "arXiv", "DOI", "Code"]
    assert body.xpath("//p[@class='actions']/a[@class='first']/@href") == ["https://arxiv.org/pdf/2403.00001"]
    assert body.xpath("//time/text()") == ["2024-03-05"]
    assert body.xpath("//section[@class='abstract']//*[local-name()='math']")
    assert "because of: Lichen walks" in " ".join(body.text_content().split())
    assert body.xpath("//code[@id='bibtex']")[0].text_content().startswith("@")


def test_an_item_of_a_large_catalogue_is_short_and_leads_to_its_paper(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    site = site_of(tmp_path, [FULL, KNOWN_ALONE, *PLAIN])
    papers = site.catalogue.papers
    whole = [Shared(site).item(paper) for paper in papers]
    monkeypatch.setattr("generator.site.LARGE_CATALOGUE", 0)
    items = [Shared(site).item(paper) for paper in papers]

    assert all(f"papers/{paper.slug}/" in item for paper, item in zip(papers, items, strict=True))
    assert [item for item in items if len(item.encode()) > 450 or "PDF</a>" in item] == []
    assert sum(map(len, items)) < sum(map(len, whole)) / 2
    assert [item for item, paper in zip(items, papers, strict=True) if ("topics/" in item) != bool(paper.topics)] == []
    assert not any('class="marks"' in item for item in items)


def test_a_page_of_a_large_catalogue_leaves_to_the_browser_what_it_can(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("generator.site.LARGE_CATALOGUE", 0)
    monkeypatch.setattr("generator.settings.LARGE_CATALOGUE", 0)
    made = {page.path: page for page in pages.render_all(site_of(tmp_path, [FULL, KNOWN_ALONE, *PLAIN]))}
    clock, walk = paper_page(made, "tide-clocks-first"), paper_page(made, "lichen-walks")

    assert tree(clock).xpath("//details[@class='cite']//a/@href") == ["../../api/papers.bib.gz"]
    assert tree(clock).xpath("//p[@class='notes']/a/@href") == ["https://git.example/shelf/issues/new"]
    assert tree(clock).xpath("//p[@class='authors']/a/@href") == ["../../authors/made-up0/"]
    assert tree(walk).xpath("//p[@class='authors']/a[not(@href)]/text()")[0] == "Made Up1"
    marks = [tree(made[path]).xpath("//ol[@class='items']//a[contains(@href, 'topics/')]") for path in LISTS_OF_TIDES]
    assert [bool(found) for found in marks] == [True, False, False]
    assert '"author":["Made Up0"]' in clock.head
    assert '<meta name="citation_author" content="Made Up0">' in clock.head


def test_only_lists_of_authors_leave_out_the_topics_of_a_large_catalogue(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    site = site_of(tmp_path, PLAIN)
    monkeypatch.setattr("generator.site.LARGE_CATALOGUE", 0)
    shared, paper = Shared(site), site.catalogue.papers[0]
    lists = ("authors/made-up0/", "topics/tides/", "topics/co-authors/", "venues/made-up-authors/")

    assert ["topics/" in shared.item(paper, within=path) for path in lists] == [False, False, True, True]


def test_where_authors_of_few_papers_have_no_page_their_index_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    site = site_of(tmp_path, [FULL, *PLAIN])
    whole = {page.path: page for page in pages.render_all(site)}
    monkeypatch.setattr("generator.settings.LARGE_CATALOGUE", 0)
    short = {page.path: page for page in pages.render_all(site)}

    told = [[text_of(made[path]) for path in ("authors/", "venues/", "statistics/")] for made in (whole, short)]
    assert ["Most authors of fewer than 3 papers are not listed" in text for text in told[0] + told[1]] == [
        *(False, False, False), *(True, False, False),
    ]  # fmt: skip
    assert ["Authors listed" in text for text in told[0] + told[1]] == [*(False,) * 5, True]


def test_beside_a_short_list_of_a_large_catalogue_stands_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    site = site_of(tmp_path, [FULL, *PLAIN])
    beside = [facets(Shared(site), site.catalogue.papers, "", ["topics", "authors"])]
    monkeypatch.setattr("generator.site.LARGE_CATALOGUE", 0)
    beside.append(facets(Shared(site), site.catalogue.papers, "", ["topics", "authors"]))
    beside.append(facets(Shared(site), site.catalogue.papers * 10, "", ["topics", "authors"]))

    assert [bool(found) for found in beside] == [True, False, True]


@pytest.mark.parametrize("most", [1, 2, 3, 8])
def test_the_first_entries_of_a_facet_are_those_of_all_entries_in_order(tmp_path: Path, most: int):
    site = site_of(tmp_path, [FULL, *PLAIN])
    shared = Shared(site)
    lists = [(f"authors/{shelf.slug}/", shelf.papers) for shelf in site.catalogue.authors]

    for itself, papers in [("", site.catalogue.papers), *((path, site.catalogue.papers) for path, _ in lists), *lists]:
        for kind in ("topics", "venues", "authors"):
            entries = entries_of(shared, papers, kind, itself)
            assert entries_of(shared, papers, kind, itself, most) == entries[:most]
            assert itself not in {entry.path for entry in entries}


def test_each_list_of_papers_has_a_digest_of_its_own_however_often_it_is_asked_for(tmp_path: Path):
    site = site_of(tmp_path, [FULL, *PLAIN])
    papers = site.catalogue.papers
    lists = [papers, papers[::-1], *((paper,) for paper in papers)]

    digests = [site.told_of(listed) for listed in lists]

    assert len(set(digests)) == len(lists)
    assert [site.told_of(listed) for listed in lists] == digests
    assert site.told_of(list(papers)) == digests[0]


@pytest.mark.parametrize(
    "change",
    [
        {"title": "Tide clocks at night"},
        {"year": 2021},
        {"venue": "Made Up Meeting"},
        {"authors": ["Made Up0", "Made Up1"]},
        {"authors": ["Made M. Up0"]},
    ],
)
def test_what_is_told_of_an_author_changes_with_each_of_her_papers(tmp_path: Path, change: dict[str, object]):
    sites = []
    for name, changed in (("before", {}), ("again", {}), ("after", change)):
        (tmp_path / name).mkdir()
        sites.append(site_of(tmp_path / name, [FULL, PLAIN[0] | changed, *PLAIN[1:]]))
    before, again, after = (site.told_of_authors["made-up0"] for site in sites)

    assert before == again
    assert before != after
    assert sites[2].told_of_authors.keys() == {shelf.slug for shelf in sites[2].catalogue.authors}


def test_previews_of_a_list_have_its_address(shelf: dict[str, Page]):
    assert '<meta property="og:url" content="https://shelf.example/topics/tides/">' in shelf["topics/tides/"].head


def test_authors_beyond_twelve_open_on_demand(shelf: dict[str, Page]):
    body = tree(paper_page(shelf, "lichen-walks"))

    assert len(body.xpath("//p[@class='authors']/a")) == 12
    assert body.xpath("//details/summary/text()")[0] == "and 3 more"
    assert len(body.xpath("//details/p/a")) == 3


def test_unknown_facts_are_left_out(shelf: dict[str, Page]):
    page = paper_page(shelf, "what-is-known-alone")
    body = tree(page)

    assert body.xpath("//p[@class='authors']|//time|//p[@class='actions']/a") == []
    assert "The listing gives no abstract" in text_of(page)
    assert not {"None", "N/A", "Unknown"} & set(text_of(page).split())


def test_a_list_item_shows_authors_venue_topic_code_and_pdf(shelf: dict[str, Page]):
    item = tree(shelf["topics/walks/"]).xpath("//ol[@class='items']/li")[0]

    assert " ".join(item.xpath("p[@class='facts']")[0].text_content().split()) == (
        "Made Up0, Made Up1, Made Up2, Made Up3 and 11 more · ICML 2024"
    )
    assert item.xpath("p[@class='marks']/a/text()") == ["Walks", "Code", "PDF"]


def test_a_list_is_cut_into_pages_that_lead_to_each_other(shelf: dict[str, Page]):
    first, second = shelf["papers/"], shelf["papers/page/2/"]

    assert tree(first).xpath("//nav[@class='pager']//text()") == ["1", "2", "3", "Next"]
    assert tree(second).xpath("//nav[@class='pager']/a[1]/@href") == ["../../../papers/"]
    assert tree(second).xpath("//ol/@start") == ["4"]
    assert '<link rel="next" href="../../../papers/page/3/">' in second.head


def test_each_topic_has_its_colour_by_its_place(shelf: dict[str, Page]):
    topics = tree(shelf["topics/"]).xpath("//h2/a[starts-with(@class, 't')]")

    assert [(link.text, link.get("class")) for link in topics] == [
        ("Walks", "t0"),
        ("Tides & clocks", "t1"),
        ("Dry topic", "t2"),
        ("Unsorted", "tx"),
    ]


def test_an_empty_topic_leads_elsewhere(shelf: dict[str, Page]):
    assert tree(shelf["topics/dry/"]).xpath("//p[@class='empty']/a/@href") == ["../../papers/", "../../topics/"]


def test_beside_a_list_stand_the_other_shelves_of_its_papers(shelf: dict[str, Page]):
    rail = tree(shelf["topics/tides/"]).xpath("//div[@class='rail']")[0]

    assert rail.xpath("section/h2/text()") == ["Years", "Most central", "Authors"]
    assert rail.xpath(".//title/text()") == ["Papers by year. 2020: 5"]


def test_authors_stand_under_the_letter_of_their_family_name(shelf: dict[str, Page]):
    body = tree(shelf["authors/"])

    assert body.xpath("//h2/@id") == ["u"]
    assert len(body.xpath("//ul/li")) == 15


def test_no_letter_of_the_authors_comes_twice_whatever_their_names(tmp_path: Path):
    """The group is sorted by its own name, `Beta`; the last letter has the capital of `в`, and stands far behind it."""
    names = ["Ann Aabc", "Bo Bcde", "{Group Beta}", "Cy вабв", "Di габв", "Ed ᲀабв"]
    records: list[dict[str, object]] = [{"title": "Invented names", "authors": names}]
    stated = "- {name: Zed Alpha, aliases: [Group Beta]}"
    site = site_of(tmp_path, records, authors_yml=stated)
    made = {page.path: page for page in pages.render_all(site)}

    assert tree(made["authors/"]).xpath("//h2/@id") == ["a", "b", "в", "г", "ᲀ"]


def test_a_catalogue_without_papers_says_how_to_add_some(tmp_path: Path):
    home = {page.path: page for page in pages.render_all(site_of(tmp_path, []))}[""]

    assert "The shelf is empty" in text_of(home)
    assert "content/papers/" in text_of(home)


def test_the_home_page_takes_its_words_from_the_maintainer(tmp_path: Path):
    front = "---\ntitle: Invented shelf\ndescription: Of tides & walks.\n---\nBelow.\n"
    home = {page.path: page for page in pages.render_all(site_of(tmp_path, PLAIN, pages__index_md=front))}[""]

    assert tree(home).xpath("//h1/text()") == ["Invented shelf"]
    assert tree(home).xpath("//p[@class='lead']/text()") == ["Of tides & walks."]
    assert home.markdown == "Below.\n"


@pytest.mark.parametrize(("years", "span"), [((), ""), ((2020,), " · 2020"), ((1901, 2020, 2024), " · 1901–2024")])
def test_the_home_page_counts_its_papers_and_their_years(tmp_path: Path, years: tuple[int, ...], span: str):
    records: list[dict[str, object]] = [{"title": f"Moss clock {number}"} for number in range(1_001)]
    for record, year in zip(records, years, strict=False):
        record["year"] = year
    home = next(page for page in pages.render_all(site_of(tmp_path, records)) if not page.path)

    assert tree(home).xpath("string(//p[@class='count'])") == f"1,001 papers · 3 topics{span}"


@pytest.mark.parametrize("path", ["", "statistics/"])
def test_a_random_paper_is_drawn_from_the_list_of_all(shelf: dict[str, Page], path: str):
    links = tree(shelf[path]).xpath("//a[text()='A random paper']")

    assert [(link.get("href"), link.get("data-papers"), link.get("data-size")) for link in links] == [
        ("../papers/" if path else "papers/", "7", "3")
    ]


def test_a_corrected_paper_shows_what_was_changed(tmp_path: Path):
    corrections = 'Tide clocks first: {year: {value: 2021, why: "The invented record says so."}}'
    rendered = {page.path: page for page in pages.render_all(site_of(tmp_path, PLAIN, corrections_yml=corrections))}
    page = rendered["papers/tide-clocks-first/"]

    assert "1 repair made to the text" in text_of(page)
    assert "Year: Corrected by hand." in text_of(page)
    assert "Year: Corrected by hand." in text_of(rendered["about/data/"])


SIGNALS = """paper,source,date,value
what-is-known-alone,stars,2025-12-20,40
what-is-known-alone,stars,2026-01-01,52
tide-clocks-first,citations,2025-12-01,3
tide-clocks-first,citations,2026-01-02,4
tide-clocks-second,stars,2025-01-01,9
"""


def test_what_trends_is_listed_by_window_with_its_reason(tmp_path: Path):
    site = site_of(tmp_path, [FULL, KNOWN_ALONE, *PLAIN], signals__x_csv=SIGNALS)
    made = {page.path: page for page in pages.render_all(site)}
    sections = {section.find("h2").get("id"): section for section in tree(made["trending/"]).iter("section")}

    assert list(sections) == ["day", "week", "month", "all"]
    assert titles(sections["week"]) == ["What is known alone", "Tide clocks first"]
    assert titles(sections["all"]) == ["What is known alone", "Tide clocks second", "Tide clocks first"]
    assert [item.text_content() for item in sections["week"].find_class("why")] == [
        "+12 stars since 2025-12-20 (52 in all)",
        "+1 citations since 2025-12-01 (4 in all)",
    ]
    assert "What is known alone" in tree(made[""]).xpath("string(//section[h2/@id='trending'])")


def titles(section: html.HtmlElement) -> list[str]:
    return [heading.text_content() for heading in section.iter("h3")]


def test_without_signals_the_newest_are_called_the_newest(shelf: dict[str, Page]):
    page = tree(shelf["trending/"])

    assert "nothing trends" in page.text_content()
    assert [heading.get("id") for heading in page.iter("h2")] == ["newest"]
    assert len(titles(page)) == 7
    assert not tree(shelf[""]).xpath("//h2[@id='trending']")


def test_each_day_with_new_papers_has_its_digest(shelf: dict[str, Page]):
    links = tree(shelf["digest/"]).xpath("//ul//a/@href")

    assert links == ["../digest/2026-01-02/"]
    assert shelf["digest/2026-01-02/"].title == "New on 2 January 2026"
    assert text_of(shelf["digest/2026-01-02/"]).count("Tide clocks") >= 5


@pytest.mark.parametrize(
    ("path", "feed"), [("trending/", "trending/"), ("digest/", "digest/"), ("digest/2026-01-02/", "digest/")]
)
def test_what_happens_here_can_be_followed(shelf: dict[str, Page], path: str, feed: str):
    page = shelf[path]
    named = html.fromstring(f"<head>{page.head}</head>").xpath("//link[@rel='alternate']")
    links = tree(page).xpath("//p[@class='takeaways']/a")

    assert [link.get("type") for link in named] == ["application/atom+xml", "application/feed+json"]
    assert [link.get("href").lstrip("./") for link in named] == [f"{feed}feed.xml", f"{feed}feed.json"]
    assert [link.get("href") for link in links] == [link.get("href") for link in named]


@pytest.mark.parametrize(
    ("setting", "link"),
    [
        ("mailto:digest@shelf.example", "mailto:digest@shelf.example?subject=subscribe"),
        ("https://forms.example/join?list=shelf", "https://forms.example/join?list=shelf"),
        ("javascript:alert(1)", None),
        ("", None),
    ],
)
def test_subscribe_leads_where_the_maintainer_says(setting: str, link: str | None, tmp_path: Path):
    site = site_of(tmp_path, PLAIN)
    site = msgspec.structs.replace(site, settings=msgspec.structs.replace(site.settings, digest_subscribe=setting))
    made = {page.path: page for page in pages.render_all(site)}
    found = [item.get("href") for item in tree(made["digest/"]).find_class("subscribe")]

    assert found == ([link] if link else [])
    assert (link is None) or link in [item.get("href") for item in tree(made[""]).iter("a")]
