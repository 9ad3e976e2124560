"""Every export is read back by readers that others wrote, hostile records included: nothing is lost or gets in."""

from __future__ import annotations

import csv
import gzip
import io
import json
import re
from pathlib import Path

import bibtexparser
import feedparser
import jsonschema
import msgspec
import pybtex.database
import pytest
import rispy
from lxml import etree
from pybtex.exceptions import PybtexError

from generator import exports
from generator.citation.formats import FORMATS
from generator.exports import ExportFile
from generator.gather import gather
from generator.paper import Paper
from generator.profile import Profile
from generator.settings import Settings
from generator.site import Site
from tests.hostile.records import good_records, hostile_records

GOLDEN = Path(__file__).parents[1] / "citation/golden"
CSL = json.loads((Path(__file__).parent / "csl-items.schema.json").read_text())


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The site of all hostile records, with harmless ones among them."""
    folder = tmp_path_factory.mktemp("hostile")
    (folder / "papers").mkdir()
    items = [*good_records(), *(record for _, record in hostile_records())]
    (folder / "papers/invented.jsonl").write_text("".join(json.dumps(item) + "\n" for item in items))
    settings = Settings(site_url="https://shelf.example/", site_name='Invented <&"> shelf')
    return Site(gather(folder, settings, "2026-01-02", Profile()).catalogue, settings, {})


@pytest.fixture(scope="module")
def written(hostile: Site) -> dict[str, str]:
    """Every exported file of that site that is text, unpacked."""
    files = (item for item in exports.render_all(hostile) if not item.path.endswith(".bin"))
    return {item.path.removesuffix(".gz"): _unpacked(item).decode() for item in files}


def _unpacked(item: ExportFile) -> bytes:
    return gzip.decompress(item.content) if item.path.endswith(".gz") else item.content


@pytest.fixture(scope="module")
def papers(hostile: Site) -> tuple[Paper, ...]:
    return hostile.catalogue.papers


@pytest.mark.parametrize("name", ["bib", "biblatex.bib"])
def test_bibtexparser_reads_one_entry_for_each_paper_and_its_key(written: dict[str, str], hostile: Site, name: str):
    library = bibtexparser.parse_string(written[f"api/papers.{name}"])

    assert library.failed_blocks == []
    assert [entry.key for entry in library.entries] == [
        hostile.citation_keys[paper.key] for paper in hostile.catalogue.papers
    ]
    assert not library.strings + library.preambles + library.comments


@pytest.mark.parametrize("name", ["bib", "biblatex.bib"])
def test_pybtex_reads_the_same(written: dict[str, str], papers: tuple[Paper, ...], name: str):
    database = pybtex.database.parse_string(written[f"api/papers.{name}"], "bibtex")

    assert len(database.entries) == len(papers)
    assert all(
        len(entry.persons.get("author", ())) == len(paper.authors)
        for entry, paper in zip(database.entries.values(), papers, strict=True)
    )


def test_pybtex_is_strict():
    with pytest.raises(PybtexError):
        pybtex.database.parse_string("@misc{a, title = {open}", "bibtex")


def test_no_command_reaches_tex_but_those_that_are_known(written: dict[str, str]):
    commands = set(re.findall(r"\\([A-Za-z]+)", written["api/papers.bib"]))

    assert not commands & {"input", "write", "def", "include", "openout", "href", "url", "csname", "catcode", "let"}


def test_csl_json_keeps_its_schema(written: dict[str, str], papers: tuple[Paper, ...]):
    items = json.loads(written["api/papers.csl.json"])
    jsonschema.Draft7Validator.check_schema(CSL)

    assert list(jsonschema.Draft7Validator(CSL).iter_errors(items)) == []
    assert [item["title"] for item in items] == [paper.title for paper in papers]


def test_the_schema_of_csl_json_refuses_what_is_none():
    refused = [
        [{"id": "a", "type": "haiku"}],
        [{"type": "book"}],
        [{"id": "a", "type": "book", "author": [{"name": "A"}]}],
    ]

    assert [jsonschema.Draft7Validator(CSL).is_valid(items) for items in refused] == [False] * 3


def test_golden_csl_json_keeps_the_schema_too():
    assert jsonschema.Draft7Validator(CSL).is_valid(json.loads((GOLDEN / "papers.csl.json").read_text()))


def test_rispy_reads_one_record_for_each_paper(written: dict[str, str], papers: tuple[Paper, ...]):
    found = rispy.loads(written["api/papers.ris"])

    assert [(item["title"], len(item.get("authors", ()))) for item in found] == [
        (paper.title, len(paper.authors)) for paper in papers
    ]


def test_every_cell_of_the_table_comes_back_and_is_no_formula(written: dict[str, str], papers: tuple[Paper, ...]):
    rows = list(csv.DictReader(io.StringIO(written["api/papers.csv"], newline=""), strict=True))

    assert [row["slug"] for row in rows] == [paper.slug for paper in papers]
    assert [row["title"].removeprefix("'") for row in rows] == [paper.title.removeprefix("'") for paper in papers]
    assert not [cell for row in rows for cell in row.values() if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]


@pytest.mark.parametrize("name", ["md.txt", "acl.txt", "apa.txt", "ieee.txt"])
def test_every_paper_is_one_line(written: dict[str, str], papers: tuple[Paper, ...], name: str):
    lines = written[f"api/papers.{name}"].split("\n")

    assert len(lines) == len(papers) + 1
    assert len("".join(lines).splitlines()) == 1


def test_json_has_no_number_that_browsers_refuse(written: dict[str, str]):
    def _refuse(name: str) -> None:
        raise AssertionError(name)

    for path, text in written.items():
        for part in text.splitlines() if path.endswith(".jsonl") else [text] if path.endswith(".json") else []:
            json.loads(part, parse_constant=_refuse)


def test_every_feed_and_map_is_well_formed_and_is_read(written: dict[str, str]):
    atom = etree.RelaxNG(etree.parse(Path(__file__).parent / "atom.rng"))
    for path in (path for path in written if path.endswith(".xml")):
        tree = etree.fromstring(written[path].encode(), etree.XMLParser(resolve_entities=False))
        assert not path.endswith("feed.xml") or atom.validate(tree), (path, atom.error_log)
    feed = feedparser.parse(written["latest/feed.xml"], sanitize_html=False)

    assert not feed.bozo
    assert len(feed.entries) == 50


def test_no_file_is_written_outside_its_folder(written: dict[str, str]):
    assert all(re.fullmatch(r"[a-z0-9][a-z0-9.-]*(/[a-z0-9][a-z0-9.-]*)*", path) for path in written)
    assert not [path for path in written if ".." in path]


def _goldens() -> list[tuple[Paper, str]]:
    papers = msgspec.json.decode((GOLDEN / "papers.json").read_bytes(), type=tuple[Paper, ...])
    return [(paper, FORMATS["bibtex"].render(paper, "key")) for paper in papers]


@pytest.mark.parametrize(
    ("paper", "entry"), _goldens(), ids=lambda value: value.title if isinstance(value, Paper) else ""
)
def test_both_readers_of_bibtex_see_the_same_fields(paper: Paper, entry: str):
    ours = bibtexparser.parse_string(entry).entries[0].fields_dict
    theirs = pybtex.database.parse_string(entry, "bibtex").entries["key"]
    people = {"author", "editor"}

    assert {name: field.value for name, field in ours.items() if name not in people} == {
        name: value for name, value in theirs.fields.items() if name != "month"
    } | ({"month": ours["month"].value} if "month" in ours else {})
    assert ours.keys() & people == theirs.persons.keys()
    assert paper.title
