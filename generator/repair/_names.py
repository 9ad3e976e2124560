"""Names of TeX in words that have lost their backslash, alone or glued to each other."""

from __future__ import annotations

import re

from generator.symbols import ACCENTS, FUNCTIONS, GREEK, PLAIN, STYLES, SYMBOLS

SCRIPT_WORDS = frozenset(
    {"dagger", "ddagger", "ast", "star", "top", "bot", "prime", "perp", "infty", "circ", "times", "pm"}
)
SURE_ATOMS = frozenset(
    {"infty", "nabla", "langle", "rangle", "lfloor", "rfloor", "lceil", "rceil", "forall", "ldots", "cdots"}
)
SURE_GREEK = frozenset(name for name in GREEK if name.startswith("var"))
# Shorter Greek names are found inside too many words.
_MIN_GLUED = 5
_PIECES = sorted(
    SURE_ATOMS | {name for name in GREEK if len(name) >= _MIN_GLUED or name in SURE_GREEK}, key=len, reverse=True
)
_NAME = re.compile("|".join(_PIECES))
_GLUED = re.compile(rf"(?:{'|'.join(_PIECES)}|[A-Za-z])")
GLUED_FUNCTION = re.compile(r"([A-Za-z]{1,2}?)(log|exp|ln)([A-Za-z]?)")
ARGUMENTS = {**dict.fromkeys(STYLES, 1), **dict.fromkeys(PLAIN, 1), **dict.fromkeys(ACCENTS, 1), "sqrt": 1, "frac": 2}
SCRIPTED = {
    **{name: f"\\{name}" for name in ("sum", "prod", "int", "bigcup", "bigcap")},
    "argmin": r"\arg\min",
    "argmax": r"\arg\max",
}
"""English words, and others, that are operators where a script stands on them."""


def join(left: str, right: str) -> str:
    """Return two pieces of TeX side by side: a command does not run into a letter."""
    return f"{left} {right}" if right[:1].isalpha() and re.search(r"\\[A-Za-z]+$", left) else left + right


def script_name(text: str) -> str:
    """Return a word in the braces of a script as TeX: a command where it names one, else upright."""
    if text in SYMBOLS or text in FUNCTIONS:
        return f"\\{text}"
    return text if len(text) == 1 else rf"\mathrm{{{text}}}"


def unglued(text: str, *, is_scripted: bool) -> str:
    """Return the names of TeX that stand glued in a word, with at most one letter beside them, or an empty string."""
    if not _NAME.search(text):
        return ""
    pieces = _GLUED.findall(text)
    names = [piece for piece in pieces if len(piece) > 1]
    if len(pieces) - len(names) > 1 or not names:
        return ""
    if not is_scripted and not any(name in SURE_ATOMS or name in SURE_GREEK for name in names):
        return ""
    tex = ""
    for piece in pieces:
        tex = join(tex, f"\\{piece}" if len(piece) > 1 else piece)
    return tex
