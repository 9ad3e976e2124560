"""The files that are written for many papers, from an invented catalogue."""

import gzip
import hashlib
import json

import jsonschema
import msgspec
import pytest
from lxml import etree

from generator import downloads, exports
from generator.exports import bulk, sitemap
from generator.exports.bulk import MAX_BIBTEX
from generator.settings import LARGE_CATALOGUE, Settings
from generator.site import Site

KEYS = set(
    "key slug url title abstract authors year date venue identifiers links topics related repairs flags status"
    " source".split()
)
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def lines(files: dict[str, bytes]) -> list[dict[str, object]]:
    return [json.loads(line) for line in files["api/papers.jsonl"].splitlines()]


def test_every_paper_has_a_line_with_the_agreed_keys(files: dict[str, bytes]):
    assert len(lines(files)) == 2
    assert all(set(line) >= KEYS for line in lines(files))


def test_a_line_says_what_is_known(files: dict[str, bytes]):
    line = next(line for line in lines(files) if line["key"] == "doi:10.9999/moss")

    assert line["authors"] == [{"name": "Ada Example", "given": "Ada", "family": "Example"}]
    assert line["identifiers"] == {"doi": "10.9999/moss"}
    assert line["source"] == [{"file": "papers/invented.jsonl", "line": 1}]
    assert line["url"] == "https://shelf.example/repo/papers/moss-walks-on-x2-stones/"
    assert line["status"] == "published"
    assert line["citation_key"] == "example-moss-walks-x2"


def test_what_is_not_known_is_null(files: dict[str, bytes]):
    line = next(line for line in lines(files) if line["title"] == "Tide clocks")

    assert line["abstract"] is None
    assert line["date"] == "2020"
    assert line["authors"] == []


def test_every_line_keeps_the_published_schema(files: dict[str, bytes]):
    schema = json.loads(files["api/paper.schema.json"])
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)

    assert [list(validator.iter_errors(line)) for line in lines(files)] == [[], []]
    assert list(validator.iter_errors({**lines(files)[0], "year": "2020"})) != []


def test_the_index_names_files_that_are_there(files: dict[str, bytes]):
    index = json.loads(files["api/index.json"])
    named = {url.removeprefix("https://shelf.example/repo/") for url in index["files"].values()}

    assert index["version"] == 1
    assert index["papers"] == 2
    assert named <= files.keys()


def test_topics_and_the_other_shelves_are_listed(files: dict[str, bytes]):
    topics = json.loads(files["api/topics.json"])["topics"]

    assert topics[0] == {
        "slug": "walking",
        "name": "Walking & <climbing>",
        "papers": 1,
        "url": "https://shelf.example/repo/topics/walking/",
        "description": "",
    }
    assert json.loads(files["api/venues.json"])["venues"][0]["name"] == "ICML"
    assert json.loads(files["api/years.json"])["years"][-1]["slug"] == "unknown"
    assert json.loads(files["api/authors.json"])["authors"][0]["papers"] == 1


def test_the_data_package_describes_its_files_truly(files: dict[str, bytes]):
    package = json.loads(files["api/datapackage.json"])

    assert package["profile"] == "data-package"
    for resource in package["resources"]:
        content = files[f"api/{resource['path']}"]
        assert resource["bytes"] == len(content)
        assert resource["hash"] == f"sha256:{hashlib.sha256(content).hexdigest()}"


def test_the_table_schema_is_that_of_the_table(files: dict[str, bytes]):
    package = json.loads(files["api/datapackage.json"])
    table = next(item for item in package["resources"] if item["path"] == "papers.csv")
    header = files["api/papers.csv"].decode().split("\r\n")[0]

    assert [field["name"] for field in table["schema"]["fields"]] == header.replace('"', "").split(",")


def test_a_list_has_its_references_beside_it(files: dict[str, bytes]):
    assert files["topics/walking/papers.bib"].decode().startswith("@misc{example-moss-walks-x2,\n")
    assert {"topics/walking/papers.csl.json", "years/2020/papers.ris", "venues/icml/papers.csv"} <= files.keys()
    # Of an author's one paper the reference stands on its page.
    assert "authors/ada-example/papers.bib" not in files
    assert "authors/ada-example/feed.xml" in files
    assert "topics/sailing/papers.bib" not in files


def grown(site: Site, papers: int) -> Site:
    """Return a site that looks as if it had so many papers."""
    first = site.catalogue.papers[0]
    rest = [
        msgspec.structs.replace(first, key=f"k{number}", slug=f"invented-{number}", title=f"Invented {number} title")
        for number in range(papers - len(site.catalogue.papers))
    ]
    catalogue = site.catalogue
    return msgspec.structs.replace(
        site,
        catalogue=msgspec.structs.replace(
            catalogue,
            papers=(*catalogue.papers, *rest),
            related={**catalogue.related, **{paper.key: () for paper in rest}},
        ),
    )


@pytest.mark.parametrize(
    ("papers", "topic", "author"), [(5_000, 4, 1), (5_001, 1, 1), (LARGE_CATALOGUE, 1, 1), (LARGE_CATALOGUE + 1, 1, 0)]
)
def test_lists_have_the_files_that_the_size_of_the_site_allows(site: Site, papers: int, topic: int, author: int):
    large = grown(site, papers)

    assert len(downloads.list_formats(large, "topic", 2)) == topic
    assert len(downloads.list_formats(large, "author", 2)) == author
    assert downloads.list_formats(large, "author", 1) == ()
    assert downloads.has_feed(large, "author") == (papers <= LARGE_CATALOGUE)


