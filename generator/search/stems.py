"""Stems: the Porter algorithm exactly as lunr.js has it, behind American spelling.

The browser stems with `lunr.stemmer` itself, so lunr.js is the truth. lunr for Python differs in step 1c and in the
endings `ies` and `sses` (635 of 70,500 words of real papers), and would file those words where no browser looks.
"""

from __future__ import annotations

import re

_MAX_BRITISH = 24
"""Longer words are joins and names; no rule applies to them."""
# (British ending, American ending); the first that fits is used. `noise` becomes `noize`: nobody reads a stem.
_SPELLINGS = (
    (re.compile(r"(?<=[a-z]{3})is(?=(?:e|ed|es|er|ers|ing|ation|ations|able)$)"), "iz"),
    (re.compile(r"(?<=[a-z]{3})ys(?=(?:e|ed|er|ers|ing)$)"), "yz"),
    (re.compile(r"(?<=[a-z]{3})our(?=(?:s|ed|ing|al|able|ful|hood|hoods)?$)"), "or"),
    (re.compile(r"(?<=[a-z]{3})tre(?=s?$)"), "ter"),
    (re.compile(r"(?<=[a-z]{3})logue(?=s?$)"), "log"),
    (re.compile(r"(?<=[a-z]{3}e)ll(?=(?:ed|ing|er|ers)$)"), "l"),
)

# What any of them ends in: most words are seen to have none of it at once.
_BRITISH_ENDINGS = (
    "ise", "ised", "ises", "iser", "isers", "ising", "isation", "isations", "isable", "yse", "ysed", "yser", "ysers",
    "ysing", "our", "ours", "oured", "ouring", "oural", "ourable", "ourful", "ourhood", "ourhoods", "tre", "tres",
    "logue", "logues", "lled", "lling", "ller", "llers",
)  # fmt: skip

_C = "[^aeiou][^aeiouy]*"
_V = "[aeiouy][aeiou]*"
_MEASURE_0 = re.compile(f"(?:{_C})?{_V}{_C}")
_MEASURE_1 = re.compile(f"(?:{_C})?{_V}{_C}(?:{_V})?$")
_MEASURE_2 = re.compile(f"(?:{_C})?{_V}{_C}{_V}{_C}")
_HAS_VOWEL = re.compile(f"(?:{_C})?[aeiouy]")
_SHORT = re.compile(f"{_C}[aeiouy][^aeiouwxy]$")
_DOUBLE = re.compile(r"([^aeiouylsz])\1$")
_PLURAL_ES = re.compile(r"(.+?)(?:ss|i)es$")
_PLURAL_S = re.compile(r"(.+?)[^s]s$")
_ED_ING = re.compile(r"(.+?)(?:ed|ing)$")
_FINAL_Y = re.compile(r"(.+?[^aeiou])y$")
_STEP_2 = {
    "ational": "ate", "tional": "tion", "enci": "ence", "anci": "ance", "izer": "ize", "bli": "ble", "alli": "al",
    "entli": "ent", "eli": "e", "ousli": "ous", "ization": "ize", "ation": "ate", "ator": "ate", "alism": "al",
    "iveness": "ive", "fulness": "ful", "ousness": "ous", "aliti": "al", "iviti": "ive", "biliti": "ble", "logi": "log",
}  # fmt: skip
_STEP_3 = {"icate": "ic", "ative": "", "alize": "al", "iciti": "ic", "ical": "ic", "ful": "", "ness": ""}
_STEP_4 = "al ance ence er ic able ible ant ement ment ent ou ism ate iti ous ive ize".split()


def _ending(endings: list[str]) -> re.Pattern[str]:
    # Lazy from the left: the longest ending that leaves a letter wins.
    return re.compile(f"(.+?)({'|'.join(endings)})$")


_ENDS_2, _ENDS_3, _ENDS_4 = _ending(list(_STEP_2)), _ending(list(_STEP_3)), _ending(_STEP_4)
# Asking for the endings first, which most words lack, halves the time.
_TUPLE_2, _TUPLE_3, _TUPLE_4 = tuple(_STEP_2), tuple(_STEP_3), (*_STEP_4, "ion")
# No rule knows an ending in these.
_NO_ENDING = frozenset("abfhjkopqvwxz0123456789")
_ENDS_ION = re.compile("(.+?[st])ion$")


def spelling(word: str) -> str:
    """Return the word in American spelling: what `characterisation` and `characterization` have in common."""
    if len(word) > _MAX_BRITISH or not word.endswith(_BRITISH_ENDINGS):
        return word
    for british, american in _SPELLINGS:
        changed = british.sub(american, word, count=1)
        if changed != word:
            return changed
    return word


def stem(word: str) -> str:
    """Return the stem under which a folded word is filed; words of other scripts are their own."""
    return _porter(spelling(word)) if word.isascii() else word


def _porter(word: str) -> str:
    if len(word) < 3 or word[-1] in _NO_ENDING:  # noqa: PLR2004  # as published
        return word
    starts_with_y = word[0] == "y"
    if starts_with_y:
        word = "Y" + word[1:]
    word = _step_1(word)
    if word.endswith(_TUPLE_2):
        word = _replaced(_ENDS_2, word, _STEP_2)
    if word.endswith(_TUPLE_3):
        word = _replaced(_ENDS_3, word, _STEP_3)
    word = _step_5(_step_4(word))
    return "y" + word[1:] if starts_with_y else word


def _step_1(word: str) -> str:
    """Plurals, past forms, and a final y."""
    if word[-1] == "s":
        if _PLURAL_ES.match(word):
            word = word[:-2]
        elif _PLURAL_S.match(word):
            word = word[:-1]
    if word.endswith("eed") and len(word) > len("eed"):
        if _MEASURE_0.match(word[:-3]):
            word = word[:-1]
    elif word.endswith(("ed", "ing")) and (found := _ED_ING.match(word)) and _HAS_VOWEL.match(found[1]):
        word = _repaired(found[1])
    return word[:-1] + "i" if word[-1] == "y" and _FINAL_Y.match(word) else word


def _repaired(word: str) -> str:
    """Return a word that lost `ed` or `ing` with the letter that the ending had changed."""
    if word.endswith(("at", "bl", "iz")):
        return word + "e"
    if _DOUBLE.search(word):
        return word[:-1]
    return word + "e" if _SHORT.match(word) else word


def _replaced(endings: re.Pattern[str], word: str, replacements: dict[str, str]) -> str:
    found = endings.match(word)
    return found[1] + replacements[found[2]] if found and _MEASURE_0.match(found[1]) else word


def _step_4(word: str) -> str:
    if not word.endswith(_TUPLE_4):
        return word
    found = _ENDS_4.match(word)
    if found or (found := _ENDS_ION.match(word)):
        return found[1] if _MEASURE_2.match(found[1]) else word
    return word


def _step_5(word: str) -> str:
    if word.endswith("e") and len(word) > 1:
        body = word[:-1]
        if _MEASURE_2.match(body) or (_MEASURE_1.match(body) and not _SHORT.match(body)):
            word = body
    return word[:-1] if word.endswith("ll") and _MEASURE_2.match(word) else word
