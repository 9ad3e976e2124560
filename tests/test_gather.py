"""What a content folder becomes over several builds. All papers are invented."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from generator.gather import LEDGER, gather
from generator.permalinks import ledger_text
from generator.profile import Profile
from generator.settings import Settings

SETTINGS = Settings(site_url="https://papers.example/")


def build(folder: Path, *records: dict[str, Any], **rules: str):
    """Write the content, gather it, and keep the ledger."""
    (folder / "papers").mkdir(exist_ok=True, parents=True)
    (folder / "papers/a.jsonl").write_text("".join(f"{json.dumps(record)}\n" for record in records))
    for name, text in rules.items():
        (folder / f"{name}.yml").write_text(text)
    gathered = gather(folder, SETTINGS, "2026-01-02", Profile())
    (folder / LEDGER).write_text(ledger_text(gathered.ledger))
    return gathered


def moved(gathered: Any, kind: str):
    return [(entry.slug, entry.target) for entry in gathered.catalogue.gone if entry.kind == kind]


def test_two_papers_that_are_stated_to_be_one_leave_a_redirect(tmp_path: Path):
    moss, tea = {"title": "On Moss", "doi": "10.1234/a"}, {"title": "On Moss, Again", "doi": "10.1234/b"}
    build(tmp_path, moss, tea)
    stated = (
        "doi:10.1234/a:\n  same_as: {value: On Moss Again, why: a reprint}\n  doi: {value: 10.1234/a, why: first}\n"
    )
    gathered = build(tmp_path, moss, tea, corrections=stated)

    assert [paper.slug for paper in gathered.catalogue.papers] == ["on-moss"]
    assert moved(gathered, "paper") == [("on-moss-again", "on-moss")]
    assert {problem.code for problem in gathered.catalogue.problems}.isdisjoint({"id-conflict", "corrections"})


def test_a_paper_whose_title_alone_was_known_and_has_changed_keeps_its_address_when_that_is_stated(tmp_path: Path):
    build(tmp_path, {"title": "On Mos"})
    stated = "on-mos:\n  same_as: {value: On Moss, why: a slip in the listing}\n"
    gathered = build(tmp_path, {"title": "On Moss"}, corrections=stated)

    assert [(paper.title, paper.slug) for paper in gathered.catalogue.papers] == [("On Moss", "on-mos")]
    assert [problem for problem in gathered.catalogue.problems if problem.code == "corrections"] == []


def test_a_statement_about_a_paper_that_is_not_there_is_reported(tmp_path: Path):
    gathered = build(tmp_path, {"title": "On Moss"}, corrections="On Moss:\n  same_as: {value: On Tea, why: x}\n")

    assert "corrections.yml:2: same_as: On Tea names no paper" in str(gathered.catalogue.problems[0])


def test_a_listing_that_becomes_a_table_of_facts_moves_no_paper(tmp_path: Path):
    build(tmp_path, {"title": "On Moss"}, {"title": "On Tea", "authors": ["Ada Example"], "year": 2023})
    facts = {"authors": ["Ada Example"], "doi": "10.1234/a", "year": 2024}
    gathered = build(tmp_path, {"title": "On moss", **facts}, {"title": "On tea", **facts, "doi": "10.1234/b"})

    assert sorted(paper.slug for paper in gathered.catalogue.papers) == ["on-moss", "on-tea"]
    assert moved(gathered, "paper") == []


def test_a_venue_that_becomes_an_alias_and_a_topic_that_is_renamed_redirect(tmp_path: Path):
    moss = {"title": "On Moss", "venue": "Conf. on Invented Things 2024"}
    build(tmp_path, moss, topics="- {slug: moss, name: Moss, words: [moss]}")
    gathered = build(
        tmp_path, moss,
        topics="- {slug: mosses, name: Mosses, words: [moss], former: [moss]}",
        venues="icit: {series: ICIT, name: Invented Things, aliases: [Conf. on Invented Things]}",
    )  # fmt: skip

    assert moved(gathered, "topic") == [("moss", "mosses")]
    assert [shelf.slug for shelf in gathered.catalogue.venues] == ["conf-on-invented-things"]


def test_papers_that_do_not_stand_are_no_news(tmp_path: Path):
    records = [{"title": f"On {word}", "doi": f"10.1234/{word}"} for word in ("moss", "tea", "fern", "tide")]
    states = {"moss": "retracted", "tea": "withdrawn", "fern": "corrected"}
    corrections = "".join(
        f"doi:10.1234/{word}: {{status: {{value: {state}, reason: A gap., why: a notice}}}}\n"
        for word, state in states.items()
    )
    catalogue = build(tmp_path, *records, corrections=corrections).catalogue

    assert [paper.title for paper in catalogue.latest()] == ["On tide"]
    assert {paper.status_note for paper in catalogue.papers} == {
        None, "Retracted: A gap.", "Withdrawn: A gap.", "Corrected: A gap.",
    }  # fmt: skip
