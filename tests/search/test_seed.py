"""Queries that readers of the first listing type, and the paper that each must find first."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import NamedTuple

import pytest

from generator import gather, search
from generator.profile import Profile
from generator.search.scripts import scripts
from generator.settings import Settings
from tests.search.conftest import HERE, ask

ROOT = Path(__file__).parents[2]


class Wanted(NamedTuple):
    """A query and how the title of its paper begins."""

    kind: str
    query: str
    title: str


with (HERE / "seed_queries.tsv").open(encoding="utf-8") as lines:
    QUERIES = [Wanted(*row) for row in list(csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))[1:]]


@pytest.fixture(scope="module")
def seed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The index of the catalogue in `content/`."""
    folder = tmp_path_factory.mktemp("seed")
    catalogue = gather.gather(ROOT / "content", Settings(), "2026-01-01", Profile()).catalogue
    topics = {topic.slug: topic.name for topic in catalogue.taxonomy}
    for path, content in (*search.index(catalogue.papers, topics), *scripts()):
        place = folder / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(content)
    return folder


def test_the_wanted_paper_is_first_for_nearly_every_query(seed: Path) -> None:
    answers = ask(seed, ((wanted.query, {}) for wanted in QUERIES))
    missed = [
        (wanted.query, answer["hits"][0]["title"] if answer["hits"] else None)
        for wanted, answer in zip(QUERIES, answers, strict=True)
        if not answer["hits"] or not answer["hits"][0]["title"].startswith(wanted.title)
    ]

    assert len(QUERIES) >= 80
    assert len(missed) <= 0.03 * len(QUERIES), missed


def test_every_title_finds_its_paper(seed: Path) -> None:
    titles = [hit["title"] for hit in ask(seed, [("", {"limit": 1000})])[0]["hits"]]
    answers = ask(seed, ((title, {"limit": 1}) for title in titles))

    assert [answer["hits"][0]["title"] for answer in answers] == titles
