"""The base step gives the papers and scores of one whole lunr index: the parts are exact."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import pytest
from lunr.builder import Builder

from generator.paper import Paper
from generator.search.analyse import abstract_words, author_words, title_words
from tests.conftest import sampled
from tests.search.conftest import ask, node

QUERIES = 500


def documents(papers: list[Paper]) -> list[dict[str, Any]]:
    """Return the words that both indexes are built from."""
    return [
        {
            "slug": paper.slug,
            "title": title_words(paper.title),
            "authors": author_words(author.name for author in paper.authors),
            "abstract": abstract_words(paper.abstract),
        }
        for paper in papers
    ]


@pytest.fixture(scope="module")
def queries(papers: list[Paper]) -> list[list[str]]:
    chance = random.Random("queries")  # noqa: S311  # reproducible samples
    known = sorted({word for paper in papers for word in (*title_words(paper.title), *abstract_words(paper.abstract))})
    return [chance.sample(known, chance.randint(1, 6)) for _ in range(QUERIES)]


@pytest.fixture(scope="module")
def ours(site: Path, papers: list[Paper], queries: list[list[str]]) -> list[dict[str, float]]:
    questions = ((" ".join(words), {"steps": [], "limit": len(papers)}) for words in queries)
    answers = ask(site, questions, brief=True)

    assert all(answer["total"] == len(answer["hits"]) for answer in answers)
    return [dict(answer["hits"]) for answer in answers]


def test_scores_are_those_of_lunr_js(
    site: Path, papers: list[Paper], queries: list[list[str]], ours: list[dict[str, float]]
) -> None:
    whole = node("whole.mjs", {"site": str(site), "documents": documents(papers), "queries": queries})

    assert sum(map(len, whole)) > QUERIES
    assert ours == [pytest.approx(scores, abs=1e-9) for scores in whole]


@pytest.mark.sweep
def test_scores_are_those_of_lunr_for_python(
    papers: list[Paper], queries: list[list[str]], ours: list[dict[str, float]]
) -> None:
    builder = Builder()
    builder.ref("slug")
    builder._k1, builder._b = 1.2, 0.5  # noqa: SLF001  # as its own k1() and b() do
    for field, boost in (("title", 10), ("authors", 10), ("abstract", 1)):
        builder.field(field, boost)
    for document in documents(papers):
        builder.add(document)
    index = builder.build()

    for words, scores in sampled(list(zip(queries, ours, strict=True)), 100):
        query = index.create_query()
        for word in words:
            query.clause(word, use_pipeline=False)
        assert {result["ref"]: result["score"] for result in index.query(query)} == pytest.approx(scores, abs=1e-9)
