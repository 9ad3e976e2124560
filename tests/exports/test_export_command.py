"""`papershelf export`: all formats, chosen papers, and content with faults."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from generator.cli.export import command
from generator.errors import UsageError

FORMATS = ["bibtex", "biblatex", "csl-json", "ris", "csv", "jsonl", "markdown", "plain"]


def export(content: Path, *words: str) -> Result:
    return CliRunner().invoke(command, [*words, f"--content={content}", "--now=2026-01-02"])


@pytest.mark.parametrize("form", FORMATS)
def test_every_format_is_written_to_a_file_or_printed(content: Path, tmp_path: Path, form: str):
    printed = export(content, form)
    assert export(content, form, f"--output={tmp_path / 'file'}").exit_code == 0

    assert printed.exit_code == 0
    assert printed.stdout_bytes == (tmp_path / "file").read_bytes()
    assert "Tide clocks" in printed.stdout or "{Tide} clocks" in printed.stdout


def test_json_lines_are_those_of_the_site(content: Path, files: dict[str, bytes]):
    exported = [json.loads(line) for line in export(content, "jsonl").stdout.splitlines()]

    assert [set(line) for line in exported] == [
        set(json.loads(line)) for line in files["api/papers.jsonl"].splitlines()
    ]
    assert [line["key"] for line in exported] == sorted(line["key"] for line in exported)


def test_json_lines_that_are_read_again_know_of_a_retraction(tmp_path: Path):
    for name in ("first", "second"):
        (tmp_path / name / "papers").mkdir(parents=True)
    (tmp_path / "first/papers/invented.jsonl").write_text('{"title": "Tide clocks", "doi": "10.1234/tide"}\n')
    (tmp_path / "first/corrections.yml").write_text("Tide clocks: {status: {value: retracted, why: a notice}}\n")

    (tmp_path / "second/papers/all.jsonl").write_text(export(tmp_path / "first", "jsonl").stdout)
    (again,) = map(json.loads, export(tmp_path / "second", "jsonl").stdout.splitlines())

    assert (again["status"], again["status_reason"]) == ("retracted", "a notice")


def test_topics_and_words_choose_papers(content: Path):
    assert export(content, "plain", "--topic=walking").stdout.count("\n") == 1
    assert export(content, "plain", "--topic=walking", "--topic=unsorted").stdout.count("\n") == 2
    assert export(content, "plain", "--query=ÍCML clo").stdout == "2020. Tide clocks. In ICML 2020.\n"
    assert export(content, "plain", "--query=ocks").stdout == ""
    assert export(content, "csl-json", "--query=nothing").stdout == "[\n\n]\n"


def test_the_plain_style_is_chosen(content: Path):
    assert export(content, "plain", "--style=ieee", "--query=tide").stdout == "“Tide clocks,” in ICML 2020, 2020.\n"


def test_an_unknown_topic_is_a_wrong_usage_that_names_the_known_ones(content: Path):
    result = export(content, "csv", "--topic=flying")

    assert isinstance(result.exception, UsageError)
    assert str(result.exception) == "no topic has the slug 'flying'; there are: sailing, unsorted, walking"


def test_rejected_records_are_told_and_never_stop_the_others(tmp_path: Path):
    (tmp_path / "papers").mkdir()
    (tmp_path / "papers/invented.jsonl").write_text('{"title": "Tide clocks"}\n' + "{broken\n" * 9)
    result = export(tmp_path, "bibtex")

    assert result.exit_code == 0
    assert result.stderr.count("invented.jsonl:") >= 9
    assert "@misc{tide-clocks,\n  title = {Tide clocks},\n}\n" in result.stdout
    assert not (tmp_path / "permalinks.tsv").exists()
