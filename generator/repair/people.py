"""Names of authors: as shown, and split into given and family name where the split is sure."""

from __future__ import annotations

import re

from generator.paper import Author

_SUFFIXES = frozenset({"jr", "jr.", "sr", "sr.", "ii", "iii", "iv", "phd", "ph.d."})
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
_MAX_SURE_PARTS = 3


def parse_author(name: str) -> Author | None:
    """Return the author for a name that `text.clean` has seen, or None when nothing of a name is left."""
    orcid = _ORCID.search(name)
    shown = _MARKS.sub("", _ORCID.sub("", name)).strip(" ,;")
    if not any(char.isalpha() for char in shown):
        return None
    given, family = _from_comma(shown) if "," in shown else _from_words(shown.split())
    if "," in shown and given and family:
        shown = f"{given} {family}"
    return Author(shown, given, family, orcid[1].upper() if orcid else None)


def _from_comma(name: str) -> tuple[str | None, str | None]:
    """Return given and family name of `Family, Given` and `Family, Jr., Given`."""
    parts = [part.strip() for part in name.split(",")]
    if len(parts) == _MAX_SURE_PARTS and parts[1].lower() in _SUFFIXES:
        return parts[2], f"{parts[0]} {parts[1]}"
    if len(parts) != 2 or not all(parts):  # noqa: PLR2004  # a family name and a given name
        return None, None
    if parts[1].lower() in _SUFFIXES:
        given, family = _from_words(parts[0].split())
        return given, f"{family} {parts[1]}" if family else None
    return parts[1], parts[0]


def _from_words(words: list[str]) -> tuple[str | None, str | None]:
    """Return given and family name of a western name: its last word, with particles before and a suffix behind it."""
    suffix = words[-1:] if len(words) > 1 and words[-1].lower() in _SUFFIXES else []
    core = words[: len(words) - len(suffix)]
    if len(core) < 2 or not all(_WESTERN.fullmatch(word) for word in core):  # noqa: PLR2004  # given and family name
        return None, None
    start = next((i for i, word in enumerate(core) if i and word in _PARTICLES), len(core) - 1)
    is_plain = start == len(core) - 1
    full = [word for word in core[1:start] if not _INITIAL.fullmatch(word) or len(word) > 3]  # noqa: PLR2004  # `J.-P.`
    if is_plain and (len(full) > 1 or (_INITIAL.fullmatch(core[-1]) and len(core[-1].rstrip(".")) == 1)):
        return None, None
    return " ".join(core[:start]), " ".join(core[start:] + suffix)
