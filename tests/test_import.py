"""`papershelf import` takes files as they are, once, and says what they bring. All papers are invented."""

from __future__ import annotations

import itertools
import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from generator.cli import papershelf
from generator.gather import gather
from generator.profile import Profile
from generator.settings import Settings

MOSS = {"title": "On Moss", "abstract": "We invent moss.", "arxiv": "2401.00001", "year": 2023}
TEA = {"title": "On Tea and Tides", "abstract": "We invent tea.", "doi": "10.1234/tea"}
FERN = {"title": "On Fern", "abstract": "We invent ferns."}


def file(folder: Path, name: str, *records: dict[str, Any] | str):
    """Write a file of records, one a line."""
    folder.mkdir(parents=True, exist_ok=True)
    lines = (record if isinstance(record, str) else json.dumps(record) for record in records)
    (folder / name).write_text("".join(f"{line}\n" for line in lines))
    return folder / name


def run(*words: str | Path):
    result = CliRunner().invoke(papershelf, ["import", *map(str, words)], standalone_mode=False)
    assert result.exception is None, result.exception
    return result.return_value, result.output


def taken(content: Path):
    return sorted(path.name for path in (content / "papers").iterdir()) if (content / "papers").is_dir() else []


def test_a_file_is_copied_as_it_is_and_what_it_brings_is_told(tmp_path: Path):
    content = tmp_path / "content"
    file(content / "papers", "old.jsonl", MOSS)
    new = file(tmp_path, "Mein Export (2).jsonl", {**MOSS, "venue": "ICIT 2024", "year": 2024}, TEA, "{broken")

    code, output = run(new, "--content", content)

    assert code == 0
    assert (content / "papers/mein-export-2.jsonl").read_bytes() == new.read_bytes()
    assert "1 new, 1 merged, 1 rejected" in output
    assert "  new: On Tea and Tides\n" in output
    assert "  merged: On Moss (papers/old.jsonl:1): adds venue; changes date, year\n" in output
    assert f"{content}/papers/mein-export-2.jsonl:3: no valid JSON" in output


def test_a_second_import_adds_nothing_under_whatever_name(tmp_path: Path):
    content, one = tmp_path / "content", file(tmp_path, "a.jsonl", MOSS)
    run(one, "--content", content)

    for again in (one, file(tmp_path, "copy.jsonl", MOSS), content / "papers/a.jsonl"):
        code, output = run(again, "--content", content)
        assert (code, taken(content)) == (0, ["a.jsonl"])
        assert "it is here already, as papers/a.jsonl" in output


def test_a_file_with_the_records_of_another_is_not_taken(tmp_path: Path):
    content = tmp_path / "content"
    run(file(tmp_path, "a.jsonl", MOSS, TEA), "--content", content)
    code, output = run(file(tmp_path, "b.jsonl", TEA, MOSS), "--content", content)

    assert (code, taken(content)) == (0, ["a.jsonl"])
    assert "its records are here already, as papers/a.jsonl" in output


def test_what_comes_first_does_not_decide_which_files_are_here(tmp_path: Path):
    files = file(tmp_path, "all.jsonl", MOSS, TEA), file(tmp_path, "some.jsonl", MOSS)
    for place, order in (("one", files), ("other", files[::-1])):
        for path in order:
            run(path, "--content", tmp_path / place)

        assert taken(tmp_path / place) == ["all.jsonl", "some.jsonl"]


def test_a_backup_that_nobody_reads_keeps_no_file_out(tmp_path: Path):
    content, new = tmp_path / "content", file(tmp_path, "a.jsonl", MOSS)
    file(content / "papers", "a.jsonl.bak", MOSS)

    code, output = run(new, "--content", content)

    assert (code, taken(content)) == (0, ["a.jsonl", "a.jsonl.bak"])
    assert "1 new, 0 merged" in output


def test_what_the_maintainer_states_to_be_one_paper_is_merged(tmp_path: Path):
    content = tmp_path / "content"
    file(content / "papers", "old.jsonl", MOSS)
    (content / "corrections.yml").write_text("arxiv:2401.00001:\n  same_as: {value: doi:10.1234/tea, why: a reprint}\n")

    assert "0 new, 1 merged" in run(file(tmp_path, "b.jsonl", TEA), "--content", content, "--dry-run")[1]


