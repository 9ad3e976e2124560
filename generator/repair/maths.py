"""Expressions whose dollars and backslashes were lost in copying."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator import maths
from generator.repair._brackets import Token, tokenise
from generator.repair._expressions import read_expression, read_script
from generator.repair.rules import Log, context, protected, splice, touches
from generator.symbols import FUNCTIONS, GREEK, SYMBOLS

DESCRIPTIONS = {
    "lost-math": "An expression had lost its TeX signs in copying; it is set as mathematics.",
    "lost-symbol": "A sign such as × or μ was left as the name of its TeX command; it is written as the sign.",
    "lost-fraction": "A fraction lost its TeX command; it is set where only one reading fits, else it stays as found.",
    "unread-math": "An expression was damaged in copying and cannot be read surely; it stays as found.",
}

# The others (mu, nu, xi, pi) are words and parts of words.
_LONG_GREEK = tuple(name for name in GREEK if len(name) >= len("eta"))
_NAMES = SYMBOLS.keys() | FUNCTIONS
# A text without one of these signs and patterns has nothing to find. Most have none, and plain words are fifty times
# faster to look for than the pattern.
# Several that have a part in common are looked for by that part first.
_SIGNS = {
    **{sign: (sign,) for sign in ("^", "\\", "{", "infty", "nabla", " ll ", " gg ", " approx ", " cdot ")},
    "var": ("varepsilon", "varphi", "vartheta", "varrho", "varsigma"),
    "angle": ("langle", "rangle"),
    "eq ": (" leq ", " geq ", " neq ", " subseteq "),
}
_HINTS = ("times", "sim ", "log")
# What may stand before the bracket of an argument.
_FUNCTIONS = tuple(f"{name}{space}" for name in _LONG_GREEK for space in ("", " "))
_HINTED = re.compile(r"times(?<=\dtimes)|sim (?=\d)|\(\w{1,2}(?:log|ln)")
# Tries each word, which takes most of the time: only for a text with a script, or a bracket behind a Greek name.
_CALLED = re.compile(
    rf"_(?<![A-Za-z][A-Za-z]_)(?<=[A-Za-z)\]}}|]_)|\b(?:{'|'.join(_LONG_GREEK)})(?:_|\s?\()|{_HINTED.pattern}"
)
_MICRO = re.compile(r"mu(?<![A-Za-z]mu)(?:[A-Z]|[mslg](?![a-z]))")
_ONE_OVER = re.compile(r"(?<![\w\\])([A-Za-z]|Theta|Omega)\(1\{([A-Za-z]+)\}\)")
_LOST_FRACTION = re.compile(r"\{(?<=[\w)]\{)[^{}]{1,40}\}")
_UNREAD = re.compile(
    r"[\^_]\{[^\s{}]{0,60}|\^\\[A-Za-z]+|[|)\]}][\^_](?=[\w(*])\w{0,60}"
    r"|(?<![\w-])(?:leq|geq|neq|infty|nabla|subseteq|cdot|rightarrow|mapsto)(?![\w-])"
)
_UNKNOWN = re.compile(r"\\[A-Za-z]{2,40}")
_SYMBOLS = (
    (re.compile(r"(?<=\d)times(?![a-z])"), "×"),
    (re.compile(r"(?<=×) ?sim ?(?=\d)|(?:(?<= of)|(?<= to)|(?<= at)|(?<= by)|(?<= is)) sim (?=\d)"), "∼"),
    # `muP` and `5 mum`: the Greek letter that means a millionth, or a name that starts with it.
    (
        re.compile(
            r"(?<![A-Za-z\\$])mu(?=[A-Z](?![A-Za-z]))"
            r"|(?:(?<=\d)|(?<=\d ))mu(?=(?:m|s|l|g|N|L|W|J|A|V|F|M|Nm)(?![A-Za-z]))"
        ),
        "μ",
    ),
)
_APPROXIMATELY = re.compile(r"(?<![^\s(])approx (?=\d)")
_STRAY_DOLLAR = re.compile(r"\$(?!\d)")


def apply(text: str, log: Log) -> str:
    """Set expressions that surely were TeX as `$...$` segments, and flag those that cannot be read."""
    if not _is_suspect(text):
        return text
    for pattern, symbol in _SYMBOLS:
        text = log.sub("lost-symbol", pattern, lambda match, symbol=symbol: _spaced(match, symbol), text)  # type: ignore[misc]
    text = log.sub("lost-fraction", _ONE_OVER, _one_over, text)
    text = _with_expressions(text, log)
    text = log.sub("lost-symbol", _APPROXIMATELY, lambda _: "≈", text)
    _flag_rest(text, log)
    return text


def _is_suspect(text: str) -> bool:
    if any(part in text and any(map(text.__contains__, signs)) for part, signs in _SIGNS.items()):
        return True
    if _MICRO.search(text):
        return True
    if "_" in text or any(part.endswith(_FUNCTIONS) for part in text.split("(")[:-1]):
        return bool(_CALLED.search(text))
    return any(hint in text for hint in _HINTS) and bool(_HINTED.search(text))


def _spaced(match: re.Match[str], symbol: str) -> str:
    """Keep the space before a sign that stands between words."""
    found = match.group()
    return f" {symbol}" if found.startswith(" ") and match.string[match.start() - 1] != "×" else symbol


def _one_over(match: re.Match[str]) -> str:
    name, below = (f"\\{part}" if part in GREEK else part for part in match.groups())
    return match.group() if len(below) > 1 and below[0] != "\\" else f"${name}(1/{below})$"


def _with_expressions(text: str, log: Log) -> str:
    if any(_STRAY_DOLLAR.search(piece.text) for piece in maths.split(text) if not piece.is_tex):
        return text  # a dollar without its partner: nobody knows what is inside and what outside
    changes = list(_found(text))
    names = {name for *_, tex in changes for name in re.findall(r"\\([A-Za-z]+)", tex)} & GREEK.keys()
    names |= {
        name for match in _LOST_FRACTION.finditer(text) for name in re.findall("[A-Za-z]+", match.group())
    } & GREEK.keys()
    changes = _with_lone_letters(text, changes, names)
    expected = [change[2].strip("$") for change in changes]
    changed = splice(text, changes, 0, len(text))
    shown = [piece.text for piece in maths.split(changed) if piece.is_tex]
    kept = [piece.text for piece in maths.split(text) if piece.is_tex]
    if sorted(shown) != sorted(kept + expected):
        return text
    return log.splice("lost-math", text, changes)


def _found(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield each expression outside addresses and dollars as `(start, end, segment)`."""
    last = 0
    for start, end in (*protected(text), (len(text), len(text))):
        for left, right, tex in _found_in(text[last:start]):
            yield last + left, last + right, tex
        last = max(last, end)


