"""Names of authors: as shown, and split into given and family name where the split is sure."""

from __future__ import annotations

import re
from functools import lru_cache

from generator.paper import Author

_SUFFIXES = frozenset({"jr", "jr.", "sr", "sr.", "ii", "iii", "iv", "phd", "ph.d."})
# Words of organisations that no person has as the last word of a name.
_ORGANISATION = re.compile(
    r"\b(?:organi[sz]ation|institut[eo]?s?|university|universit[äéà]t?|college|team|collaboration|group|consortium|society"
    r"|committee|foundation|laborator(?:y|ies)|labs|inc|ltd|gmbh|corporation|association|agency|ministry|department"
    r"|cent(?:er|re)|initiative|alliance|network|community|contributors|developers|council|commission)\b\.?$",
    re.IGNORECASE,
)
_OF_ORGANISATIONS = frozenset({"of", "for", "the", "and", "on", "at", "in"})
_PARTICLES = frozenset(
    [
        "af",
        "al",
        "bin",
        "da",
        "dal",
        "de",
        "del",
        "della",
        "den",
        "der",
        "des",
        "di",
        "do",
        "dos",
        "du",
        "el",
        "la",
        "le",
        "las",
        "los",
        "ten",
        "ter",
        "van",
        "vander",
        "von",
        "zu",
        "zur",
    ]
)
_INITIAL = re.compile(r"[^\W\d_]\.?(?:-?[^\W\d_]\.?)*")
_ORCID = re.compile(r"\(?(?:https?://orcid\.org/|orcid:?\s*)?(\d{4}-\d{4}-\d{4}-\d{3}[\dX])\)?", re.IGNORECASE)
# Marks of affiliation or correspondence that pages set behind a name.
_MARKS = re.compile(r"[\s,]*(?:[*†‡§¶#]|[⁰¹²³⁴-⁹]|\(\d\))+[\s,]*$")
_WESTERN = re.compile(r"[^\W\d_][\w.'’‐–-]*")
_WHOLE = re.compile(r"\{([^{}]+)\}")
# Han, Hangul and Kana: the family name comes first, and no space stands between.
_CJK = re.compile("[\u3005\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3\uf900-\ufaff\U00020000-\U0003ffff]+")
_PARTS_WITH_SUFFIX = 3


# People write several papers, and a name takes four times as long as its look-up.
@lru_cache(maxsize=1 << 16)
def parse_author(name: str) -> Author | None:
    """Return the author for a name that `text.clean` has seen, or None when nothing of a name is left.

    A name in braces is that of a group, or one that its source does not split: it stays whole.
    """
    orcid = _ORCID.search(name)
    shown = _MARKS.sub("", _ORCID.sub("", name)).strip(" ,;")
    if not any(char.isalpha() for char in shown):
        return None
    code = orcid[1].upper() if orcid else None
    if whole := _WHOLE.fullmatch(shown):
        return Author(whole[1].strip(), orcid=code)
    given, family, suffix = _from_comma(shown) if "," in shown else _from_words(shown.split())
    if "," in shown and given and family:
        shown = _together(given, family, suffix)
    return Author(shown, given, family, suffix, code)


def _together(given: str, family: str, suffix: str | None) -> str:
    if _CJK.fullmatch(given) and _CJK.fullmatch(family):
        return family + given
    return " ".join(filter(None, (given, family, suffix)))


_Parts = tuple[str | None, str | None, str | None]
_UNKNOWN: _Parts = (None, None, None)


def _from_comma(name: str) -> _Parts:
    """Return given name, family name and suffix of `Family, Given`, `Family, Jr., Given` and `Family, Given, Jr.`."""
    parts = [part.strip() for part in name.split(",")]
    if len(parts) == _PARTS_WITH_SUFFIX and all(parts):
        family, *rest = parts
        suffix = next((part for part in rest if part.lower() in _SUFFIXES), None)
        return (next(part for part in rest if part is not suffix), family, suffix) if suffix else _UNKNOWN
    if len(parts) != 2 or not all(parts):  # noqa: PLR2004  # a family name and a given name
        return _UNKNOWN
    if parts[1].lower() in _SUFFIXES:
        split = _from_words(parts[0].split())
        return (split[0], split[1], parts[1]) if split[1] else _UNKNOWN
    return parts[1], parts[0], None


def _from_words(words: list[str]) -> _Parts:
    """Return the parts of a western name: its last word, with particles before and a suffix behind it."""
    suffix = words[-1] if len(words) > 1 and words[-1].lower() in _SUFFIXES else None
    core = words[:-1] if suffix else words
    if len(core) < 2 or not all(_WESTERN.fullmatch(word) for word in core):  # noqa: PLR2004  # given and family name
        return _UNKNOWN
    if _ORGANISATION.search(core[-1]) or not _OF_ORGANISATIONS.isdisjoint(core) or core[0].lower() in _SUFFIXES:
        return _UNKNOWN
    start = next((i for i, word in enumerate(core) if i and word in _PARTICLES), len(core) - 1)
    is_plain = start == len(core) - 1
    full = [word for word in core[1:start] if not _INITIAL.fullmatch(word) or len(word) > 3]  # noqa: PLR2004  # `J.-P.`
    if is_plain and (len(full) > 1 or (_INITIAL.fullmatch(core[-1]) and len(core[-1].rstrip(".")) == 1)):
        return _UNKNOWN
    return " ".join(core[:start]), " ".join(core[start:]), suffix
