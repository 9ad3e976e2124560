"""Suggestions for the taxonomy: topics that were taken away come back, words are no other topic's, patches apply."""

from __future__ import annotations

import random
import subprocess
from collections.abc import Iterable
from pathlib import Path

import msgspec
import pytest
import yaml

from generator import topics
from generator.gather import Gathered, gather
from generator.paper import Paper
from generator.profile import Profile
from generator.settings import Settings
from generator.suggest import Terms, find_groups, find_words, write_patch
from generator.taxonomy import Taxonomy, parse_taxonomy
from tests.command import NOW, ROOT, papershelf

TAKEN = 10


@pytest.fixture(scope="module")
def shelf() -> Gathered:
    return gather(ROOT / "content", Settings(), NOW, Profile())


def filed(papers: Iterable[Paper], taxonomy: Taxonomy) -> list[Paper]:
    return [msgspec.structs.replace(paper, topics=topics.classify(paper, taxonomy)) for paper in papers]


def without(shelf: Gathered, seed: int) -> tuple[list[Paper], set[str]]:
    """Return the papers filed without some topics, and the slugs of these."""
    taken = set(random.Random(seed).sample([topic.slug for topic in shelf.taxonomy.topics], TAKEN))  # noqa: S311  # repeatable
    entries = yaml.safe_load((ROOT / "content/topics.yml").read_text(encoding="utf-8"))
    kept = [
        {key: value for key, value in entry.items() if not (key == "parent" and value in taken)}
        for entry in entries
        if entry["slug"] not in taken
    ]
    taxonomy, _ = parse_taxonomy(yaml.safe_dump(kept), "topics.yml")
    papers = [
        msgspec.structs.replace(paper, topics=topics.classify(paper, taxonomy)) for paper in shelf.catalogue.papers
    ]
    return papers, taken


@pytest.mark.parametrize("seed", range(3))
def test_most_topics_that_are_taken_away_come_back_as_groups(shelf: Gathered, seed: int):
    papers, taken = without(shelf, seed)
    groups = [{paper.key for paper in group.papers} for group in find_groups(papers, 12)]
    primary = {slug: {paper.key for paper in shelf.catalogue.papers if paper.primary_topic == slug} for slug in taken}

    # A third of a topic's papers in one group of a dozen: half, as a person labels them, since words file more widely.
    back = [slug for slug in taken if any(3 * len(group & primary[slug]) >= len(primary[slug]) for group in groups)]
    assert len(back) >= TAKEN // 2


def test_groups_are_the_same_in_any_order_of_the_papers(shelf: Gathered):
    papers, _ = without(shelf, 0)

    assert find_groups(papers, 12) == find_groups(papers[::-1], 12)


def test_a_group_says_what_it_shares_and_where_its_papers_are(shelf: Gathered):
    papers, _ = without(shelf, 0)
    groups = find_groups(papers, 5)

    assert len(groups) == 5
    for group in groups:
        assert len(group.papers) >= 3
        assert sum(number for _, number in group.topics) == len(group.papers)
        assert all(2 <= term.inside <= term.everywhere for term in group.terms)
        assert max(number for slug, number in (*group.topics, ("", 0)) if slug != "unsorted") * 2 <= len(group.papers)


def test_new_words_are_not_known_already_and_hardly_used_elsewhere(shelf: Gathered):
    papers = shelf.catalogue.papers
    bare, _ = parse_taxonomy("- {slug: unet, name: U-Net, words: [U-Net]}", "topics.yml")
    under = filed(papers, bare)
    (found,) = find_words(under, bare, Terms(under))

    assert "segmentation" in " ".join(term.text for term in found.terms)
    assert all("U-Net" not in term.text for term in found.terms)
    assert all(term.inside >= 0.75 * term.everywhere for term in found.terms)


def test_a_catalogue_of_few_papers_has_no_groups():
    papers = [Paper(key=f"title:{number}", title="Invented lichen walks") for number in range(3)]

    assert find_groups(papers, 5) == []
    assert find_groups([], 5) == []
    assert find_words([], Taxonomy(), Terms([])) == []


def test_the_patch_applies_and_the_file_still_reads(shelf: Gathered, tmp_path: Path):
    papers, _ = without(shelf, 1)
    text = (ROOT / "content/topics.yml").read_text(encoding="utf-8")
    words = find_words(papers, shelf.taxonomy, Terms(papers))
    patch = write_patch(text, "content/topics.yml", words, find_groups(papers, 4))
    (tmp_path / "content").mkdir()
    (tmp_path / "content/topics.yml").write_text(text, encoding="utf-8")
    subprocess.run(["git", "init", "--quiet"], cwd=tmp_path, check=True)
    subprocess.run(["git", "apply", "-"], cwd=tmp_path, input=patch.encode(), check=True)
    patched, problems = parse_taxonomy((tmp_path / "content/topics.yml").read_text(encoding="utf-8"), "topics.yml")

    assert problems == ()
    assert len(patched.topics) == len(shelf.taxonomy.topics) + 4
    assert sum(len(topic.words) for topic in patched.topics) > sum(len(topic.words) for topic in shelf.taxonomy.topics)


def test_text_of_papers_cannot_leave_its_line_of_the_patch():
    title = 'Lichen\n- slug: evil\x1b[31m ::error:: "walks": {x} # y'
    papers = [
        Paper(key=f"title:{number}", title=f"{title} {word}", abstract=f"Invented lichen walks of {word}.")
        for number, word in enumerate(("moss", "stone", "bark", "wood", "roofs", "walls", "sand", "clay"))
    ]
    patch = write_patch("", "topics.yml", [], find_groups(papers, 5))
    after = "\n".join(line[1:] for line in patch.splitlines()[3:])

    assert "\x1b" not in patch
    assert "::" not in patch
    assert "evil" not in [topic.slug for topic in parse_taxonomy(after, "topics.yml")[0].topics]


def test_the_commands_suggest_and_review():
    suggested = papershelf("topics", "suggest", "--limit", "2", "--now", NOW)
    assert suggested.returncode == 0, suggested.stderr
    assert suggested.stdout.startswith("--- a/content/topics.yml\n+++ b/content/topics.yml\n")
    assert suggested.stdout.count("\n+- slug: ") == 2

    reviewed = papershelf("topics", "review", "--now", NOW)
    assert reviewed.returncode == 0, reviewed.stderr
    assert "contested: " in reviewed.stdout
    assert reviewed.stdout.splitlines()[-1].count(",") == 3
