"""Tags that publishers leave in titles and abstracts (HTML, JATS, MathML), as plain text with `$...$`."""

from __future__ import annotations

import html
import re

from generator.symbols import SUBSCRIPTS, SUPERSCRIPTS

_INLINE = "i|b|u|em|strong|sc|scp|span|small|tt|italic|bold|underline|sans-serif|monospace|font|br|p|div|title|sec"
# Only what is known to be a tag: `a <b, c> d` is text.
_TAG = re.compile(rf"</?(?:(?:jats|mml|m|ns\d):[\w.-]+|(?:{_INLINE}))(?:\s[^<>]*)?/?>", re.IGNORECASE)
_SCRIPT = re.compile(r"<(?:jats:)?(su[bp])>([^<>]{0,40})</(?:jats:)?\1>", re.IGNORECASE)
_LOOSE_SCRIPT = re.compile(r"</?(?:jats:)?su[bp]>", re.IGNORECASE)
_BLOCK = re.compile(r"</?(?:jats:)?(?:p|sec|title|br|div|list-item)\b[^<>]*>", re.IGNORECASE)
_HEADING = re.compile(r"\s*<jats:title>\s*(?:Abstract|Summary)\s*</jats:title>", re.IGNORECASE)
_TEX = re.compile(
    r"<(?:jats:)?tex-math[^<>]*>\s*(?:<!\[CDATA\[)?\$?\$?([^$<>]{1,400})\$?\$?(?:\]\]>)?\s*</(?:jats:)?tex-math>"
)
_ALTERNATIVE = re.compile(
    r"(?:<mml:math\b(?:(?!</?mml:math).){0,9000}</mml:math>|<jats:inline-graphic[^<>]*/>)", re.DOTALL
)


def plain(value: str) -> str:
    """Return the text without known tags and with the characters that entities stand for; other `<` stay."""
    if "<" in value:
        value = _HEADING.sub("", value)
        if "tex-math" in value:
            value = _TEX.sub(r"$\1$", _ALTERNATIVE.sub("", value))
        value = _SCRIPT.sub(_script, _BLOCK.sub(" ", value))
        value = _TAG.sub("", _LOOSE_SCRIPT.sub("", value))
    # Crossref has many a title that was escaped twice.
    return html.unescape(value.replace("&amp;amp;", "&amp;")) if "&" in value else value


def _script(match: re.Match[str]) -> str:
    """Return `H<sub>2</sub>O` in the digits that Unicode has, or the words as they are."""
    table = SUBSCRIPTS if match[1].lower() == "sub" else SUPERSCRIPTS
    inner = match[2].strip()
    return "".join(table[char] for char in inner) if all(char in table for char in inner) else match[2]
