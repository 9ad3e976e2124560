"""TeX in plain text: accents, symbols, escaped characters and quotes become Unicode; no text is ever lost."""

from __future__ import annotations

import re
import unicodedata

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
_SYMBOLS = {
    "textendash": "–", "textemdash": "—", "textquoteright": "’", "textquoteleft": "‘", "textquotedblleft": "“",
    "textquotedblright": "”", "textbackslash": "\\", "textasciitilde": "~", "textasciicircum": "^",
    "textunderscore": "_",
    "textregistered": "®", "texttrademark": "™", "copyright": "©", "pounds": "£", "euro": "€", "S": "§", "P": "¶",
    "dots": "…", "ldots": "…", "textellipsis": "…", "textdegree": "°", "textbar": "|", "textless": "<",
    "textgreater": ">",
    "eg": "e.g.", "ie": "i.e.", "etal": "et al.", "etc": "etc.", "wrt": "w.r.t.", "cf": "cf.", "vs": "vs.",
}  # fmt: skip
_NAMED = _LETTERS | _SYMBOLS

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
SPACE = re.compile(r"~(?:(?<=[A-Za-z]{2}~)(?=[A-Z\d\\\[($]|https?:)|(?<=[a-z]\.~)(?=[\w\\\[($]))|\\(?<=[\w.]\\)(?= )")


def decode(text: str) -> str:
    """Return the text with accents, letters, symbols and escaped characters as Unicode; a raw `%` is a percent sign."""
    if "\\" not in text and "`" not in text:
        return text
    text = MARKUP.sub(lambda match: match[1] or match[2] or "", text)
    text = NAMED.sub(replace_named, ACCENT.sub(replace_accent, text))
    return replace_quotes(ESCAPED.sub(r"\1", text))


def replace_accent(match: re.Match[str]) -> str:
    """Return the accented letter of an `ACCENT` match, or the match itself where Unicode has no such letter."""
    part = {name[1:]: value for name, value in match.groupdict().items() if value}
    letter = part.get("braced") or part["bare"]
    mark = _ACCENTS[part.get("sign") or part["name"]]
    composed = unicodedata.normalize("NFC", letter.removeprefix("\\") + mark)
    return composed if len(composed) == 1 else match.group()


def replace_named(match: re.Match[str]) -> str:
    """Return the character of a `NAMED` match; a space behind a letter's command is TeX's own and goes."""
    name = match["inner"] or match["outer"]
    return _NAMED[name] + (match["gap"] or "" if name in _SYMBOLS else "")


def replace_quotes(text: str) -> str:
    """Return the text with TeX's paired quotes as typographic ones."""
    return SINGLE_QUOTED.sub(r"‘\1’", DOUBLE_QUOTED.sub(r"“\1”", text))
