"""The catalogue that stands in `content/`: what the first listing and the facts about its papers become."""

from collections import Counter
from pathlib import Path

import pytest

from generator.engine import site as engine
from generator.gather import Gathered, gather
from generator.profile import Profile

ROOT = Path(__file__).parent.parent
NOW = "2026-01-31"


@pytest.fixture(scope="module")
def seed() -> Gathered:
    settings = engine.settings_of(engine.load(ROOT / "mkdocs.yml"))
    return gather(ROOT / "content", settings, NOW, Profile())


def test_every_record_is_published_or_merged(seed: Gathered):
    counts = seed.catalogue.counts

    assert (counts.read, counts.published, counts.merged, counts.rejected) == (394, 197, 197, 0)


def test_nothing_is_wrong_with_the_content(seed: Gathered):
    assert [str(problem) for problem in seed.catalogue.problems] == []


def test_every_paper_keeps_its_rank_in_the_listing(seed: Gathered):
    assert sorted(paper.position or 0 for paper in seed.catalogue.papers) == list(range(1, 198))


def test_the_listing_stands_first_among_the_sources_of_a_paper(seed: Gathered):
    assert {tuple(source.file for source in paper.sources) for paper in seed.catalogue.papers} == {
        ("papers/listing.txt", "papers/facts.jsonl")
    }


def test_committed_ledger_is_up_to_date(seed: Gathered):
    """A local build writes it, so a change of titles or topics shows as a change of this file."""
    assert seed.ledger == seed.before


def test_topics_are_the_thirty_of_the_file_and_the_unsorted(seed: Gathered):
    shelves = [shelf.slug for shelf in seed.catalogue.topics]

    assert len(set(shelves) - {"unsorted"}) == 30
    assert all(shelf.papers for shelf in seed.catalogue.topics)


def test_papers_have_six_related_with_shared_words(seed: Gathered):
    sizes = Counter(len(related) for related in seed.catalogue.related.values())

    assert sizes == {6: 197}
    assert all(item.words for related in seed.catalogue.related.values() for item in related)


def test_related_papers_are_others_and_each_once(seed: Gathered):
    for key, related in seed.catalogue.related.items():
        keys = [item.key for item in related]
        assert key not in keys
        assert len(set(keys)) == len(keys)


def test_explanations_read_the_same_in_both_directions(seed: Gathered):
    words = {(key, item.key): item.words for key, related in seed.catalogue.related.items() for item in related}

    assert all(words[other, one] == found for (one, other), found in words.items() if (other, one) in words)
