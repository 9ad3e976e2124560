"""The tokens of a TeX expression, and which of them are surely understood."""

from __future__ import annotations

import re

from generator.symbols import ACCENTS, FUNCTIONS, PLAIN, STYLES, SYMBOLS

MAX_SEGMENT = 400
"""Longer expressions are shown as their source: no abstract needs one, and conversion takes time."""
MAX_DEPTH = 12
"""Deeper braces likewise."""

SPACING = frozenset({r"\,", r"\;", r"\:", r"\!", r"\ ", r"\quad", r"\qquad", "~"})
FRACTIONS = frozenset({"frac", "dfrac", "tfrac"})
DELIMITERS = frozenset({"left", "right", "displaystyle", "textstyle", "limits", "nolimits"})
"""Commands that say how large or where, and print nothing."""

_TOKEN = re.compile(r"\\[A-Za-z]+|\\.|\s+|\d+(?:\.\d+)?|.", re.DOTALL)
_ESCAPED = frozenset({r"\{", r"\}", r"\%", r"\&", r"\#", r"\_", r"\|"})
_COMMANDS = (
    frozenset(SYMBOLS) | FUNCTIONS | frozenset(STYLES) | frozenset(ACCENTS) | PLAIN | FRACTIONS | DELIMITERS | {"sqrt"}
)
# Known, but the converter prints them wrongly.
_SURE = _COMMANDS - {"S", "mathop", "degree", "checkmark", "mathds", "bm"}


def tokenise(tex: str) -> list[str]:
    """Return commands, numbers, runs of white space and single characters, in order."""
    return _TOKEN.findall(tex)


def is_balanced(tokens: list[str]) -> bool:
    """Tell whether the braces match and are not deeper than `MAX_DEPTH`."""
    depth = 0
    for part in tokens:
        depth += (part == "{") - (part == "}")
        if not 0 <= depth <= MAX_DEPTH:
            return False
    return depth == 0


def is_sure(tex: str) -> bool:
    """Tell whether every command of the expression is known, its braces match, and its size is an expression's."""
    if not tex.strip() or len(tex) > MAX_SEGMENT:
        return False
    tokens = tokenise(tex)
    return is_balanced(tokens) and all(_is_sure_token(part) for part in tokens)


def _is_sure_token(part: str) -> bool:
    if part[0] != "\\":
        return part not in {"&", "#", "%", "$"}
    return part[1:] in _SURE or part in SPACING or part in _ESCAPED