def _found_in(text: str) -> Iterator[tuple[int, int, str]]:
    tokens = tokenise(text)
    index = 0
    while index < len(tokens) - 1:
        item = read_expression(tokens, index)
        if item is None and _is_base(tokens[index], tokens[index + 1]):
            index += 1
            item = read_script(tokens, index)
        if item is None:
            index += 1
            continue
        if item.strong and maths.is_sure(item.tex):
            yield tokens[index].start, tokens[item.end].start, f"${item.tex}$"
        index = max(item.end, index + 1)


def _is_base(token: Token, after: Token) -> bool:
    """Tell whether a script stands on a word that is one: a name of TeX without its expression is damaged further."""
    return token.kind == "word" and after.kind == "script" and token.text not in _NAMES


def _with_lone_letters(text: str, changes: list[tuple[int, int, str]], names: set[str]) -> list[tuple[int, int, str]]:
    """Add the Greek letters that stand alone in the prose of a text whose expressions use them."""
    if not names:
        return changes
    alone = re.compile(rf"(?<![\w\\^{{(/.-])({'|'.join(sorted(names))})(?![\w^{{}}(/-])")
    taken = sorted([(start, end) for start, end, _ in changes] + protected(text))
    lone = [
        (match.start(), match.end(), f"$\\{match[1]}$")
        for match in alone.finditer(text)
        if not touches(match.span(), taken)
    ]
    return sorted(changes + lone)


def _flag_rest(text: str, log: Log) -> None:
    kept = protected(text)
    for rule, pattern in (("lost-fraction", _LOST_FRACTION), ("unread-math", _UNREAD), ("latex-command", _UNKNOWN)):
        for match in pattern.finditer(text):
            if not touches(match.span(), kept):
                log.flagged(rule, context(text, match.start(), match.end()))
