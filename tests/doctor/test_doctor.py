"""What `papershelf check` advises, and what `--fix` writes. All papers and people are invented."""

from __future__ import annotations

import ast
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from generator import doctor
from generator.cli import papershelf
from generator.errors import ContentError
from generator.gather import gather
from generator.permalinks import Ledger, Wanted, assign, ledger_text
from generator.profile import Profile
from generator.settings import Settings

WHOLE = {"abstract": "We invent.", "authors": ["Ada Example"], "year": 2024, "doi": "10.1234/whole"}
MANY = ["quiet", "lanterns", "count", "fireflies", "over", "mossy", "ponds", "while", "nobody", "watches", "them"]


def content(folder: Path, *records: dict[str, Any], **files: str):
    """Write a content folder; each record has what a complete one has, but for what it says itself."""
    (folder / "papers").mkdir(parents=True)
    lines = []
    for number, record in enumerate(records):
        whole = {"title": "On Moss", **WHOLE, "doi": f"10.1234/p{number}", **record}
        lines.append(json.dumps({key: value for key, value in whole.items() if value is not None}))
    (folder / "papers/a.jsonl").write_text("".join(f"{line}\n" for line in lines))
    for name, text in files.items():
        (folder / f"{name}.yml").write_text(text)
    return folder


def advised(folder: Path):
    gathered = gather(folder, Settings(), "2026-01-02", Profile())
    return [advice for advice in doctor.examine(gathered) if advice.problem.code != "topic-word-unused"]


def codes(folder: Path):
    return [advice.problem.code for advice in advised(folder)]


