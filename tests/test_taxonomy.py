"""Reading `topics.yml`: good topics stay, each mistake is told with its line."""

from __future__ import annotations

import pytest

from generator.taxonomy import parse_taxonomy

GOOD = """\
- slug: graphs
  name: Graphs & networks
  description: "Data that live on graphs: nodes and edges."
  words:
    - graph neural network
    - no
- slug: signed-graphs
  name: Signed graphs
  parent: graphs
  hints: [edge]
"""


def problems_of(text: str) -> list[str]:
    return [str(problem) for problem in parse_taxonomy(text, "topics.yml")[1]]


def slugs_of(text: str) -> list[str]:
    return [topic.slug for topic in parse_taxonomy(text, "topics.yml")[0].topics]


def test_topics_keep_the_order_of_the_file():
    taxonomy, problems = parse_taxonomy(GOOD, "topics.yml")

    assert problems == ()
    assert [(topic.slug, topic.name, topic.parent) for topic in taxonomy.topics] == [
        ("graphs", "Graphs & networks", None),
        ("signed-graphs", "Signed graphs", "graphs"),
    ]


def test_words_are_texts_whatever_yaml_would_make_of_them():
    assert parse_taxonomy(GOOD, "topics.yml")[0].topics[0].words == ("graph neural network", "no")


def test_topics_are_found_by_slug_and_by_parent():
    taxonomy, _ = parse_taxonomy(GOOD, "topics.yml")

    assert taxonomy.topic("graphs") is taxonomy.topics[0]
    assert taxonomy.topic("nothing") is None
    assert taxonomy.children("graphs") == (taxonomy.topics[1],)


@pytest.mark.parametrize("text", ["", "# only a comment\n", "~\n"])
def test_an_empty_file_is_an_empty_taxonomy(text: str):
    assert parse_taxonomy(text, "topics.yml")[0].topics == ()
    assert problems_of(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "- name: Graphs\n",
            "topics.yml:1: slug: the slug is missing; give one such as `graph-learning`",
            id="no slug",
        ),
        pytest.param(
            "- slug: Graphs!\n  name: Graphs\n",
            "topics.yml:1: slug: `Graphs!` is no slug: use a-z, 0-9 and single hyphens, such as `graph-learning`",
            id="bad slug",
        ),
        pytest.param(
            "- slug: unsorted\n  name: Others\n",
            "topics.yml:1: slug: `unsorted` is the name of another page; give a slug such as `graph-learning`",
            id="reserved slug",
        ),
        pytest.param("- slug: graphs\n", "topics.yml:1: name: the topic `graphs` has no name", id="no name"),
        pytest.param(
            GOOD + "- slug: graphs\n  name: Again\n",
            "topics.yml:11: slug: `graphs` is already the topic of line 1",
            id="slug twice",
        ),
        pytest.param(
            GOOD + "- slug: new\n  name: New\n  parent: grahps\n",
            "topics.yml:11: parent: `grahps` is no topic of this file",
            id="unknown parent",
        ),
        pytest.param(
            "- slug: a\n  name: A\n  parent: a\n",
            "topics.yml:1: parent: `a` above `a` closes a circle",
            id="own parent",
        ),
        pytest.param(
            "- slug: a\n  name: A\n  wrods: [b]\n",
            "topics.yml:3: wrods: unknown field; known are slug, name, description, parent, words, hints, former",
            id="slip of the pen",
        ),
        pytest.param(
            "- slug: a\n  name: A\n  words: graph\n",
            "topics.yml:3: words: expected a list, one `- text` a line",
            id="words are no list",
        ),
        pytest.param(
            "- slug: a\n  name: A\n  words:\n    - b: c\n",
            "topics.yml:4: words: expected a text; quote it when it holds a colon",
            id="word is no text",
        ),
        pytest.param(
            "graphs:\n  name: Graphs\n",
            "topics.yml:1: expected a list of topics, each with `slug`, `name` and `words`, "
            "such as `- slug: graph-learning`",
            id="no list",
        ),
        pytest.param(
            "- slug: a\n  name: [\n",
            "topics.yml:3: this is not valid YAML: expected the node content, but found '<stream end>'",
            id="no YAML",
        ),
        pytest.param(
            "- slug: a\n  name: 'x\x00'\n",
            "topics.yml: this is not valid YAML: unacceptable character #x0000: special characters are not allowed "
            'in "<unicode string>", position 20',
            id="control character",
        ),
    ],
)
def test_a_mistake_is_told_with_its_line(text: str, expected: str):
    assert problems_of(text) == [expected]


def test_the_other_topics_stay():
    assert slugs_of("- slug: a\n  name: A\n- slug: B\n  name: B\n- just a text\n- slug: c\n  name: C\n") == ["a", "c"]


def test_a_topic_with_an_unknown_parent_stays_without_it():
    taxonomy, _ = parse_taxonomy("- slug: a\n  name: A\n  parent: b\n", "topics.yml")

    assert [(topic.slug, topic.parent) for topic in taxonomy.topics] == [("a", None)]


def test_a_circle_of_parents_is_cut():
    text = "- slug: a\n  name: A\n  parent: b\n- slug: b\n  name: B\n  parent: a\n- slug: c\n  name: C\n  parent: a\n"

    taxonomy, problems = parse_taxonomy(text, "topics.yml")

    assert [(topic.slug, topic.parent) for topic in taxonomy.topics] == [("a", None), ("b", None), ("c", "a")]
    assert [problem.line for problem in problems] == [1, 4]