def test_bulk_files_of_a_large_catalogue_are_compressed_alike_each_time(site: Site):
    large = grown(site, LARGE_CATALOGUE + 1)
    first = {item.path: item.content for item in bulk.render(large)}

    assert "api/papers.jsonl.gz" in first
    assert first["api/papers.bib.gz"][3:8] == b"\0\0\0\0\0", "neither a name nor a time"
    assert gzip.decompress(first["api/papers.bib.gz"]).count(b"\n@") == LARGE_CATALOGUE
    assert gzip.decompress(first["api/papers.jsonl.gz"]).count(b"\n") == LARGE_CATALOGUE + 1
    assert b"We walk." not in gzip.decompress(first["api/papers.csv.gz"])


def test_bulk_bibtex_is_cut_below_the_limit_and_nothing_is_lost():
    entries = [b"@misc{a,\n" + b"x" * 20_000_000 + b"}\n"] * 5
    parts = list(bulk.cut(entries, MAX_BIBTEX))

    assert [sum(map(len, part)) < 50_000_000 for part in parts] == [True, True, True]
    assert [entry for part in parts for entry in part] == entries


def test_sitemap_lists_the_pages_to_find_with_the_days_that_are_known(files: dict[str, bytes]):
    tree = etree.fromstring(files["sitemap.xml"])
    found = {
        node[0].text.removeprefix("https://shelf.example/repo/"): [part.text for part in node[1:]] for node in tree
    }

    assert found == {
        "": ["2026-01-02"],
        "about/": [],
        "papers/tide-clocks/": ["2026-01-02"],
        "topics/walking/": ["2026-01-02"],
        "topics/walking/page/2/": ["2026-01-02"],
    }


def test_a_later_build_knows_no_day_of_pages_that_may_have_been_corrected_since(site: Site):
    catalogue = msgspec.structs.replace(site.catalogue, now="2026-02-03")
    old, new = catalogue.papers
    catalogue = msgspec.structs.replace(
        catalogue, papers=(old, msgspec.structs.replace(new, first_seen="2026-02-03")), topics=(), venues=(), years=()
    )
    [file] = sitemap.render(
        msgspec.structs.replace(site, catalogue=catalogue, paths=("", *(f"papers/{p.slug}/" for p in catalogue.papers)))
    )
    dated = [node[0].text for node in etree.fromstring(file.content) if len(node) > 1]

    assert dated == ["https://shelf.example/repo/", f"https://shelf.example/repo/papers/{new.slug}/"]


def test_numbered_pages_have_the_day_of_a_list_whose_own_name_ends_in_page(site: Site):
    catalogue = site.catalogue
    author = msgspec.structs.replace(catalogue.authors[0], slug="larry-page")
    renamed = msgspec.structs.replace(catalogue, authors=(author,))
    paths = ("authors/larry-page/", "authors/larry-page/page/2/")
    [file] = sitemap.render(msgspec.structs.replace(site, catalogue=renamed, paths=paths))

    assert file.content.count(b"<lastmod>2026-01-02</lastmod>") == 2


def test_a_sitemap_encodes_the_name_that_somebody_gave_a_page(site: Site):
    [file] = sitemap.render(msgspec.structs.replace(site, paths=("Über uns/",)))

    assert b"<loc>https://shelf.example/repo/%C3%9Cber%20uns/</loc>" in file.content


def test_a_sitemap_of_too_many_pages_is_an_index_of_parts(site: Site):
    paths = tuple(f"papers/invented-{number}/" for number in range(sitemap.LARGEST + 1))
    files = {item.path: item.content for item in sitemap.render(msgspec.structs.replace(site, paths=paths))}
    found = {
        name: etree.fromstring(gzip.decompress(content) if name.endswith(".gz") else content)
        for name, content in files.items()
    }

    assert list(found) == ["sitemap.xml", "sitemap-1.xml.gz", "sitemap-2.xml.gz"]
    assert found["sitemap.xml"].tag == f"{SITEMAP}sitemapindex"
    assert found["sitemap.xml"][1][0].text == "https://shelf.example/repo/sitemap-2.xml.gz"
    assert [len(found[name]) for name in list(found)[1:]] == [50_000, 1]


def test_a_site_without_a_url_has_no_file_that_needs_one(site: Site):
    paths = {item.path for item in exports.render_all(msgspec.structs.replace(site, settings=Settings()))}

    assert not [path for path in paths if path.endswith(("sitemap.xml", "opensearch.xml", "feed.xml", "feed.json"))]
    assert "api/papers.jsonl" in paths


def test_browsers_are_told_how_to_search(files: dict[str, bytes]):
    root = etree.fromstring(files["opensearch.xml"])
    space = "{http://a9.com/-/spec/opensearch/1.1/}"

    assert root.find(f"{space}ShortName").text == "Papershelf"
    assert root.find(f"{space}Url").get("template") == "https://shelf.example/repo/search/?q={searchTerms}"


def test_robots_are_told_where_the_sitemap_is(files: dict[str, bytes]):
    assert files["robots.txt"].decode().splitlines() == [
        "User-agent: *",
        "Allow: /",
        "",
        "Sitemap: https://shelf.example/repo/sitemap.xml",
    ]


def test_programs_are_told_where_the_data_are(files: dict[str, bytes]):
    text = files["llms.txt"].decode()

    assert text.startswith("# Papershelf\n\n> A catalogue of 2 papers")
    assert "https://shelf.example/repo/api/papers.jsonl" in text
    assert "- [Walking & &lt;climbing>](https://shelf.example/repo/topics/walking/): 1 papers" in text
