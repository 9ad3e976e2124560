"""TeX as MathML: the converter's output is checked element by element and written anew."""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET  # it reads only what the converter has just written

from latex2mathml.converter import convert

from generator import escape
from generator.symbols import BINARY, FENCES, RELATIONS, styled

# The elements that may come out, with the number of parts that each must have.
_ELEMENTS: dict[str, int | None] = {
    **dict.fromkeys(("mi", "mn", "mo", "mtext", "mspace"), 0),
    **dict.fromkeys(("mrow", "msqrt"), None),
    **dict.fromkeys(("msup", "msub", "mfrac", "mroot", "mover", "munder"), 2),
    **dict.fromkeys(("msubsup", "munderover"), 3),
}
_ATTRIBUTES = {"stretchy": {"false"}, "accent": {"true"}}
# MathML Core knows no alphabets but the upright one: letters of the others are characters of their own.
_ALPHABETS = {
    "double-struck": "DOUBLE-STRUCK", "bold": "BOLD", "bold-italic": "BOLD ITALIC", "italic": "ITALIC",
    "script": "SCRIPT", "fraktur": "FRAKTUR", "sans-serif": "SANS-SERIF", "monospace": "MONOSPACE",
}  # fmt: skip
# The converter writes some operators as identifiers, without their spacing, and `\\sim` as a tilde.
_OPERATORS = {char: char for char in (RELATIONS | BINARY | FENCES).values()} | {"~": "∼"}
# It writes the letters of `\\mathrm{rank}` as a product of italic variables; those of `\\text{rank}` as a word.
_UPRIGHT = re.compile(r"\\(?:mathrm|textrm|textnormal|mbox)\{([A-Za-z0-9 .,-]+)\}")


def render_mathml(tex: str) -> str | None:
    """Return the content of a `math` element on one line, or None when conversion fails or gives the unexpected."""
    try:
        root = ET.fromstring(convert(_UPRIGHT.sub(r"\\text{\1}", tex)))  # noqa: S314  # the tokens allow no doctype
        shown = "".join(_element(child) for child in root)
    except Exception:  # noqa: BLE001  # the converter raises StopIteration, IndexError, KeyError ... on broken input
        return None
    inner = shown.removeprefix("<mrow>").removesuffix("</mrow>")
    return inner if len(root) == 1 and root[0].tag.endswith("}mrow") and len(root[0]) > 1 else shown


def _element(node: ET.Element) -> str:
    name = node.tag.rpartition("}")[2]
    text = styled(node.text or "", _ALPHABETS.get(node.get("mathvariant", ""), ""))
    if name not in _ELEMENTS or _ELEMENTS[name] not in {None, len(node)} or "\\" in text:
        raise ValueError(name, text)
    if name == "mi" and text in _OPERATORS:
        name, text = "mo", _OPERATORS[text]
    if name == "mrow" and len(node) == 1:
        return _element(node[0])
    shown = "".join(f' {key}="{value}"' for key, value in node.items() if value in _ATTRIBUTES.get(key, ()))
    return f"<{name}{shown}>{escape.html_text(text)}{''.join(_element(child) for child in node)}</{name}>"
