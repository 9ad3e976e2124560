"""The fields beside the texts: kept where sound, left out with a problem where not. All records are invented."""

from typing import Any

import pytest

from generator.paper import Author, Identifier, Link, Paper, RawPaper, Source, Venue
from generator.repair import repair
from generator.repair.identifiers import arxiv, doi
from generator.repair.people import parse_author


def raw(**fields: Any) -> RawPaper:
    given = {"title": "An invented title", "abstract": "An invented abstract.", **fields}
    return RawPaper(source=Source("papers/invented.jsonl", 7), format="jsonl", **given)


def kept(**fields: Any) -> Paper:
    paper, _ = repair(raw(**fields))
    assert paper is not None
    return paper


def problems(**fields: Any) -> list[str]:
    return [str(problem) for problem in repair(raw(**fields))[1]]


@pytest.mark.parametrize(
    ("name", "author"),
    [
        ("Jane Doe", Author("Jane Doe", "Jane", "Doe")),
        ("Doe, Jane", Author("Jane Doe", "Jane", "Doe")),
        ("Doe, Jr., Jane", Author("Jane Doe Jr.", "Jane", "Doe", "Jr.")),
        ("Doe, Jane, Jr.", Author("Jane Doe Jr.", "Jane", "Doe", "Jr.")),
        ("Jane Doe, Jr.", Author("Jane Doe Jr.", "Jane", "Doe", "Jr.")),
        ("van der Doe, Jane", Author("Jane van der Doe", "Jane", "van der Doe")),
        ("Doe, Jane van der", Author("Jane van der Doe", "Jane van der", "Doe")),
        ("{Invented Society, Inc.}", Author("Invented Society, Inc.")),
        ("Jr. Doe", Author("Jr. Doe")),
        ("Invented Health Organization", Author("Invented Health Organization")),
        ("University of Nowhere", Author("University of Nowhere")),
        ("John W. Doe III", Author("John W. Doe III", "John W.", "Doe", "III")),
        ("Mark van der Doe", Author("Mark van der Doe", "Mark", "van der Doe")),
        ("J.-P. Doe", Author("J.-P. Doe", "J.-P.", "Doe")),
        ("E.D. Dickmanns-Doe", Author("E.D. Dickmanns-Doe", "E.D.", "Dickmanns-Doe")),
        ("Maria Invented Lopez Doe", Author("Maria Invented Lopez Doe")),
        ("Doe", Author("Doe")),
        ("MUSTERMANN erika", Author("MUSTERMANN erika", "MUSTERMANN", "erika")),
        ("王小明", Author("王小明")),
        ("王, 小明", Author("王小明", "小明", "王")),
        ("Jane Doe*†", Author("Jane Doe", "Jane", "Doe")),
        ("Jane Doe (0000-0002-1825-0097)", Author("Jane Doe", "Jane", "Doe", orcid="0000-0002-1825-0097")),
        ("Doe, Jane (0000-0002-1825-009x)", Author("Jane Doe", "Jane", "Doe", orcid="0000-0002-1825-009X")),
        ("Doe A.", Author("Doe A.")),
        ("1234", None),
        ("", None),
    ],
)
def test_author(name: str, author: Author | None) -> None:
    assert parse_author(name) == author


def test_accents_of_names_are_read_and_a_repeated_name_is_dropped() -> None:
    paper = kept(authors=(r"Erika M{\"u}ster", "Erika Müster", "Jane Doe"))

    assert [author.name for author in paper.authors] == ["Erika Müster", "Jane Doe"]
    assert [repaired.rule for repaired in paper.repairs] == ["repeated-author"]


