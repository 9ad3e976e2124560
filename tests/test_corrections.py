"""Corrections by hand: each with a why, each logged, none moving a page. Papers are invented but those of the seed."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.corrections import apply_corrections, parse_corrections
from generator.merge import merge
from generator.paper import Flag, Identifier, Paper, Source
from generator.repair import repair
from generator.sources import read_folder

CONTENT = Path(__file__).parents[1] / "content"
PAPER = merge(
    [
        Paper(
            title="On Moss",
            abstract="Moss %a comment grows.",
            flags=(Flag("latex-comment", "abstract", "Moss %a comment"),),
            identifiers=(Identifier("arxiv", "2403.01234"),),
            sources=(Source("papers/a.txt", 1, 1),),
        )
    ]
).papers[0]


def corrected(text: str, **slugs: str):
    parsed, first = parse_corrections(text, "corrections.yml")
    published = slugs and {PAPER.key: slugs["slug"]}
    papers, pins, second = apply_corrections([PAPER], parsed, published, topics={"moss", "tea"})
    return papers[0], pins, [str(problem) for problem in (*first, *second)]


def test_without_corrections_the_papers_are_as_they_were():
    papers = [Paper(key="title:1", title="On Moss"), Paper(key="title:2", title="On Fern")]

    assert apply_corrections(papers, parse_corrections("", "corrections.yml")[0]) == (papers, {}, ())


def test_a_value_replaces_a_field_and_is_logged():
    paper, _, problems = corrected("arXiv:2403.01234v2: {year: {value: 2023, why: the first page says so}}")

    assert (paper.year, problems) == (2023, [])
    assert [(item.rule, item.field, item.before, item.after) for item in paper.repairs] == [
        ("correction", "year", "", "2023")
    ]


@pytest.mark.parametrize("name", ["arxiv:2403.01234", "on moss", "On Moss", "the-slug"])
def test_a_paper_is_named_by_identity_title_or_slug(name: str):
    assert corrected(f"{name}: {{year: {{value: 2023, why: x}}}}", slug="the-slug")[0].year == 2023


def test_a_part_of_a_text_is_replaced_and_its_flag_goes():
    paper, _, _ = corrected('On Moss: {abstract: {replace: "%a comment grows", with: grows, why: x}}')

    assert (paper.abstract, paper.flags) == ("Moss grows.", ())


def test_a_pin_to_a_topic_that_is_none_is_reported_and_the_others_hold():
    _, pins, problems = corrected("On Moss: {topics: {value: [lichen, moss], why: x}}")

    assert {PAPER.key: ("moss",)} == pins
    assert problems == ["corrections.yml:1: topics: 'lichen' is no topic of topics.yml; a pin names the slug of one"]


def test_a_corrected_title_changes_no_identity():
    paper, _, _ = corrected("On Moss: {title: {value: On Mosses, why: x}}")

    assert ("On Mosses", PAPER.identities, PAPER.key) == (paper.title, paper.identities, paper.key)


def test_values_are_text_as_written_and_lists_are_lists():
    text = "On Moss: {date: {value: 2024-03-09, why: x}, authors: {value: ['Example, Ada', Ben Sample], why: x}}"
    paper, _, _ = corrected(text)

    assert paper.date == "2024-03-09"
    assert [(author.name, author.family) for author in paper.authors] == [
        ("Ada Example", "Example"),
        ("Ben Sample", None),
    ]


def test_a_retraction_and_pins():
    text = "On Moss: {status: {value: retracted, reason: No moss., why: notice}, topics: {value: [moss, tea], why: x}}"
    paper, pins, _ = corrected(text)

    assert (paper.status.state, paper.status.reason) == ("retracted", "No moss.")
    assert {PAPER.key: ("moss", "tea")} == pins


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("On Moss:\n  year: {value: 2023}", "corrections.yml:2: year: every correction says why: add `why: ...`"),
        ("On Tea:\n  year: {value: 2023, why: x}", "corrections.yml:1: On Tea names no paper of the catalogue"),
        (
            "\nOn Moss:\n  title: {replace: tea, with: x, why: x}",
            "corrections.yml:3: title: the text to replace does not stand there: 'tea'",
        ),
        ("On Moss: {title: {value: '$~$', why: x}}", "title: a paper needs a title of at least one visible character"),
        ("On Moss: {title: {replace: On Moss, with: '', why: x}}", "needs a title of at least one visible character"),
        ("On Moss: {colour: {value: x, why: x}}", "corrections.yml:1: colour: unknown field; known are"),
        ("On Moss: {year: {value: soon, why: x}}", "corrections.yml:1: year: 'soon' is not a year such as 2024"),
        ("On Moss: {code: {value: 'javascript:x', why: x}}", "is not an address such as"),
        ("On Moss: {status: {value: gone, why: x}}", "is not one of published, corrected, retracted, withdrawn"),
        ("On Moss: {title: {replace: Moss, why: x}}", "a replacement needs `replace` and `with`"),
        ("On Moss: 2023", "corrections.yml:1: expected a mapping"),
        ("On Moss: {year: 2023}", "corrections.yml:1: year: expected a change such as"),
        (
            "On Moss: {year: {value: 2023, why: x}}\nOn Moss: {year: {value: 2024, why: x}}",
            "corrections.yml:2: On Moss stands twice",
        ),
        ("On Moss: [", "corrections.yml:1: this is not valid YAML"),
        ("a: &a [*a]", "expected a mapping"),
    ],
)
def test_a_faulty_correction_is_reported_with_its_line_and_left_out(text: str, told: str):
    paper, _, problems = corrected(text)

    assert told in problems[0]
    assert paper.title == PAPER.title
    assert paper.year in (None, 2023)


def test_the_comments_of_the_seed_listing_are_taken_out():
    found = [
        repair(raw)[0] for raw in read_folder(CONTENT).raws if raw.source.line in (173, 313) and raw.format == "listing"
    ]
    parsed, faults = parse_corrections((CONTENT / "corrections.yml").read_text(encoding="utf-8"), "corrections.yml")
    papers, _, problems = apply_corrections(merge(filter(None, found)).papers, parsed)

    assert (*faults, *problems) == ()
    assert (
        "within macro-level search spaces. Since weight-entanglement poses compatibility challenges"
        in papers[0].abstract
    )
    assert "several recently proposed data augmentation schemes and divide them into categories." in papers[1].abstract
    assert [tuple(flag for flag in paper.flags if flag.rule == "latex-comment") for paper in papers] == [()] * 2
