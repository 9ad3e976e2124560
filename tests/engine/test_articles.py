"""A generated page's article is taken as one block, and comes out of Markdown as it did without that."""

from __future__ import annotations

from itertools import product
from typing import Any

import pytest
from markdown import Markdown

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
)
BEFORE = ("\n\n", "\n")
LAST = ("", "\n\nMore words, *with emphasis*.", "\nwords in its paragraph", "\n\n<div>raw</div>")
EXTENSIONS: tuple[list[Any], ...] = (
    ["admonition", "attr_list", "fenced_code", "tables", "toc"],
    ["md_in_html", "attr_list", "footnotes", "smarty", "def_list"],
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
