"""The page templates, filled with plain data: each page block is one line of finished HTML."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import jinja2
from jinja2.ext import Extension
from markupsafe import Markup

from generator import escape, maths, repair
from generator.text import cut

from ._actions import pdf_url
from ._printing import Environment

ROOT = "\x1a"
"""Stands in finished HTML for the way to the site's root, which differs from page to page; no text has it."""
_TEMPLATES = Path(__file__).parent / "templates"
_SOURCE_LINE_END = re.compile(r"\s*\n\s*")
# What a rule did, in a sentence; hand-written corrections are no rule of the repair.
_RULES = {**repair.DESCRIPTIONS, "correction": "Corrected by hand."}
# Hebrew, Arabic and the other scripts that are written from right to left.
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]")


# Characters from which on a text is no title: an abstract is printed once.
_LONG = 300


class _OneLine(Extension):
    """Joins the lines of a template when it is read, because a page block is one line; a space is written as one.

    `{{ root }}` becomes `ROOT`, a piece of the text around it: as a value it was escaped and joined at every link.
    """

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:  # noqa: ARG002  # jinja's
        """Return the source as one line, before Jinja reads its marks."""
        return _SOURCE_LINE_END.sub("", source.strip()).replace("{{ root }}", ROOT)


@cache
def _environment() -> jinja2.Environment:
    environment = Environment(
        loader=jinja2.FileSystemLoader(_TEMPLATES),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        extensions=[_OneLine],
        auto_reload=False,
    )
    environment.filters["inline"] = lambda text: _title(text) if len(text) < _LONG else _inline(text)
    environment.filters["isolated"] = _isolated
    environment.filters["grouped"] = "{:,}".format
    environment.filters["names"] = lambda authors: Markup(", ").join(_isolated(author.name) for author in authors)
    # Words that a text was found by.
    environment.filters["found"] = lambda words: _isolated(", ".join(map(maths.to_unicode, words)))
    # Fragments that `fill` has made; nothing else may be handed to it.
    environment.filters["finished"] = lambda fragments: Markup("".join(fragments))  # noqa: S704  # each is encoded
    environment.filters["plain"] = maths.to_unicode
    environment.filters["cut"] = cut
    environment.filters["pdf"] = pdf_url
    environment.filters["rule"] = lambda name: _RULES.get(name, name)
    environment.filters["lines"] = lambda text: Markup(escape.html_attribute(text))  # noqa: S704  # encoded, line ends too
    environment.filters["json"] = lambda value: Markup(escape.json_in_html(value))  # noqa: S704  # encoded for <script>
    # Not imported by each template: that was a twentieth of all rendering.
    parts: Any = environment.get_template("_macros.md.jinja").module
    environment.globals["parts"] = parts
    # Nearly all lists stand at the end of one of a few paths.
    environment.filters["trail"] = lru_cache(maxsize=1 << 10)(parts.crumbs)
    return environment


def _inline(text: str) -> Markup:
    return isolated(text, maths.to_html(text))


_title = lru_cache(maxsize=1 << 14)(_inline)


# Names, and words that papers share.
@lru_cache(maxsize=1 << 15)
def _isolated(text: str) -> Markup:
    return isolated(text, escape.html_attribute(text))


def isolated(text: str, html: str) -> Markup:
    """Return the finished HTML of a text, inside `bdi` where its direction could turn what stands beside it.

    Text of left-to-right letters turns nothing: without the elements that nobody needs a page is 250 bytes smaller.
    """
    is_turned = not text.isascii() and _RIGHT_TO_LEFT.search(text)
    return Markup(f"<bdi>{html}</bdi>" if is_turned else html)  # noqa: S704  # the caller has encoded it


@cache
def _template(name: str) -> jinja2.Template:
    template = _environment().get_template(name)
    # Jinja copies the globals for every page, and out of its chain of maps that was a fifth of all rendering.
    template.globals = dict(template.globals)
    return template


def fill(template: str, values: dict[str, Any]) -> str:
    """Return the template filled, as one line, with `ROOT` in the place of the way to the site's root."""
    text = _template(template).render(values)
    return _SOURCE_LINE_END.sub(" ", text) if "\n" in text else text