@pytest.mark.parametrize(
    ("record", "code", "told"),
    [
        ({"abstract": None}, "abstract-missing", "abstract: no source has an abstract"),
        ({"authors": None}, "authors-missing", "authors: no source names an author"),
        ({"year": None}, "year-missing", "year: no source gives a year"),
        ({"doi": None}, "address-missing", "url: no identifier and no address"),
        ({"title": "ON MOSS AND ON TEA"}, "title-capitals", "title: is in capitals alone"),
        ({"title": "on moss and on tea"}, "title-capitals", "title: has no capital at all"),
        ({"title": "On Moss."}, "title-stop", "title: ends in a full stop"),
        ({"title": "RETRACTED: On Moss"}, "title-retracted", "title: says that the paper is retracted"),
        ({"title": "[Withdrawn] - On Moss"}, "title-retracted", "title: says that the paper is withdrawn"),
        ({"title": "On Moss &amp; Tea"}, "markup", "title: holds '&amp;'"),
        ({"abstract": "We invent <i>moss</i>."}, "markup", "abstract: holds '<i>'"),
        ({"abstract": r"We use \operatorname here."}, "left-as-found", "abstract: looks damaged and was left"),
        ({"abstract": r"We use $\foo{x}$ here."}, "maths-unread", "abstract: an expression is shown as its source"),
        ({"authors": ["ADA EXAMPLE"]}, "author-capitals", "authors: 'ADA EXAMPLE' is in capitals alone"),
        ({"authors": ["Ada Example", "et al."]}, "author-others", "authors: 'et al.' stands for others"),
        ({"code": "https://goo.gl/moss"}, "link-closed", "code: 'https://goo.gl/moss': goo.gl has been closed"),
        ({"code": "https://bit.ly/moss"}, "link-passing", "addresses of bit.ly do not last"),
        ({"url": "http://localhost/moss"}, "link-odd", "url: 'http://localhost/moss': localhost is no host"),
        ({"url": "https://https://moss.example/"}, "link-odd", "url: "),
        ({"code": "https://arxiv.org/abs/2401.00001"}, "link-misplaced", "the page of a paper is no code"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_thing_worth_a_look_is_told_with_its_place(tmp_path: Path, record: dict[str, Any], code: str, told: str):
    advice = [item for item in advised(content(tmp_path / "c", record)) if item.problem.code == code]

    assert len(advice) == 1
    assert f"papers/a.jsonl:1: {told}" in str(advice[0].problem) or told in advice[0].problem.message


@pytest.mark.parametrize(
    "record",
    [
        {},
        {"title": "GANs"},
        {"title": "ON MOSS"},
        {"title": "On Moss, Tea, etc."},
        {"title": "On Moss vs. Tea"},
        {"title": "Retracted Papers on Moss"},
        {"title": "Is Moss < Tea > Fern"},
        {"abstract": "We use $x_{1}$ and snake_case at R&D; all is well."},
        {"authors": ["Ada de la Example", "王伟", "B. Sample"]},
        {"code": "https://github.com/ada/moss", "pdf": "https://arxiv.org/pdf/2401.00001"},
    ],
)
def test_what_is_well_is_not_told(tmp_path: Path, record: dict[str, Any]):
    assert codes(content(tmp_path / "c", record)) == []


@pytest.mark.parametrize(
    ("one", "other", "reason"),
    [
        ({"title": "On Moss and Tea"}, {"title": "On Moss and Tee"}, "they have different identifiers: doi 10.1234/p0"),
        (
            {"title": "On Moss and Tea", "doi": None},
            {"title": "On Moss and Tea", "authors": ["Bo Sample"]},
            "they have different first authors: ",
        ),
        ({"title": "On Moss and Tea", "doi": None}, {"title": "On Mosses and Tea"}, "the titles differ"),
    ],
    ids=["another id", "other people", "another title"],
)
def test_a_probable_duplicate_is_told_with_the_reason(
    tmp_path: Path, one: dict[str, Any], other: dict[str, Any], reason: str
):
    found = [item.problem for item in advised(content(tmp_path / "c", one, other)) if "duplicate" in item.problem.code]

    assert len(found) == 1
    assert reason in found[0].message


@pytest.mark.parametrize(
    ("one", "other"),
    [("Moss Challenge 2023 Results", "Moss Challenge 2024 Results"), ("Tea", "Sea"), ("On Tea and Moss", "On Fern")],
)
def test_titles_that_only_resemble_each_other_are_no_duplicates(tmp_path: Path, one: str, other: str):
    assert codes(content(tmp_path / "c", {"title": one}, {"title": other})) == []


def test_duplicates_among_many_titles_are_found_in_bounded_time(tmp_path: Path):
    titles = [f"{MANY[i % 11]} {MANY[i // 11 % 11]} {MANY[i // 121 % 11]} lanterns" for i in range(1331)]
    found = codes(content(tmp_path / "c", *({"title": title.capitalize()} for title in titles)))

    assert set(found) == {"probable-duplicate"}


def test_what_no_paper_uses_is_told_with_its_line(tmp_path: Path):
    folder = content(
        tmp_path / "c", {},
        topics="- {slug: moss, name: Moss, words: [moss, fern]}\n- {slug: tea, name: Tea, words: [tea]}\n",
        venues="icit:\n  series: ICIT\n", authors="- name: Nobody Example\n",
    )  # fmt: skip
    gathered = gather(folder, Settings(), "2026-01-02", Profile())

    assert [str(advice.problem) for advice in doctor.examine(gathered)] == [
        "authors.yml:1: name: Nobody Example wrote no paper",
        "topics.yml:1: words: of `moss`, these stand in no paper, or only within longer ones: fern",
        "topics.yml:2: slug: `tea` has no paper",
        "topics.yml:2: words: of `tea`, these stand in no paper, or only within longer ones: tea",
        "venues.yml:1: icit: no paper appeared there",
    ]


def check(*words: str | Path):
    result = CliRunner().invoke(papershelf, ["check", *map(str, words)], standalone_mode=False)
    assert result.exception is None, result.exception
    return result.return_value, result.output


def test_advice_alone_is_no_problem(tmp_path: Path):
    code, output = check("--content", content(tmp_path / "c", {"abstract": None, "title": "On Moss."}))

    assert code == 0
    assert f"{tmp_path}/c/papers/a.jsonl:1: title: ends in a full stop [title-stop] (--fix)" in output
    assert "0 problems, 2 advice" in output


def test_a_conflict_is_a_problem_with_its_code(tmp_path: Path):
    folder = content(tmp_path / "c", {"year": 2023, "doi": "10.1234/a"}, {"year": 2024, "doi": "10.1234/a"})
    code, output = check("--content", folder)

    assert code == 1
    assert "papers/a.jsonl:2: year: 2024 contradicts 2023 of papers/a.jsonl:1, which is kept [conflict]" in output


def test_of_one_code_the_first_are_shown_and_all_on_request(tmp_path: Path):
    titles = [f"{word} {other}" for word in MANY[:5] for other in MANY[5:10]]
    folder = content(tmp_path / "c", *({"title": title, "abstract": None} for title in titles))

    assert check("--content", folder)[1].count("no source has an abstract") == 20
    assert check("--content", folder, "--all")[1].count("no source has an abstract") == 25


def test_safe_corrections_are_written_once_and_the_listing_is_left_alone(tmp_path: Path):
    records = [
        {"title": "RETRACTED: On Moss"},
        {"title": "On Tea.", "doi": None},
        {"title": "On &lt;Fern&gt; &amp; Tide"},
        {"title": "On Tide", "url": "https://https://tide.example/"},
    ]
    kept = "# A comment of the maintainer.\ndoi:10.9999/else:\n  year: {value: 2020, why: a notice}\n"
    folder = content(tmp_path / "c", *records, corrections=kept)
    listing = (folder / "papers/a.jsonl").read_bytes()

    _, output = check("--content", folder, "--fix")
    first = (folder / "corrections.yml").read_text()
    while True:
        before = (folder / "corrections.yml").read_text()
        _, output = check("--content", folder, "--fix")
        if "Nothing can be fixed safely" in output:
            break

    assert first.startswith(kept)
    assert (folder / "corrections.yml").read_text() == before == first
    assert (folder / "papers/a.jsonl").read_bytes() == listing
    papers = {paper.slug: paper for paper in gather(folder, Settings(), "2026-01-02", Profile()).catalogue.papers}
    assert {paper.status.state for paper in papers.values()} == {"published", "retracted"}
    assert {"On Tea", "On <Fern> & Tide", "On Tide"} <= {paper.title for paper in papers.values()}


def test_several_faults_of_a_title_are_mended_in_one_run(tmp_path: Path):
    folder = content(tmp_path / "c", {"title": "On &lt;Fern&gt; and Tide."})
    check("--content", folder, "--fix")

    _, output = check("--content", folder, "--fix")

    assert "Nothing can be fixed safely" in output
    assert [paper.title for paper in gather(folder, Settings(), "2026-01-02", Profile()).catalogue.papers] == [
        "On <Fern> and Tide"
    ]


def test_a_field_that_the_maintainer_has_corrected_is_left_to_her(tmp_path: Path):
    stated = "On Mos:\n  title: {value: 'RETRACTED: On Moss.', why: a slip}\n"
    folder = content(tmp_path / "c", {"title": "On Mos", "doi": None}, corrections=stated)

    check("--content", folder, "--fix")

    catalogue = gather(folder, Settings(), "2026-01-02", Profile()).catalogue
    assert [(paper.title, paper.status.state) for paper in catalogue.papers] == [("RETRACTED: On Moss.", "retracted")]
    assert catalogue.problems == ()


def test_corrections_that_are_no_utf_8_are_not_written_over(tmp_path: Path):
    folder = content(tmp_path / "c", {"title": "On Tea."})
    (folder / "corrections.yml").write_bytes(b"# caf\xe9\n")

    result = CliRunner().invoke(papershelf, ["check", "--content", str(folder), "--fix"], standalone_mode=False)

    assert isinstance(result.exception, ContentError)
    assert "corrections.yml" in str(result.exception)
    assert (folder / "corrections.yml").read_bytes() == b"# caf\xe9\n"


def test_line_ends_of_the_corrections_stay_as_they_are(tmp_path: Path):
    folder = content(tmp_path / "c", {"title": "On Tea."})
    (folder / "corrections.yml").write_bytes(b"# A comment.\r\n# Another.\r\n")

    check("--content", folder, "--fix")

    lines = (folder / "corrections.yml").read_bytes().split(b"\n")
    assert len(lines) > 4
    assert all(line.endswith(b"\r") for line in lines[:-1])


def test_what_was_written_is_shown(tmp_path: Path):
    _, output = check("--content", content(tmp_path / "c", {"title": "On Tea."}), "--fix")

    assert "+doi:10.1234/p0:" in output
    assert "+  title: {value: On Tea, why: a full stop is no part of a title; some databases add one}" in output


def test_a_built_site_must_answer_for_every_address_of_the_ledger(tmp_path: Path):
    folder = content(tmp_path / "c", {})
    given = assign(Ledger("https://papers.example/"), "paper", [Wanted(("a",), "On Moss")], "2026-01-01")
    (folder / "permalinks.tsv").write_text(ledger_text(given.ledger))
    site = tmp_path / "site"
    site.mkdir()
    (site / "index.html").write_text("<!doctype html><title>Empty</title>")

    code, output = check("--site", site, "--content", folder)

    assert code == 1
    assert "papers/on-moss/: was published and does not answer any more" in output


def test_every_problem_has_a_code_that_is_explained():
    package = Path(doctor.__file__).parents[1]
    calls = (node for file in package.rglob("*.py") for node in ast.walk(ast.parse(file.read_text())))
    named = {code for node in calls if isinstance(node, ast.Call) for code in _codes(node)}

    assert named - doctor.PROBLEMS.keys() - doctor.codes().keys() == set()


def _codes(call: ast.Call) -> Iterator[str]:
    """Yield the codes that a call gives to a problem: by name, fifth to `Problem`, second to a file of YAML."""
    name = getattr(call.func, "id", getattr(call.func, "attr", ""))
    place = {"Problem": 4, "YamlFile": 1}.get(name)
    given = [keyword.value for keyword in call.keywords if keyword.arg == "code"]
    given += call.args[place : place + 1] if place is not None else []
    yield from (node.value for node in given if isinstance(node, ast.Constant) and isinstance(node.value, str))
