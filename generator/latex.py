"""TeX in plain text: accents, symbols, escaped characters and quotes become Unicode, and back; no text is ever lost."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from generator import escape, symbols

# The accent commands with the combining mark that each stands for.
_ACCENTS = {
    "'": "\u0301", "`": "\u0300", "^": "\u0302", '"': "\u0308", "~": "\u0303", "=": "\u0304", ".": "\u0307",
    "u": "\u0306", "v": "\u030c", "H": "\u030b", "c": "\u0327", "k": "\u0328", "d": "\u0323", "b": "\u0331",
    "r": "\u030a",
}  # fmt: skip
_LETTERS = {
    "ss": "ß", "o": "ø", "O": "Ø", "l": "ł", "L": "Ł", "ae": "æ", "AE": "Æ", "oe": "œ", "OE": "Œ", "aa": "å",
    "AA": "Å",
    "i": "ı", "j": "ȷ", "dh": "ð", "DH": "Ð", "th": "þ", "TH": "Þ", "dj": "đ", "DJ": "Đ", "ng": "ŋ", "NG": "Ŋ",
}  # fmt: skip
_WRITTEN = {
    "textendash": "–", "textemdash": "—", "textquoteright": "’", "textquoteleft": "‘", "textquotedblleft": "“",
    "textquotedblright": "”", "textbackslash": "\\", "textasciitilde": "~", "textasciicircum": "^",
    "textunderscore": "_", "textbraceleft": "{", "textbraceright": "}", "texteuro": "€",
    "textregistered": "®", "texttrademark": "™", "copyright": "©", "pounds": "£", "euro": "€", "S": "§", "P": "¶",
    "dots": "…", "ldots": "…", "textellipsis": "…", "textdegree": "°", "textbar": "|", "textless": "<",
    "textgreater": ">",
    "eg": "e.g.", "ie": "i.e.", "etal": "et al.", "etc": "etc.", "wrt": "w.r.t.", "cf": "cf.", "vs": "vs.",
}  # fmt: skip
SYMBOLS = _WRITTEN | {
    "textquotesingle": "'", "textquotedbl": '"', "textasciigrave": "`", "textdollar": "$", "textsterling": "£",
    "textmu": "μ", "texttimes": "×", "textpm": "±", "textbullet": "•", "textperiodcentered": "·", "textsection": "§",
    "textparagraph": "¶", "textcopyright": "©", "textexclamdown": "¡", "textquestiondown": "¿", "textonehalf": "½",
    "textordfeminine": "ª", "textordmasculine": "º", "guillemotleft": "«", "guillemotright": "»",
    "quotedblbase": "„", "quotesinglbase": "‚", "slash": "/", "LaTeX": "LaTeX", "TeX": "TeX", "BibTeX": "BibTeX",
}  # fmt: skip
"""Commands that are a character, or an abbreviation, which TeX would set without the space behind them."""
_NAMED = _LETTERS | SYMBOLS

# `\'e`, `\'{e}`, `{\'e}`, `{\'{e}}`, `\v{c}`, `\v c`, `\'\i`: an accent and the one letter that it stands on.
_ACCENT_BODY = r"\\(?:(?P<{0}sign>['`^\"~=.])|(?P<{0}name>[uvHckdbr])(?:\s+|(?=\{{)))"
_LETTER_BODY = r"(?:\{{\s*(?P<{0}braced>\\[ij]|[^\W\d_])\s*\}}|(?P<{0}bare>\\[ij](?![A-Za-z])|[^\W\d_]))"
ACCENT = re.compile(
    r"\{" + (_ACCENT_BODY + _LETTER_BODY).format("a") + r"\}|" + (_ACCENT_BODY + _LETTER_BODY).format("b")
)
_NAMES = "|".join(sorted(_NAMED, key=len, reverse=True))
NAMED = re.compile(
    rf"\{{\\(?P<inner>{_NAMES})\s*\}}"
    rf"|\\(?P<outer>{_NAMES})(?:\{{\}}|\s*\\(?=\s)|(?P<gap>\s+)|(?![A-Za-z]))"
)
ESCAPED = re.compile(r"\\([%&#_${}])")
MARKUP = re.compile(
    r"\\(?:emph|textit|textbf|texttt|textsf|textsc|underline|uline|textsuperscript)\s*\{([^{}$\\]*)\}"
    r"|\{\\(?:em|it|bf|tt|sc|rm|sf|itshape|bfseries)\s+([^{}$\\]*)\}"
)
DOUBLE_QUOTED = re.compile(r"``(?!`)(\s?[^`]{1,400}?)(?:''|(?<![=\s\"])\"(?!\w))")
SINGLE_QUOTED = re.compile(r"(?<![\w`])`(?![`\s])([^`$]{1,300}?(?<!\s))'(?!['\w])")
# A symbol of mathematics outside of an expression, as `encode` writes it.
_ENSURED = re.compile(r"\{?\\ensuremath\{\\([A-Za-z]+)\}(?:(?<=\})\})?")
_OF_PACKAGES = frozenset(
    "omicron varkappa leqslant geqslant lesssim gtrsim triangleq ltimes rtimes varnothing square checkmark implies"
    " degree S backslash colon dots iff".split()
)
"""Symbols that plain LaTeX does not know, or that text has a better command for."""
_NOT_ASCII = re.compile("[^\x00-\x7f]")
SPACE = re.compile(r"~(?:(?<=[A-Za-z]{2}~)(?=[A-Z\d\\\[($]|https?:)|(?<=[a-z]\.~)(?=[\w\\\[($]))|\\(?<=[\w.]\\)(?= )")


def decode(text: str) -> str:
    """Return the text with accents, letters, symbols and escaped characters as Unicode; a raw `%` is a percent sign."""
    if "\\" not in text and "`" not in text:
        return text
    text = MARKUP.sub(lambda match: match[1] or match[2] or "", text)
    # Twice, because letters of Vietnamese carry two accents.
    text = ACCENT.sub(replace_accent, ACCENT.sub(replace_accent, text))
    text = NAMED.sub(replace_named, _ENSURED.sub(_replace_ensured, text))
    return replace_quotes(ESCAPED.sub(r"\1", text))


def encode(text: str) -> str:
    """Return plain text for a braced BibTeX field: accents, letters and symbols are commands, other scripts stay.

    `decode` gives the same text back; pdfLaTeX prints everything but those other scripts.
    """
    if not text:
        return text
    encoded = escape.bibtex(text)
    return encoded if encoded.isascii() else _NOT_ASCII.sub(lambda match: _command(match.group()), encoded)


@cache
def _command(char: str) -> str:
    if char in _COMMANDS:
        return _COMMANDS[char]
    parts = unicodedata.normalize("NFD", char)
    letter, marks = parts[0], parts[1:]
    if not marks or not (letter.isascii() and letter.isalpha()) or not all(mark in _MARKS for mark in marks):
        return char
    # An `i` keeps its dot in the source: LaTeX takes it off, and biber would make two characters of `\'\i`.
    shown = letter
    for mark in marks:
        shown = f"{{\\{_MARKS[mark]}{{{shown}}}}}" if _MARKS[mark].isalpha() else f"{{\\{_MARKS[mark]}{shown}}}"
    return shown


def replace_accent(match: re.Match[str]) -> str:
    """Return the accented letter of an `ACCENT` match, or the match itself where Unicode has no such letter."""
    part = {name[1:]: value for name, value in match.groupdict().items() if value}
    letter = part.get("braced") or part["bare"]
    mark = _ACCENTS[part.get("sign") or part["name"]]
    composed = unicodedata.normalize("NFC", letter.removeprefix("\\") + mark)
    return composed if len(composed) == 1 else match.group()


def _replace_ensured(match: re.Match[str]) -> str:
    return symbols.SYMBOLS.get(match[1], match.group())


def replace_named(match: re.Match[str]) -> str:
    """Return the character of a `NAMED` match; a space behind a letter's command is TeX's own and goes."""
    name = match["inner"] or match["outer"]
    return _NAMED[name] + (match["gap"] or "" if name in SYMBOLS else "")


def replace_quotes(text: str) -> str:
    """Return the text with TeX's paired quotes as typographic ones."""
    return SINGLE_QUOTED.sub(r"‘\1’", DOUBLE_QUOTED.sub(r"“\1”", text))


_MARKS = {mark: command for command, mark in _ACCENTS.items()}
_COMMANDS = {
    **{
        char: f"{{\\ensuremath{{\\{name}}}}}"
        for name, char in reversed(symbols.SYMBOLS.items())
        if not char.isascii() and name not in _OF_PACKAGES
    },
    **{
        char: f"{{\\{name}}}"
        for name, char in reversed((_LETTERS | _WRITTEN).items())
        if len(char) == 1 and not char.isascii()
    },
}
"""The command of each character that has one; of several commands the first in its table."""
