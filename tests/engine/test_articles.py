"""A generated page's article is taken as one block, and comes out of Markdown as it did without that."""

from __future__ import annotations

from itertools import product
from typing import Any

import pytest
from markdown import Markdown
from markdown.preprocessors import Preprocessor

from generator.engine.articles import ARTICLES, NAME

ARTICLE = (
    '<article class="list" data-root="../"><h1>A &amp; B</h1> <ul><li><a href="../x/">x</a><br></li></ul></article>'
)
FIRST = ("", "Words of an own page.", "# A heading", "<div>\n\nraw *as it is*\n\n</div>")
SINGLE = (
    ARTICLE,
    '<article class="paper"><pre>`code` *no emphasis* </pre> <p>&lt;article class="x"&gt;</p></article>',
    '<article class="own" markdown="1">*read as Markdown*</article>',
    "<article>*an own article*</article>",
    '<article class="own">one</article> *and words*',
    '<article class="own">one</article><article class="own">two</article>',
    '<article class="own"><article class="own">within</article></article>',
    '    <article class="own">indented, which is code</article>',
    '<article class="own">an end </article> too early</article>',
    '<article class="own">a tab\there, \x02and\x03 signs</article>',
    "```\n\n" + ARTICLE + "\n\n```",
)
BEFORE = ("\n\n", "\n")
LAST = ("", "\n\nMore words, *with emphasis*.", "\nwords in its paragraph", "\n\n<div>raw</div>", "\n\n\x1aarticle\x1a")
EXTENSIONS: tuple[list[Any], ...] = (
    ["admonition", "attr_list", "fenced_code", "tables", "toc"],
    ["md_in_html", "attr_list", "footnotes", "smarty", "def_list", "meta", "abbr"],
)


@pytest.mark.parametrize("extensions", EXTENSIONS, ids=lambda names: str(names[0]))
def test_markdown_gives_the_same_with_articles_taken_as_blocks(extensions: list[Any]):
    plain, quick = Markdown(extensions=extensions), Markdown(extensions=[*extensions, ARTICLES])
    for first, between, article, last in product(FIRST, BEFORE, SINGLE, LAST):
        text = f"{first}{between if first else ''}{article}{last}"
        assert quick.reset().convert(text) == plain.reset().convert(text), text


def test_an_article_of_a_generated_page_is_not_taken_apart():
    markdown = Markdown(extensions=[ARTICLES])
    lines = markdown.preprocessors[NAME].run(["", ARTICLE, ""])
    assert lines != ["", ARTICLE, ""]
    assert markdown.htmlStash.rawHtmlBlocks == [f"{ARTICLE}\n"]
    own = ["", '<article class="own" markdown="1">*read*</article>', ""]
    assert markdown.preprocessors[NAME].run(own) == own


class _Watching(Preprocessor):
    def __init__(self) -> None:
        super().__init__()
        self.seen: list[list[str]] = []

    def run(self, lines: list[str]) -> list[str]:
        self.seen.append(lines)
        return lines


def test_what_reads_text_before_raw_html_is_not_shown_the_article_that_a_page_begins_with():
    markdown, early, late = Markdown(extensions=[ARTICLES]), _Watching(), _Watching()
    markdown.preprocessors.register(early, "early", 25)
    markdown.preprocessors.register(late, "late", 21.9)
    markdown.convert(f"\n{ARTICLE}\n\nOwn words.")
    assert ARTICLE not in early.seen[0]
    assert "Own words." in early.seen[0]
    assert ARTICLE in late.seen[0]
    # The next page has none to show.
    markdown.reset().convert("Own words.")
    assert ARTICLE not in late.seen[1]