def test_a_dry_run_writes_nothing(tmp_path: Path):
    _, output = run(file(tmp_path, "a.jsonl", MOSS), "--content", tmp_path / "content", "--dry-run")

    assert "1 new, 0 merged, 0 rejected" in output
    assert not (tmp_path / "content").exists()


def test_what_cannot_be_read_is_told_and_the_other_files_are_taken(tmp_path: Path):
    files = file(tmp_path, "a.jsonl", "{broken"), tmp_path / "missing.bib", file(tmp_path, "b.jsonl", MOSS)
    code, output = run(*files, "--content", tmp_path / "content")

    assert (code, taken(tmp_path / "content")) == (1, ["b.jsonl"])
    assert "a.jsonl: not taken: it holds no paper that can be read" in output
    assert "missing.bib: not taken: it is no file" in output


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("../../x.jsonl", "x.jsonl"),
        ("README.jsonl", "papers-readme.jsonl"),
        (".hidden.jsonl", "hidden.jsonl"),
        ("北京.jsonl", "papers.jsonl"),
        ("a b\n.JSONL", "a-b.jsonl"),
    ],
)
def test_names_are_made_safe(tmp_path: Path, name: str, safe: str):
    run(file(tmp_path / "in/in", name, MOSS), "--content", tmp_path / "content")

    assert taken(tmp_path / "content") == [safe]


def test_files_of_one_name_are_told_apart_by_what_they_hold(tmp_path: Path):
    files = [file(tmp_path / folder, "refs.jsonl", record) for folder, record in (("a", MOSS), ("b", TEA))]
    run(*files, "--content", tmp_path / "one")
    run(*reversed(files), "--content", tmp_path / "other")

    assert taken(tmp_path / "one") == taken(tmp_path / "other")
    assert len(taken(tmp_path / "one")) == 2


def test_two_maintainers_get_the_same_catalogue_whatever_the_order_and_the_names(tmp_path: Path):
    records = (
        [{**MOSS, "year": 2024}, {"title": "On Fern", "authors": ["Ada Example"]}],
        [{**MOSS, "venue": "ICIT 2024"}, TEA, FERN],
        [{"title": "On moss", "doi": "10.1234/moss", "authors": ["Bo Sample"]}, {**FERN, "year": 2020}],
    )
    catalogues = set()
    for number, order in enumerate(itertools.permutations(range(3))):
        content = tmp_path / f"content{number}"
        for place, index in enumerate(order):
            run(file(tmp_path / str(number), f"{place}.jsonl", *records[index]), "--content", content)
        catalogues.add(said(content))

    assert len(catalogues) == 1


BIBTEX = """@inproceedings{moss, title={On Moss}, author={Example, Ada and Sample, Bo}, year={2024}, doi={10.1234/moss},
  booktitle={ICIT 2024}, pages={1--9}}
@article{tea, title={On {T}ea and Tides}, author={Sample, Bo}, journal={Letters of Tea}, year={2022}}
"""
TABLE = "title,year,doi,abstract\nOn moss,2023,10.1234/MOSS,We invent moss.\nOn Fern,2020,,We invent ferns.\n"
RIS = """TY  - JOUR
TI  - On tea and tides
AU  - Sample, Bo
JO  - Letters of Tea
PY  - 2021
DO  - 10.1234/tea
ER  -
"""


def test_the_formats_of_the_files_decide_who_speaks_first_and_not_their_order(tmp_path: Path):
    files = {"refs.bib": BIBTEX, "table.csv": TABLE, "export.ris": RIS}
    catalogues = set()
    for number, order in enumerate(itertools.permutations(files)):
        content, inbox = tmp_path / f"content{number}", tmp_path / str(number)
        inbox.mkdir()
        for place, name in enumerate(order):
            (inbox / f"{place}{name}").write_text(files[name])
            run(inbox / f"{place}{name}", "--content", content)
        catalogues.add(said(content))

    (catalogue,) = catalogues
    assert "('year', '2024', '2023')" in catalogue
    assert "We invent moss." in catalogue


def said(content: Path):
    """Return all that the pages say, but the names of the files."""
    catalogue = gather(content, Settings(), "2026-01-02", Profile()).catalogue
    return str([(paper.slug, paper.title, paper.authors, paper.year, paper.venue, paper.identifiers, paper.abstract,
                 [(conflict.field, conflict.kept, conflict.said) for conflict in paper.conflicts])
                for paper in catalogue.papers])  # fmt: skip
