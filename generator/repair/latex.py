"""Residue of TeX outside expressions: escaped characters, accents, quotes, markup, citations, comments."""

from __future__ import annotations

import re

from generator import latex, maths
from generator.repair.rules import Log, context, splice

DESCRIPTIONS = {
    "latex-percent": "A percent sign was left with TeX's backslash; the backslash is removed.",
    "latex-escape": "A character was left with TeX's backslash; the backslash is removed.",
    "latex-accent": "An accented letter was left as a TeX command; it is written as the letter.",
    "latex-symbol": "A symbol, letter or abbreviation was left as a TeX command; it is written out.",
    "latex-markup": "Words were left inside a TeX command for their typeface; the words are kept.",
    "latex-space": "TeX's sign for a space that must not break was left; it is a space.",
    "latex-maths": "An expression stood between TeX's brackets, or loosely between dollars; it is set as mathematics.",
    "quotes": "Quotation marks in TeX's notation are written as quotation marks.",
    "citation-key": "Only the key of a citation is left; it is set in brackets, because the work is not known.",
    "latex-comment": "A comment of the TeX source seems to run into the text, its end unmarked; it stays as found.",
    "latex-command": "A TeX command that is not known stands in the text; it stays as found.",
}

_BRACKETS = re.compile(r"\\\(([^$]{1,400}?)\\\)|\\\[([^$]{1,400}?)\\\]")
_CITE = re.compile(r"[~\s]?\\[Cc]ite[a-zA-Z]{0,8}\*?\s*(?:\[[^\]]{0,80}\]\s*){0,2}\{([^{}$]{1,300})\}")
# A BibTeX key as bibliographies generate them: family name, year, first word of the title.
_KEY = re.compile(r"(?<![\w./:@\[-])[a-z]{2,}(?:19|20)\d\d[a-z]{3,}(?![\w./:@\]-])")
# A percent sign that is glued to a letter but to no number.
_COMMENT = re.compile(r"(?<![\d\w)}\\/%.&=])(?<!\d )%(?=[A-Za-z])[^%]{1,60}")
# `extit{word}`: a backslash and a `t` were read as a tab; and braces around a single letter beyond ASCII.
_LOST_MARKUP = re.compile(r"(?<![\w\\])t?(?:ext(?:it|bf|tt|sc|sf)|emph)\{([^{}$\\]{1,300})\}|\{([^\x00-\x7f])\}")
_LOST_CITE = re.compile(r"(?:~|(?<![\w\\~]))cite[pt]?\{([\w:,. +-]{1,300})\}")
_PERCENT = re.compile(r"\\%")
_PAIR = re.compile(r"\$\s*([^$]{1,400}?)\s*\$")
_TEX_SIGN = re.compile(r"[\\^_]")


def apply(text: str, log: Log) -> str:
    """Turn what is left of TeX into text; comments, lost citations and unknown commands are flagged."""
    text = _with_tight_dollars(text, log) if "$" in text else text
    if "\\" in text or "{" in text:
        text = log.sub("latex-maths", _BRACKETS, lambda match: f"${(match[1] or match[2]).strip()}$", text)
        text = _without_commands(text, log)
    if "`" in text:
        text = log.sub("quotes", latex.DOUBLE_QUOTED, lambda match: f"“{match[1]}”", text)
        text = log.sub("quotes", latex.SINGLE_QUOTED, lambda match: f"‘{match[1]}’", text)
    if "%" in text:
        for match in _COMMENT.finditer(text):
            log.flagged("latex-comment", context(text, match.start(), match.end()))
    return _with_bracketed_keys(text, log)


def _without_commands(text: str, log: Log) -> str:
    text = log.sub("latex-percent", _PERCENT, lambda _: "%", text)
    text = log.sub("latex-accent", latex.ACCENT, latex.replace_accent, text)
    text = log.sub("citation-key", _CITE, _bracketed, text)
    text = log.sub("citation-key", _LOST_CITE, _bracketed, text)
    text = log.sub("latex-markup", latex.MARKUP, lambda match: match[1] or match[2] or "", text)
    text = log.sub("latex-markup", _LOST_MARKUP, lambda match: match[1] or match[2], text)
    text = log.sub("latex-symbol", latex.NAMED, latex.replace_named, text)
    text = log.sub("latex-space", latex.SPACE, lambda match: " " if match.group() == "~" else "", text)
    return log.sub("latex-escape", latex.ESCAPED, lambda match: match[1], text)


def _with_tight_dollars(text: str, log: Log) -> str:
    """Take the spaces out of `$ x^2 $`, when all dollars of the text pair up to expressions that way."""
    pairs = list(_PAIR.finditer(text))
    loose = [(pair.start(), pair.end(), f"${pair[1]}$") for pair in pairs if pair.group() != f"${pair[1]}$"]
    if not loose or 2 * len(pairs) != text.count("$") or not all(_TEX_SIGN.search(new) for *_, new in loose):
        return text
    tight = splice(text, loose, 0, len(text))
    if sum(piece.is_tex for piece in maths.split(tight)) != len(pairs):
        return text
    return log.splice("latex-maths", text, loose)


def _bracketed(match: re.Match[str]) -> str:
    keys = ", ".join(key.strip() for key in match[1].split(","))
    is_apart = match.start() and (match.group()[0] in "~ " or match.string[match.start() - 1] not in " (")
    return f" [{keys}]" if is_apart else f"[{keys}]"


def _with_bracketed_keys(text: str, log: Log) -> str:
    if "20" not in text and "19" not in text:
        return text
    keys = _KEY.findall(text)
    for key in keys:
        log.flagged("citation-key", key)
    return log.sub("citation-key", _KEY, lambda match: f"[{match.group()}]", text) if keys else text
