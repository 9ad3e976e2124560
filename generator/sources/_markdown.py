"""The parts of a line of Markdown that a list of papers uses: links, badges, typefaces."""

from __future__ import annotations

import html
import re
from typing import NamedTuple

_ADDRESS = r"\(\s*<?([^\s()<>]*(?:\([^\s()<>]*\)[^\s()<>]*)*)>?(?:\s+(?:\"[^\"]*\"|'[^']*'))?\s*\)"
_BADGE = re.compile(rf"\[\s*!\[([^\[\]]*)\]{_ADDRESS}\s*\]{_ADDRESS}|!\[([^\[\]]*)\]{_ADDRESS}")
LINK = re.compile(rf"\[((?:[^\[\]\\]|\\.|\[[^\[\]]*\](?!\())*)\]{_ADDRESS}")
_HTML_LINK = re.compile(r"<a\s[^<>]*?href\s*=\s*[\"']([^\"'<>]*)[\"'][^<>]*>([^<>]*)</a>", re.IGNORECASE)
_TAG = re.compile(
    r"</?(?:br|p|b|i|em|strong|sub|sup|code|img|span|div|details|summary|kbd|u|small|font)\b[^<>]*>", re.IGNORECASE
)
_COMMENT = re.compile(r"<!--.*?-->")
_TYPEFACE = re.compile(r"(\*\*|__|\*|(?<!\w)_|~~|`)(?=\S)((?:(?!\1).){1,600}?)(?<=\S)\1(?!\w)")
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_EMOJI = re.compile(r":[a-z][a-z0-9_+-]{1,30}:|[\U0001f000-\U0001faff\u2600-\u27bf\u2b50\u2b55]\ufe0f?")


class Link(NamedTuple):
    """A link with the words that it stands on, and where it stands in its text."""

    text: str
    url: str
    start: int
    end: int


def links(line: str) -> list[Link]:
    """Return the links of a line that `simplified` has seen."""
    return [Link(plain(match[1]), match[2], match.start(), match.end()) for match in LINK.finditer(line)]


def simplified(line: str) -> str:
    """Return a line without comments, with the links of badges and HTML as plain links, and without pictures."""
    line = _HTML_LINK.sub(r"[\2](\1)", _COMMENT.sub("", line))
    return _TAG.sub(" ", _BADGE.sub(lambda match: f"[{match[1] or 'badge'}]({match[3]})" if match[3] else "", line))


def plain(text: str) -> str:
    """Return the words of a piece without links, typefaces, emoji and escapes."""
    text = LINK.sub(lambda match: match[1], text)
    for _ in range(3):
        before, text = text, _TYPEFACE.sub(r"\2", text)
        if text == before:
            break
    return html.unescape(_ESCAPED.sub(r"\1", _EMOJI.sub("", text))).strip()
