"""The facts of a full reference: kept where they have a form that citations can use. All records are invented."""

from typing import Any

import pytest

from generator.paper import Author, Paper, RawPaper, Source, Status
from generator.repair import repair


def repaired(**fields: Any) -> tuple[Paper, list[str]]:
    given = {"title": "An invented title", "abstract": "An invented abstract.", **fields}
    paper, problems = repair(RawPaper(source=Source("papers/invented.jsonl", 7), format="jsonl", **given))
    assert paper is not None
    return paper, [problem.code for problem in problems]


@pytest.mark.parametrize(
    ("field", "given", "kept"),
    [
        ("type", "article-journal", "article-journal"),
        ("type", "Journal Article", "article-journal"),
        ("type", "Conference Paper", "paper-conference"),
        ("type", "posted-content", "article"),
        ("pages", "1043--1052", "1043-1052"),
        ("pages", "12 – 34", "12-34"),
        ("pages", "e1004947", "e1004947"),
        ("publisher", r"Invented \& Sons", "Invented & Sons"),
        ("publisher", "N/A", None),
        ("volume", "26", "26"),
        ("isbn", "978 3 16 148410 0 (print), 3161484100", "978-3-16-148410-0 3161484100"),
        ("issn", "20493630", "2049-3630"),
        ("issn", "2049-363x, 1234-5678", "2049-363X 1234-5678"),
        ("language", "English", "en"),
        ("language", "pt_BR", "pt-BR"),
        ("note", "To appear.", "To appear."),
        ("number", "", None),
    ],
)
def test_a_fact_is_kept_in_one_form(field: str, given: str, kept: str | None) -> None:
    paper, codes = repaired(**{field: given})

    assert getattr(paper, field) == kept
    assert codes == []


@pytest.mark.parametrize(
    ("field", "given", "code"),
    [
        ("type", "haiku", "type-unknown"),
        ("isbn", "12345", "isbn-invalid"),
        ("issn", "none so far", "issn-invalid"),
        ("language", "the language of birds", "language-unknown"),
        ("series", "long " * 100, "truncated"),
    ],
)
def test_what_has_no_form_is_reported(field: str, given: str, code: str) -> None:
    paper, codes = repaired(**{field: given})

    assert getattr(paper, field) is None or code == "truncated"
    assert codes == [code]


def test_editors_are_people_like_authors() -> None:
    paper, codes = repaired(editors=("Example, Ada", "Example, Ada", "17"))

    assert paper.editors == (Author("Ada Example", "Ada", "Example"),)
    assert codes == ["editor-invalid"]


def test_links_of_fields_are_kept_by_kind() -> None:
    paper, _ = repaired(slides="https://example.org/s", video="https://example.org/v", data="https://example.org/d")

    assert [(link.kind, link.url) for link in paper.links] == [
        ("data", "https://example.org/d"),
        ("slides", "https://example.org/s"),
        ("video", "https://example.org/v"),
    ]


def test_a_status_is_kept_with_its_reason() -> None:
    paper, codes = repaired(status="retracted", status_reason="The proof\nhas a gap.")

    assert (paper.status, codes) == (Status("retracted", "The proof has a gap."), [])
    assert repaired(status="published", status_reason="never mind")[0].status == Status()
