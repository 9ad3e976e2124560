"""What pages are made of, read by a conforming HTML parser: elements, attributes, scripts and addresses."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple
from xml.etree.ElementTree import Element

import html5lib

from tests.built_site import kind_of, page_file, page_paths

ADDRESS_ATTRIBUTES = frozenset(
    {"href", "src", "action", "formaction", "poster", "data", "xlink:href", "srcset", "cite"}
)
# Any of these may come with any formula; none of them runs or loads anything, and `href` is not among the attributes.
MATHS_ELEMENTS = frozenset(
    "math mi mn mo ms mtext mspace mrow mfrac msqrt mroot mstyle merror mpadded mphantom msub msup msubsup munder mover"
    " munderover mmultiscripts mprescripts mtable mtr mtd semantics annotation".split()
)
MATHS_ATTRIBUTES = frozenset(
    "display alttext mathvariant stretchy fence form separator lspace rspace minsize maxsize movablelimits accent"
    " accentunder largeop symmetric linethickness width height depth voffset columnalign rowspacing columnspacing"
    " displaystyle scriptlevel encoding".split()
)
UP = re.compile(r"(?<![./])\.\.?(/\.\.)*/?")
ALONE = frozenset({"", "404.html", "about/", "search/", "papers/*/"})
RARE = frozenset({"span[aria-hidden]"})
"""The gap in the pager of a list of more than five pages, which takes 500 papers."""
DATA_SCRIPTS = frozenset({"application/ld+json", "application/json"})


class Use(NamedTuple):
    """Something that one page is made of."""

    kind: str
    what: str


def parse(page: Path) -> Element:
    """Return the tree that a browser would build, its scripts not run."""
    tree: Element = html5lib.parse(page.read_bytes(), transport_encoding="utf-8", namespaceHTMLElements=False)
    return tree


def uses(kind: str, tree: Element) -> Iterator[Use]:
    """Yield every element, attribute, style and script of a page, maths and data aside."""
    for element in tree.iter():
        if not isinstance(element.tag, str):
            continue
        name = element.tag.rpartition("}")[2]
        is_maths = name in MATHS_ELEMENTS and "MathML" in element.tag
        if not is_maths:
            yield Use(kind, name)
        for attribute in element.attrib:
            if not (is_maths and attribute in MATHS_ATTRIBUTES):
                yield Use(kind, f"{name}[{attribute}]")
        if name in ("script", "style") and element.get("type") not in DATA_SCRIPTS:
            # The theme's own script names the site's root, which differs from depth to depth.
            yield Use(kind, f"{name}: {UP.sub('', element.text or element.get('src') or '')}")


def addresses(tree: Element) -> Iterator[str]:
    """Yield every address of a page, as it is written."""
    for element in tree.iter():
        yield from (value for name, value in element.attrib.items() if name in ADDRESS_ATTRIBUTES)


def page_kind(path: str) -> str:
    """Return the kind of a page; lists of whatever, and all their parts, are made of the same."""
    kind = kind_of(path)
    return kind if kind in ALONE else "list"


def grammar(site: Path) -> set[Use]:
    """Return everything that the pages of a site are made of."""
    found = {use for path in page_paths(site) for use in uses(page_kind(path), parse(page_file(site, path)))}
    return found | {Use("list", what) for what in RARE}


def heading(tree: Element) -> str:
    """Return the text of the page's first heading."""
    return "".join(next(tree.iter("h1")).itertext())
