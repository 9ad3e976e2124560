"""The files that are written for many papers, from an invented catalogue."""

import json

import msgspec
import pytest
from lxml import etree

from generator import exports
from generator.gather import gather
from generator.profile import Profile
from generator.settings import Settings
from generator.site import Site

NOW = "2026-01-02"
RECORDS = [
    {"title": "Moss walks on $x^2$ stones", "abstract": "We walk.", "authors": ["Ada Example"], "doi": "10.9999/moss"},
    {"title": "Tide clocks", "year": 2020, "venue": "ICML 2020", "code": "https://code.example/tides"},
]
KEYS = set(
    "key slug url title abstract authors year date venue identifiers links topics related repairs flags status"
    " source".split()
)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    folder = tmp_path_factory.mktemp("content")
    (folder / "papers").mkdir()
    (folder / "papers/invented.jsonl").write_text("".join(json.dumps(record) + "\n" for record in RECORDS))
    settings = Settings(site_url="https://shelf.example/repo/")
    gathered = gather(folder, settings, NOW, Profile())
    return Site(
        gathered.catalogue, settings, {}, ("", "papers/tide-clocks/", "papers/left/"), frozenset({"papers/left/"})
    )


def content(site: Site, path: str) -> bytes:
    return next(item.content for item in exports.render_all(site) if item.path == path)


def lines(site: Site) -> list[dict[str, object]]:
    return [json.loads(line) for line in content(site, "api/papers.jsonl").splitlines()]


def test_every_paper_has_a_line_with_the_agreed_keys(site: Site):
    assert len(lines(site)) == 2
    assert all(set(line) >= KEYS for line in lines(site))


def test_a_line_says_what_is_known(site: Site):
    line = next(line for line in lines(site) if line["key"] == "doi:10.9999/moss")

    assert line["authors"] == [{"name": "Ada Example", "given": "Ada", "family": "Example"}]
    assert line["identifiers"] == {"doi": "10.9999/moss"}
    assert line["source"] == [{"file": "papers/invented.jsonl", "line": 1}]
    assert line["url"] == "https://shelf.example/repo/papers/moss-walks-on-x2-stones/"
    assert line["status"] == "published"


def test_what_is_not_known_is_null(site: Site):
    line = next(line for line in lines(site) if line["title"] == "Tide clocks")

    assert line["abstract"] is None
    assert line["date"] == "2020"
    assert line["authors"] == []


def test_sitemap_lists_the_pages_to_find_and_no_tombstone(site: Site):
    tree = etree.fromstring(content(site, "sitemap.xml"))

    assert [node.text for node in tree.iter("{http://www.sitemaps.org/schemas/sitemap/0.9}loc")] == [
        "https://shelf.example/repo/",
        "https://shelf.example/repo/papers/tide-clocks/",
    ]


def test_a_site_without_a_url_has_no_sitemap(site: Site):
    homeless = msgspec.structs.replace(site, settings=Settings())

    assert "sitemap.xml" not in [item.path for item in exports.render_all(homeless)]


def test_browsers_are_told_how_to_search(site: Site):
    root = etree.fromstring(content(site, "opensearch.xml"))
    space = "{http://a9.com/-/spec/opensearch/1.1/}"

    assert root.find(f"{space}ShortName").text == "Papershelf"
    assert root.find(f"{space}Url").get("template") == "https://shelf.example/repo/search/?q={searchTerms}"


def test_a_site_without_an_address_has_no_search_description(site: Site):
    assert list(exports.opensearch.render(msgspec.structs.replace(site, settings=Settings()))) == []