@pytest.mark.parametrize(
    ("fields", "date", "year"),
    [
        ({"year": "2024"}, "2024", 2024),
        ({"date": "2024-03"}, "2024-03", 2024),
        ({"date": "2024-03-27T10:00:00Z"}, "2024-03-27", 2024),
        ({"date": "2024/3/7"}, "2024-03-07", 2024),
        ({"date": "20240307"}, "2024-03-07", 2024),
        ({"date": "March 7, 2024"}, "2024-03-07", 2024),
        ({"date": "7th Mar. 2024"}, "2024-03-07", 2024),
        ({"date": "Sept 2024"}, "2024-09", 2024),
        ({"year": "2024.0"}, "2024", 2024),
        ({"date": "2023-12-31", "year": "2024"}, "2023-12-31", 2024),
        ({}, None, None),
        ({"year": "n/a"}, None, None),
    ],
)
def test_date(fields: dict[str, str], date: str | None, year: int | None) -> None:
    paper = kept(**fields)

    assert (paper.date, paper.year) == (date, year)


@pytest.mark.parametrize(
    "date",
    [
        "2025-02-30",
        "2024-13",
        "2024-00",
        "24",
        "soon",
        "٢٠٢٤",
        "9999-01-01",
        "2024-1-1-1",
        "05/03/2021",
        "Spring 2024",
        "31 June 2024",
        "20241301",
        "0" * 5_000,
    ],
)
def test_a_date_that_is_none_is_left_out_and_reported(date: str) -> None:
    paper, found = repair(raw(date=date))

    assert paper is not None
    assert paper.date is None
    assert [(problem.file, problem.line, problem.field) for problem in found] == [("papers/invented.jsonl", 7, "date")]


@pytest.mark.parametrize(
    ("name", "venue"),
    [
        ("ICLR 2024", Venue("ICLR 2024", "ICLR", 2024)),
        (
            "2024 IEEE Conference on Inventions",
            Venue("2024 IEEE Conference on Inventions", "IEEE Conference on Inventions", 2024),
        ),
        ("Journal of Invention", Venue("Journal of Invention", "Journal of Invention", None)),
        ("Inventions (2023)", Venue("Inventions (2023)", "Inventions", 2023)),
        ("2024", Venue("2024", "2024", 2024)),
        ("Proc. A\\&B", Venue("Proc. A&B", "Proc. A&B", None)),
    ],
)
def test_venue(name: str, venue: Venue) -> None:
    assert kept(venue=name).venue == venue


@pytest.mark.parametrize(
    ("value", "known"),
    [
        ("10.1000/ABC.1", "10.1000/abc.1"),
        ("https://doi.org/10.1000/182", "10.1000/182"),
        ("doi: 10.1000/182.", "10.1000/182"),
        ("https://link.example.org/chapter/10.1007/978-3-031-20056-4_6", "10.1007/978-3-031-20056-4_6"),
        ("10.1000", None),
        ("10.1000/a b", None),
        ("11.1000/182", None),
    ],
)
def test_doi(value: str, known: str | None) -> None:
    assert doi(value) == known


@pytest.mark.parametrize(
    ("value", "known"),
    [
        ("2403.07487", "2403.07487"),
        ("arXiv:2403.07487v2", "2403.07487"),
        ("https://arxiv.org/abs/2403.07487v1", "2403.07487"),
        ("http://arxiv.org/pdf/1505.0459.pdf", "1505.0459"),
        ("hep-th/9901001v3", "hep-th/9901001"),
        ("math.GT/0309136", "math/0309136"),
        ("2413.07487", None),
        ("2403.1", None),
        ("x" * 300, None),
    ],
)
def test_arxiv(value: str, known: str | None) -> None:
    assert arxiv(value) == known


def test_identifiers_come_from_the_fields_and_addresses_of_the_paper() -> None:
    paper = kept(
        url="https://openreview.net/forum?id=AbC_d-9xyz",
        pdf="https://arxiv.org/pdf/2403.07487v2",
        doi="10.48550/arXiv.2403.07487",
    )

    assert paper.identifiers == (
        Identifier("doi", "10.48550/arxiv.2403.07487"),
        Identifier("arxiv", "2403.07487"),
        Identifier("openreview", "AbC_d-9xyz"),
        Identifier("url", "https://openreview.net/forum?id=AbC_d-9xyz"),
        Identifier("pdf", "https://arxiv.org/pdf/2403.07487v2"),
    )


