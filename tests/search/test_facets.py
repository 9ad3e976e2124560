"""Counts of facets, conditions and orders are those of a count over all papers by hand."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from generator.pages._actions import pdf_url
from generator.paper import Paper
from tests.search import invented
from tests.search.conftest import ask

COMBINATIONS = 300
Values = Callable[[Paper], set[Any]]
FACETS: dict[str, Values] = {
    "topics": lambda paper: {topic.slug for topic in paper.topics},
    "years": lambda paper: {paper.year or 0},
    "venues": lambda paper: {paper.venue.series} if paper.venue else set(),
    "code": lambda paper: {bool(paper.link("code"))},
    "pdf": lambda paper: {pdf_url(paper) is not None},
}


def chosen(chance: random.Random) -> dict[str, Any]:
    """Return some conditions."""
    years = [0, *range(2010, 2026)]
    options = {
        "topics": chance.sample(sorted(invented.TOPICS), chance.randint(1, 3)),
        "years": chance.sample(years, chance.randint(1, 8)),
        "venues": chance.sample(invented.VENUES, chance.randint(1, 2)),
        "code": True,
        "pdf": True,
    }
    return {key: options[key] for key in options if chance.random() < 0.35}


def passes(paper: Paper, conditions: dict[str, Any], without: str = "") -> bool:
    """Tell whether a paper meets all conditions, or all but one."""
    wanted = {key: set(value) if isinstance(value, list) else {value} for key, value in conditions.items()}
    return all(FACETS[key](paper) & values for key, values in wanted.items() if key != without)


@pytest.fixture(scope="module")
def combinations() -> list[tuple[str, dict[str, Any]]]:
    chance = random.Random("combinations")  # noqa: S311  # reproducible samples
    words = ["", *invented.vocabulary()[:40]]
    return [(chance.choice(words), chosen(chance)) for _ in range(COMBINATIONS)]


def test_counts_equal_a_count_by_hand(
    site: Path, papers: list[Paper], combinations: list[tuple[str, dict[str, Any]]]
) -> None:
    everything = ask(site, ((query, {"limit": len(papers)}) for query, _ in combinations), brief=True)
    questions = ((query, {**options, "limit": len(papers)}) for query, options in combinations)
    narrowed = ask(site, questions, brief=True)
    by_slug = {paper.slug: paper for paper in papers}

    for (_, options), whole, answer in zip(combinations, everything, narrowed, strict=True):
        found = [by_slug[slug] for slug, _ in whole["hits"]]
        expected = {paper.slug for paper in found if passes(paper, options)}
        assert {slug for slug, _ in answer["hits"]} == expected
        assert answer["total"] == len(expected)
        assert answer["facets"] == {key: counted(found, options, key) for key in FACETS}


def counted(found: list[Paper], options: dict[str, Any], facet: str) -> Any:
    """Return what a facet must say: each value under the conditions of the others."""
    left = [paper for paper in found if passes(paper, options, without=facet)]
    counts = Counter(value for paper in left for value in FACETS[facet](paper))
    if facet in ("code", "pdf"):
        return counts[True]
    return {str(value) if value else "unknown": count for value, count in counts.items()}


def test_conditions_in_the_query_are_those_of_the_options(site: Path) -> None:
    pairs: list[tuple[str, dict[str, Any]]] = [
        ("year:2015", {"years": [2015]}),
        ("year:2012..2014", {"years": [2012, 2013, 2014]}),
        ("year:2023..", {"years": [2023, 2024, 2025]}),
        ("venue:gamma", {"venues": ["Gamma Days"]}),
        ("topic:graphs", {"topics": ["graphs"]}),
        ('topic:"computer vision"', {"topics": ["vision"]}),
        ("has:code has:pdf", {"code": True, "pdf": True}),
    ]
    typed = ask(site, ((query, {}) for query, _ in pairs))
    ticked = ask(site, (("", options) for _, options in pairs))

    assert [answer["total"] for answer in typed] == [answer["total"] for answer in ticked]
    assert [answer["hits"] for answer in typed] == [answer["hits"] for answer in ticked]


def test_newest_and_most_cited_are_orders_of_all_hits(site: Path, papers: list[Paper]) -> None:
    by_slug = {paper.slug: paper for paper in papers}
    newest, cited = ask(site, [("", {"sort": sort, "limit": len(papers)}) for sort in ("newest", "cited")])

    dates = [by_slug[hit["slug"]].date or "" for hit in newest["hits"]]
    citations = [by_slug[hit["slug"]].citations for hit in cited["hits"]]
    assert dates == sorted(dates, reverse=True)
    assert citations == sorted(citations, key=lambda count: -1 if count is None else count, reverse=True)


def test_pages_of_hits_join_without_gap_or_repetition(site: Path) -> None:
    word = invented.vocabulary()[3]
    whole, *parts = ask(site, [(word, {"limit": 60}), *((word, {"limit": 7, "offset": at}) for at in range(0, 56, 7))])

    assert [hit["slug"] for part in parts for hit in part["hits"]] == [hit["slug"] for hit in whole["hits"][:56]]


def test_hits_say_what_the_papers_say(site: Path, papers: list[Paper]) -> None:
    by_slug = {paper.slug: paper for paper in papers}
    hits = ask(site, [("", {"limit": len(papers)})])[0]["hits"]

    assert len(hits) == len(papers)
    assert [told(hit) for hit in hits] == [expected(by_slug[hit["slug"]]) for hit in hits]


def told(hit: dict[str, Any]) -> tuple[Any, ...]:
    """Return what a hit says of a paper."""
    topic = hit["topic"] and hit["topic"]["slug"]
    return (hit["title"], hit["authors"], hit["year"], hit["venue"], topic, hit["url"], set(hit["links"]) & {"code"})


def expected(paper: Paper) -> tuple[Any, ...]:
    """Return what it must say."""
    primary = next((topic.slug for topic in paper.topics if topic.primary), None)
    venue, url = paper.venue and paper.venue.name, f"https://catalogue.example/papers/{paper.slug}/"
    return (
        paper.title, [author.name for author in paper.authors], paper.year, venue, primary, url,
        {link.kind for link in paper.links},
    )  # fmt: skip
