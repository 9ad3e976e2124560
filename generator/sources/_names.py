"""Names of people in the notation of `RawPaper.authors`, from the parts or the free text that a format has."""

from __future__ import annotations

import re

_AND = re.compile(r"\s+(?:and|&)\s+")
_OTHERS = re.compile(r"(?:\s+|^)(?:and\s+others|et\.?\s+al\.?)\s*$", re.IGNORECASE)


def notation(
    given: str, family: str, suffix: str = "", *, name: str = "", is_whole: bool = False, orcid: str = ""
) -> str:
    """Return the name as `Family, Suffix, Given`, or `{Name}` where it must stay whole; empty where there is none."""
    if family and given:
        shown = ", ".join(part for part in (family, suffix, given) if part)
    elif name and is_whole:
        shown = whole(name)
    else:
        shown = name or family or given
    return f"{shown} ({orcid})" if shown and orcid else shown


def whole(name: str) -> str:
    """Return a name that is never split: that of a group, or one whose parts are not known."""
    return f"{{{name.replace('{', '').replace('}', '')}}}"


def split_names(value: str) -> list[str]:
    """Return the people of `A B; C D`, `A B and C D`, `A B, C D and E F` or `Family, Given and Family, Given`."""
    value = without_others(value)
    parts = value.split(";") if ";" in value else _AND.split(value)
    if ";" not in value:
        together = len(parts) > 1 and all(part.count(",") == 1 for part in parts)
        if not together and not (len(parts) == 1 and _is_one(value)):
            parts = [name for part in parts for name in part.split(",")]
    return [stripped for part in parts if (stripped := part.strip().removeprefix("and ").strip())]


def _is_one(value: str) -> bool:
    """Tell `Family, Given` from two names: one of its halves is a single word, or begins with a particle."""
    family, comma, given = (part.strip() for part in value.partition(","))
    return bool(comma) and "," not in given and (" " not in family or family[:1].islower() or " " not in given)


def without_others(value: str) -> str:
    """Return the names without `et al.` or `and others` at the end."""
    match = _OTHERS.search(value)
    return value[: match.start()].rstrip(" ,;") if match else value
