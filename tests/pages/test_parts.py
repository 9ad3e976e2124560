"""The parts that pages are made of: charts, facets, actions."""

import pytest

from generator.pages._actions import actions, pdf_url
from generator.pages._charts import year_chart
from generator.paper import Identifier, Link, Paper


def paper_of(year: int | None) -> Paper:
    return Paper(title="Invented", year=year)


def test_a_chart_has_a_bar_for_each_year_as_high_as_its_share():
    chart = year_chart([paper_of(2021), paper_of(2023), paper_of(2023)], range(2021, 2024), height=10)

    assert chart is not None
    assert chart.bars == "M0 10v-5h4v5zM5 10v-1h4v1zM10 10v-10h4v10z"
    assert chart.label == "Papers by year. 2021: 1, 2023: 2"
    assert (chart.first, chart.last, chart.width) == (2021, 2023, 14)


def test_a_chart_of_unknown_years_is_none():
    assert year_chart([paper_of(None)], range(2021, 2024)) is None


@pytest.mark.parametrize(
    ("identifiers", "expected"),
    [
        pytest.param(
            [("pdf", "https://papers.example/a.pdf"), ("arxiv", "2403.1")], "https://papers.example/a.pdf", id="given"
        ),
        pytest.param([("arxiv", "cs/0112017")], "https://arxiv.org/pdf/cs/0112017", id="from arXiv"),
        pytest.param([("arxiv", 'x"><b>')], "https://arxiv.org/pdf/x%22%3E%3Cb%3E", id="quoted"),
        pytest.param([("doi", "10.9999/invented")], None, id="not known"),
    ],
)
def test_the_pdf_is_the_given_one_or_that_of_arxiv(identifiers: list[tuple[str, str]], expected: str | None):
    assert pdf_url(Paper(title="Invented", identifiers=tuple(Identifier(*pair) for pair in identifiers))) == expected


def test_a_link_keeps_its_caution():
    paper = Paper(title="Invented", links=(Link("code", "https://code.example/x", "anonymised"),))

    assert [(action.name, action.note) for action in actions(paper)] == [("Code", "anonymised")]
