"""Every record of the first listing becomes a paper whose text a browser shows as it is kept."""

from pathlib import Path

import html5lib
import pytest

from generator import maths
from generator.paper import Paper, RawPaper, Source
from generator.repair import repair

LISTING = Path(__file__).parents[2] / "content/papers/listing.txt"
MATHML = "{http://www.w3.org/1998/Math/MathML}math"


@pytest.fixture(scope="module")
def papers() -> list[Paper]:
    lines = LISTING.read_text("utf-8").split("\n")
    pairs = list(zip(range(3, 397, 2), lines[2::2], lines[3::2], strict=True))
    repaired = [
        repair(RawPaper(source=Source("papers/listing.txt", line), format="listing", title=title, abstract=abstract))
        for line, title, abstract in pairs
    ]
    assert [problems for _, problems in repaired if problems] == []
    return [paper for paper, _ in repaired if paper]


def test_all_records_are_papers_without_a_problem(papers: list[Paper]) -> None:
    assert len(papers) == 197


def test_what_a_browser_shows_outside_expressions_is_the_text_that_is_kept(papers: list[Paper]) -> None:
    for text in (text for paper in papers for text in (paper.title, paper.abstract)):
        assert shown_words(maths.to_html(text)) == "".join(part.text for part in maths.split(text) if not part.is_tex)


def test_every_expression_of_the_listing_is_set_as_mathml(papers: list[Paper]) -> None:
    assert [paper.title for paper in papers if "<code" in maths.to_html(paper.title + paper.abstract)] == []


def test_html_of_a_text_stands_on_one_line(papers: list[Paper]) -> None:
    assert not any("\n" in maths.to_html(paper.abstract) for paper in papers)


def shown_words(html: str) -> str:
    """Return the text of a parsed fragment without that of its expressions."""
    root = html5lib.parse(html, treebuilder="etree").find("{http://www.w3.org/1999/xhtml}body")
    for parent in list(root.iter()):
        for child in [child for child in parent if child.tag == MATHML]:
            before = list(parent)[: list(parent).index(child)]
            if before:
                before[-1].tail = (before[-1].tail or "") + (child.tail or "")
            else:
                parent.text = (parent.text or "") + (child.tail or "")
            parent.remove(child)
    return "".join(root.itertext())
