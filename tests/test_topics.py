"""Topics by words, on invented papers and an invented taxonomy; and the rule that the words of `topics.yml` keep."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from generator.labels import Label, labels_of, score_labels
from generator.paper import Paper, TopicMatch
from generator.taxonomy import Taxonomy, Topic, ancestors, parse_taxonomy
from generator.text import fold
from generator.topics import classify, pin, with_wholes
from generator.words import spellings

GARDENS = Taxonomy(
    (
        Topic("trees", "Trees", words=("tree", "root system", "bark"), hints=("leaf", "green")),
        Topic("apple-trees", "Apple trees", words=("apple tree", "orchard"), hints=("tree",), parent="trees"),
        Topic("ponds", "Ponds", words=("pond", "water-lily"), hints=("water", "green")),
        Topic("rotations", "Rotations", words=("SO(3)", "muP")),
    )
)


def slugs_of(title: str, abstract: str = "") -> list[str]:
    return [match.slug for match in classify(Paper(title=title, abstract=abstract), GARDENS)]


def evidence_of(title: str, abstract: str = "") -> tuple[str, ...]:
    return classify(Paper(title=title, abstract=abstract), GARDENS)[0].evidence


def test_a_paper_gets_the_topics_whose_words_it_uses_the_heaviest_first():
    matches = classify(Paper(title="A pond", abstract="Trees stand by the pond; the tree has a root system."), GARDENS)

    assert [(match.slug, match.primary) for match in matches] == [("ponds", True), ("trees", False)]


def test_evidence_is_the_words_as_they_stand_the_most_telling_first():
    assert evidence_of("Root-Systems", "A tree, and two Trees, and bark.") == ("Root-Systems", "tree", "bark")


def test_a_paper_without_any_word_has_no_topic():
    assert classify(Paper(title="Bridges", abstract="Of stone."), GARDENS) == ()


def test_hints_alone_put_a_paper_nowhere():
    assert slugs_of("Green water", "Green water, green leaf.") == []


def test_one_word_in_passing_puts_a_paper_nowhere():
    assert slugs_of("Bridges", "They were seen from a tree.") == []


def test_a_word_in_the_title_is_enough():
    assert slugs_of("Water lilies") == ["ponds"]


def test_a_narrower_topic_goes_before_its_parent():
    assert slugs_of("Apple trees", "Trees and their bark; every tree has a root system, every tree has leaves.") == [
        "apple-trees",
        "trees",
    ]


def test_keywords_count_as_the_abstract_does():
    paper = Paper(title="Of gardens", keywords=("ponds", "water lily"))

    assert [match.evidence for match in classify(paper, GARDENS)] == [("water lily", "ponds")]


@pytest.mark.parametrize(
    ("abstract", "evidence"),
    [
        pytest.param(r"Of $\mu$P and $\mu$P.", r"$\mu$P", id="TeX segment is widened to its start"),
        pytest.param("Over SO(3), and SO(3).", "SO(3)", id="bracket is closed"),
    ],
)
def test_evidence_is_cut_where_it_can_stand_alone(abstract: str, evidence: str):
    assert evidence_of("Of turns", abstract) == (evidence,)


def test_the_same_words_give_the_same_topics_every_time():
    paper = Paper(title="Green trees and ponds", abstract="Water, leaf, bark, pond, tree.")

    assert {classify(paper, GARDENS) for _ in range(3)} == {classify(paper, GARDENS)}


def test_an_empty_taxonomy_gives_no_topics():
    assert classify(Paper(title="Trees"), Taxonomy()) == ()


def test_pinned_topics_go_first_and_carry_no_words():
    found = (
        TopicMatch("trees", primary=True, evidence=("tree",)),
        TopicMatch("ponds", primary=False, evidence=("pond",)),
    )

    assert pin(found, ["ponds", "rotations"]) == (
        TopicMatch("ponds", primary=True),
        TopicMatch("rotations", primary=False),
        TopicMatch("trees", primary=False, evidence=("tree",)),
    )


def test_without_pins_the_topics_stay():
    found = (TopicMatch("trees", primary=True, evidence=("tree",)),)

    assert pin(found, []) == found


@pytest.mark.parametrize("wrapped", [True, False])
def test_labels_are_read_from_an_object_or_a_list(wrapped: bool):  # noqa: FBT001
    items = [{"title": "A", "primary": "trees", "secondary": []}, {"title": "B", "primary": "ponds", "unsure": True}]

    assert labels_of({"labels": items} if wrapped else items) == (Label("A", "trees"), Label("B", "ponds", unsure=True))


@pytest.mark.parametrize(
    "document", [None, 3, "x", {}, {"labels": None}, [1, {"title": "A"}, {"title": 1, "primary": "x"}]]
)
def test_what_is_no_label_is_left_out(document: object):
    assert labels_of(document) == ()


def test_the_score_names_each_miss_and_ends_with_the_counts():
    papers = [
        Paper(title="An Oak Tree"),
        Paper(title="Trees by a pond", abstract="Pond, pond, pond, water lily."),
        Paper(title="Bridges"),
    ]
    labels = [
        Label("an oak tree", "trees"),
        Label("Trees by a Pond", "trees"),
        Label("Bridges", "ponds"),
        Label("Bridges", "trees", unsure=True),
        Label("Not here", "trees"),
    ]

    score = score_labels(papers, GARDENS, labels)

    assert score.lines == (
        "Trees by a Pond: wanted trees, got ponds (pond, water lily); trees (Trees)",
        "Bridges: wanted ponds, got unsorted",
        "not in the catalogue: Not here",
        "primary 1 of 4, among 2 of 4",
    )


def test_a_paper_of_a_part_is_a_paper_of_each_whole():
    plants = (Topic("plants", "Plants"), Topic("moss", "Moss", parent="plants"), Topic("fern", "Fern", parent="moss"))
    above = ancestors(plants)
    found = (TopicMatch("fern", primary=True, evidence=("frond",)), TopicMatch("plants", primary=False))
    matches = with_wholes(found, above)

    assert above == {"plants": (), "moss": ("plants",), "fern": ("moss", "plants")}
    assert [(match.slug, match.primary, match.evidence) for match in matches] == [
        ("fern", True, ("frond",)),
        ("plants", False, ()),
        ("moss", False, ()),
    ]


ROOT = Path(__file__).parent.parent
# A word of `topics.yml`, with the comment on its line.
WORD_LINE = re.compile(r"    - (?P<word>\"[^\"]*\"|[^#]*?)(?:\s+# (?P<comment>.*))?")


def word_lines() -> list[tuple[int, str, str]]:
    lines = (ROOT / "content/topics.yml").read_text("utf-8").splitlines()
    found = [(number, WORD_LINE.fullmatch(line)) for number, line in enumerate(lines, 1)]
    return [(number, match["word"].strip('"'), match["comment"] or "") for number, match in found if match]


def first_listing() -> list[str]:
    """Return the papers of the first listing, folded; two lines of boilerplate stand before the pairs."""
    lines = (ROOT / "content/papers/listing.txt").read_text("utf-8").splitlines()[2:]
    return [fold(f"{title} {abstract}") for title, abstract in zip(lines[::2], lines[1::2], strict=True)]


def occurs(word: str, text: str) -> bool:
    """Tell whether a word stands in a text as such or in the plural, its hyphens as spaces or joined."""
    spellings = {fold(word), fold(word.replace("-", ""))}
    return any(f" {spelling}{ending} " in f" {text} " for spelling in spellings for ending in ("", "s"))


def test_our_topics_have_no_problems():
    taxonomy, problems = parse_taxonomy((ROOT / "content/topics.yml").read_text("utf-8"), "topics.yml")

    assert problems == ()
    assert len(taxonomy.topics) == 30
    assert sum(len(topic.words + topic.hints) for topic in taxonomy.topics) == len(word_lines())


def test_each_word_serves_several_papers_or_is_a_term_of_art_that_says_why():
    papers = first_listing()
    rare = [
        f"topics.yml:{number}: {word}"
        for number, word, comment in word_lines()
        if not re.match(r"term of art: \S+ \S+", comment) and sum(occurs(word, text) for text in papers) < 2
    ]

    assert rare == []


def test_no_two_words_of_a_topic_are_the_same_to_the_reader_of_papers():
    taxonomy, _ = parse_taxonomy((ROOT / "content/topics.yml").read_text("utf-8"), "topics.yml")
    for topic in taxonomy.topics:
        stems = [variant for word in topic.words + topic.hints for variant in set(spellings(word))]

        assert len(stems) == len(set(stems)), topic.slug
