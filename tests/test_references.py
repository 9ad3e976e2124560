"""The scanner of references beside the parser: it finds the same, or leaves the page to it."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.references._scan import scan
from generator.references._tree import read_tree

PLAIN = '<!doctype html>\n<html lang="en"><head><title>x</title></head><body>{}</body></html>'
# What the scanner reads itself, and what it must leave to the parser or read as the parser does.
SURE = {
    "a link": '<a class="x" href="a&amp;b" title="=">x</a>',
    "the id of a link that leads nowhere": '<a class="x" id="y">x</a>',
    "what is loaded": '<link rel="alternate" href="a"><img alt="" src="b"><script src="c"></script><form action="d">',
    "what a page calls itself": '<link rel="canonical" href="a"><meta property="og:url" content="b" class="x">',
    "an id twice": '<p id="x">x</p><p id="x">x</p>',
    "text that looks like attributes": '<p>Write "x" href="no/" id="a" in it.</p>',
    "a bracket in a title": "<svg><title>a = b</title></svg>",
    "an open end": '<p title="="><b></b></p> x',
}
DOUBTFUL = {
    "two references": '<img src="a" href="b">',
    "a link that loads": '<a src="a">x</a>',
    "a form that leads": '<form href="a"></form>',
    "a link with an id": '<a href="a" id="b">x</a>',
    "two ids": '<p id="a" id="b">x</p>',
    "an id without a value": "<p id>x</p>",
    "an empty id": '<p id="">x</p>',
    "an empty link": '<a href="">x</a>',
    "a value that ends like an id": '<p title=" id=">x</p><p title="y">x</p>',
    "a canonical address behind it": '<link href="a" rel="canonical">',
    "two canonical addresses": '<link rel="canonical" href="a"><link rel="canonical" href="b">',
    "an open graph address before it": '<meta content="a" property="og:url">',
    "a tag in a tag": '<p <a href="a">x</a>',
    "a tag in a value": '<p title="<a href=">x</p><a title="y" href="a">x</a>',
    "a tag that does not end": '<a href="a">x</a><a href="b"',
    "brackets that make up for each other": '<p <b>x</p> > <a href="a">x</a>',
    "a comparison": '<p>1 < 2</p><a href="a">x</a>',
    "a line end in a value": '<a href="a\nb">x</a>',
    "a zero": '<a href="a\0b">x</a>',
    "a text field that ends twice": "<textarea></b></textarea>",
    "a title that holds an element": '<title><a href="a">x</a></title>',
    "a script without its end": '<script src="a"><a href="b">x</a>',
    "a script that is none": '<script-x src="a"></script-x>',
}


@pytest.mark.parametrize("body", [*SURE.values(), *DOUBTFUL.values()], ids=[*SURE, *DOUBTFUL])
def test_the_scanner_finds_what_the_parser_finds_or_nothing(body: str):
    page = PLAIN.format(body).encode()

    assert scan(page) in (None, read_tree(page))
    assert body in DOUBTFUL.values() or scan(page)


def test_the_parser_and_the_scanner_agree_on_our_pages(real_site: Path):
    pages = [path.read_bytes() for path in sorted(real_site.rglob("*.html"))]
    scanned = [scan(page) for page in pages]

    assert [found for found, page in zip(scanned, pages, strict=True) if found not in (None, read_tree(page))] == []
    assert scanned.count(None) < len(pages) / 20
