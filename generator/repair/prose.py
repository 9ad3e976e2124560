"""Marks of prose: dashes, lost hyphens and spaces, emphasis that plain text cannot show."""

from __future__ import annotations

import re

from generator.repair.rules import Log

DESCRIPTIONS = {
    "dash": "A dash was typed as hyphens; it is written as a dash.",
    "lost-dash": "A dash between two parts of a sentence had shrunk to a hyphen; it is written as a dash.",
    "lost-hyphen": "A hyphen was lost at the end of a line; it is put back.",
    "missing-space": "The space after a full stop was lost; it is put back.",
    "emphasis": "Asterisks marked emphasis, which the text here does not have; they are removed.",
}

_LONG_DASH = re.compile(r"---(?<!----)(?!-)| --(?= \S)(?<=\S --) | -(?<=[\w)\"”’.,$] -) (?=[^\W\d_][\w,.'’-]+|[\"“‘(])")
_SHORT_DASH = re.compile(r"--(?<=[\w)]--)(?=[\w(])")
_HYPHEN_DASH = re.compile(
    r"-(?<=[a-z]{4}-)(?:(?=(?:with|which|while|whereas|although|but|where|because|achieving|namely) )"
    r"|(?=(?:termed|dubbed|called|named|denoted) [\"“‘`(A-Z]))"
    r"|-(?<=[a-z]{3}s-)(?=\d+(?:\.\d+)?x )"
)
# What stands before a hyphen that is one: `so-called`, `mean-while`, `all-but`.
_NO_DASH = (
    "so", "self", "above", "also", "aptly", "newly", "code", "nick", "under", "over", "along", "there", "here", "what",
    "mean", "worth", "erst", "all", "any", "every", "anything", "nothing",
)  # fmt: skip
# How sentences of abstracts begin.
_STARTS = (
    "Our|The|We|This|These|In|It|To|For|As|Code|Project|However|Moreover|Furthermore|Additionally|Finally|Experiments|"
    "Extensive|Experimental|Specifically|First|Second|Then|Thus|Hence|While|When|With|By|On|At|An|Also|Here|Based"
)
_GLUED_SENTENCE = re.compile(rf"\.(?<=[a-z]{{3}}[)a-z]\.)(?=(?:{_STARTS}) [a-z])")
_EMPHASIS = re.compile(
    r"(?<![\w*^$\\])\*(?=[^\W\d_])([^*$^_{}\\]{0,80}[\w.])\*(?![\w*])"
    r"|(?<![*\w$^\\])\*\*(?=[^\s*])([^*$^{}\\]{0,80}[^\s*])\*\*(?!\*)"
)
# Participles that only ever end a compound.
_PARTICIPLES = (
    "preserving",
    "equivariant",
    "independent",
    "dependent",
    "specific",
    "agnostic",
    "guided",
    "driven",
    "oriented",
    "aware",
)
_WORD = re.compile("[a-z]+")
_COMPOUND = re.compile(rf"\b([a-z]{{4,30}})({'|'.join(_PARTICIPLES)})\b")


def apply(text: str, log: Log) -> str:
    """Restore the marks that copying or typing changed; a choice of words is never touched."""
    if "-" in text:
        text = _with_dashes(text, log)
    if "*" in text:
        text = log.sub("emphasis", _EMPHASIS, lambda match: match[1] or match[2], text)
    text = log.sub("missing-space", _GLUED_SENTENCE, lambda _: ". ", text)
    # The pattern alone would try each word of each text: twenty times the cost of this look.
    if not any(participle in text and _is_glued(participle, text) for participle in _PARTICIPLES):
        return text
    words = set(_WORD.findall(text.lower()))
    return log.sub("lost-hyphen", _COMPOUND, lambda match: _hyphenated(match, words), text)


def _is_glued(participle: str, text: str) -> bool:
    """Tell whether a letter stands before the participle anywhere."""
    # What is empty stands behind another one, or at the start.
    return any(not before or before[-1].isalpha() for before in text.split(participle)[:-1])


def _with_dashes(text: str, log: Log) -> str:
    if "--" in text or " - " in text:
        text = log.sub("dash", _LONG_DASH, lambda match: "—" if match.group() == "---" else " — ", text)
        text = log.sub("dash", _SHORT_DASH, _dash_between, text)
    return log.sub("lost-dash", _HYPHEN_DASH, _dash_after, text)


def _dash_between(match: re.Match[str]) -> str:
    """Return an en dash for a range of numbers or two names (`Navier--Stokes`), else an em dash."""
    after, before = match.string[match.end()], _word_before(match)[:1]
    return "–" if after.isdigit() or (after.isupper() and before.isupper()) else "—"


def _dash_after(match: re.Match[str]) -> str:
    before = _word_before(match).lower()
    is_compound = before.endswith(_NO_DASH) or (match.string.startswith("achieving", match.end()) and "-" not in before)
    return "-" if is_compound else " — "


def _word_before(match: re.Match[str]) -> str:
    return match.string[max(0, match.start() - 60) : match.start()].rpartition(" ")[2]


def _hyphenated(match: re.Match[str], words: set[str]) -> str:
    """Put the hyphen where the first part is a word of the same text, itself or in the plural."""
    first = match[1]
    forms = {first, f"{first}s", f"{first.removesuffix('y')}ies"}
    return f"{first}-{match[2]}" if forms & words else match.group()