@pytest.mark.parametrize("path", ["2023.acl-long.1/", "P18-1001", "P18-1001.pdf"])
def test_acl_id(path: str) -> None:
    known = path.removesuffix("/").removesuffix(".pdf")

    assert kept(url=f"https://aclanthology.org/{path}").identifier("acl") == known


def test_an_id_in_the_abstract_is_not_the_papers_own() -> None:
    abstract = "We extend arXiv:2212.08630 and https://arxiv.org/abs/2303.06208 and https://doi.org/10.1000/182."

    assert (kept(abstract=abstract).identifiers, kept(abstract=abstract).links) == ((), ())


@pytest.mark.parametrize("field", ["url", "pdf", "code", "project"])
@pytest.mark.parametrize(
    "value", ["javascript:alert(1)", "https://[not-an-ip]/", "https://user@example.org/", "x" * 3_000]
)
def test_an_unsafe_address_is_dropped_with_file_line_and_field(field: str, value: str) -> None:
    paper, found = repair(raw(**{field: value}))

    assert paper is not None
    assert (paper.identifiers, paper.links) == ((), ())
    assert [str(problem).startswith(f"papers/invented.jsonl:7: {field}: ") for problem in found] == [True]


def test_links_are_typed_and_in_one_spelling() -> None:
    paper = kept(
        code="http://www.github.com/example/tool.git",
        project="example.github.io/tool",
        abstract="Data: https://zenodo.org/records/1, video https://youtu.be/abc, again https://github.com/example/tool/.",
    )

    assert paper.links == (
        Link("code", "https://github.com/example/tool"),
        Link("project", "https://example.github.io/tool"),
        Link("data", "https://zenodo.org/records/1"),
        Link("video", "https://youtu.be/abc"),
    )


@pytest.mark.parametrize(
    ("value", "count"), [("0", 0), ("128", 128), ("1,024", 1024), ("12.0", 12), ("", None), ("None", None)]
)
def test_citations(value: str, count: int | None) -> None:
    assert kept(citations=value).citations == count


@pytest.mark.parametrize("value", ["-1", "many", "1e400", "NaN5", "9" * 5_000, "²"])
def test_citations_that_are_no_count_are_reported(value: str) -> None:
    assert kept(citations=value).citations is None
    assert [problem.split(": ")[1] for problem in problems(citations=value)] == ["citations"]


def test_caps() -> None:
    paper = kept(
        title="word " * 400,
        abstract="word " * 8_000,
        authors=tuple(f"Jane Doe{number:04}" for number in range(600)),
        keywords=tuple(f"word {number}" for number in range(150)),
    )

    assert (len(paper.title) <= 1_000, len(paper.abstract) <= 20_000) == (True, True)
    assert (len(paper.authors), len(paper.keywords)) == (500, 100)
    assert [item.field for item in paper.repairs if item.rule == "truncated"] == [
        "title",
        "abstract",
        "authors",
        "keywords",
    ]


def test_every_cut_is_a_problem_too() -> None:
    assert problems(title="word " * 400) == [
        "papers/invented.jsonl:7: title: has 1,999 characters, of which at most 1,000 are kept"
    ]


@pytest.mark.parametrize("title", ["", "   ", "\u202e\u200b\ufeff", "\x00", r"$\,$", r"${}$ $\quad$"])
def test_a_record_without_a_visible_title_is_rejected(title: str) -> None:
    paper, found = repair(raw(title=title))

    assert paper is None
    assert [(problem.code, problem.field, problem.rejected) for problem in found] == [("title-empty", "title", True)]


def test_a_missing_abstract_is_a_problem_and_no_rejection() -> None:
    paper, found = repair(raw(abstract=""))

    assert paper is not None
    assert [(problem.code, problem.rejected) for problem in found] == [("abstract-missing", False)]


def test_keywords_are_kept_once_and_in_order() -> None:
    assert kept(keywords=("b", "a", "b", "  ")).keywords == ("b", "a")
