"""TeX segments in text (`a $U^2$ b`): where they are, and their HTML, Unicode and TeX."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from generator import escape, latex
from generator.maths.mathml import render_mathml
from generator.maths.plain import render_plain
from generator.maths.tokens import is_sure
from generator.maths.typeset import is_typeset

__all__ = ["Segment", "is_sure", "split", "to_html", "to_tex", "to_unicode"]

# A price opens with a number and is followed by words, or ends where no expression ends.
_PRICE = re.compile(r"\d[\d,.]*\s*(?:[kKMB]\b)?(?:\s*[A-Za-z]{2,}.*|.*[-–—/,(+~])?$")
_MONEY = re.compile(r"\d[\d,.]*\s?(?:[kKMB]|bn|million|billion)\b")
_TEX_SIGN = re.compile(r"[\\^_{}=<>]")
_PROSE = re.compile(r"[A-Za-z]{2,},? [A-Za-z]{2,}")


class Segment(NamedTuple):
    """A piece of a text: words, or the TeX between two dollars (which are left out of `text`)."""

    text: str
    is_tex: bool


@lru_cache(maxsize=4096)
def split(text: str) -> tuple[Segment, ...]:
    """Return the pieces of the text in order. A dollar that opens no plausible expression is a dollar."""
    if "$" not in text:
        return (Segment(text, is_tex=False),) if text else ()
    dollars = [match.start() for match in re.finditer(r"\$", text) if not _is_escaped(text, match.start())]
    pieces: list[Segment] = []
    start = index = 0
    while index + 1 < len(dollars):
        opening, closing = dollars[index], dollars[index + 1]
        if not _is_expression(text[opening + 1 : closing], text[closing + 1 : closing + 2]):
            index += 1
            continue
        pieces += [Segment(text[start:opening], is_tex=False), Segment(text[opening + 1 : closing], is_tex=True)]
        start = closing + 1
        index += 2
    pieces.append(Segment(text[start:], is_tex=False))
    return tuple(piece for piece in pieces if piece.text)


def _is_escaped(text: str, position: int) -> bool:
    before = text[max(0, position - 8) : position]
    return (len(before) - len(before.rstrip("\\"))) % 2 == 1


def _is_expression(body: str, following: str) -> bool:
    """Tell whether a dollar pair holds TeX: no space inside the dollars, no digit behind them, no price or prose."""
    if not body or body[0].isspace() or body[-1].isspace() or following.isdigit():
        return False
    if _TEX_SIGN.search(body):
        return not (_MONEY.match(body) and _PROSE.search(body))
    return (
        not _PRICE.fullmatch(body)
        if body[0].isdigit() and not body.replace(".", "").isdigit()
        else not _PROSE.search(body)
    )


def to_html(text: str) -> str:
    """Return escaped HTML on one line: MathML where that is sure, the source in `<code class="tex">` where not."""
    if "$" not in text:
        return escape.html_text(text)
    return "".join(_tex_to_html(piece.text) if piece.is_tex else escape.html_text(piece.text) for piece in split(text))


@lru_cache(maxsize=8192)
def _tex_to_html(tex: str) -> str:
    mathml = render_mathml(tex) if is_sure(tex) else None
    if mathml is None:
        return f'<code class="tex">{escape.html_text(tex)}</code>'
    return f'<math alttext="{escape.html_attribute(tex)}">{mathml}</math>'


def to_unicode(text: str) -> str:
    """Return the text without TeX, for titles, search and mail: `$A_n$` is `Aₙ`."""
    if "$" not in text:
        return text
    return "".join(_tex_to_unicode(piece.text) if piece.is_tex else piece.text for piece in split(text))


_tex_to_unicode = lru_cache(maxsize=8192)(render_plain)


def to_tex(text: str) -> str:
    """Return the text for a braced BibTeX field: expressions as TeX where every command is known, all else encoded.

    Unknown commands never pass: a bibliography is compiled on the reader's machine.
    """
    if "$" not in text:
        return latex.encode(text)
    return "".join(_tex_to_bibtex(piece) for piece in split(text))


def _tex_to_bibtex(piece: Segment) -> str:
    if not piece.is_tex:
        return latex.encode(piece.text)
    is_kept = is_sure(piece.text) and is_typeset(piece.text)
    return f"${piece.text}$" if is_kept else latex.encode(f"${piece.text}$")
