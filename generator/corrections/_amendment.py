"""One correction of one field of a paper: whether it makes sense, and what it does."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import msgspec

from generator import text
from generator.maths import to_unicode
from generator.paper import STATES, Author, Identifier, Link, Paper, Repair, Status, Venue

if TYPE_CHECKING:
    from collections.abc import Callable

_TEXTS = ("title", "abstract")
_IDENTIFIERS = ("doi", "arxiv", "openreview", "acl", "url", "pdf")
_LINKS = ("code", "project", "data", "slides", "video")
FIELDS = frozenset(
    {*_TEXTS, *_IDENTIFIERS, *_LINKS, "authors", "year", "date", "venue", "keywords", "status", "topics", "same_as"}
)
"""What can be corrected; `topics` pins, `status` marks a retraction, `same_as` names records of the same paper."""
_DATE = re.compile(r"[12]\d{3}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?")
_YEAR = re.compile(r"[12]\d{3}")
_EDITION = re.compile(r"[\s,']*\b((?:19|20)\d\d)\b")
_ADDRESS = re.compile(r"https?://\S+")
_FORMS = {
    "year": (_YEAR, "a year such as 2024"),
    "date": (_DATE, "a date such as 2024, 2024-03 or 2024-03-27"),
    "status": (re.compile("|".join(STATES)), f"one of {', '.join(STATES)}"),
    **dict.fromkeys((*_LINKS, "url", "pdf"), (_ADDRESS, "an address such as https://example.org/paper")),
}
"""What the value of a field must look like."""


class Amendment(msgspec.Struct, frozen=True):
    """A change of a field: to `value`, or of the text `replace` to `by`."""

    field: str
    line: int
    why: str
    value: tuple[str, ...] = ()
    """One entry, or several for a list; none takes the field away."""
    replace: str = ""
    by: str = ""
    reason: str = ""
    """What a banner says about a retraction or withdrawal."""

    def fault(self, *, replaces: bool) -> str:
        """Return what is wrong with the amendment itself, or an empty string."""
        if self.replace or replaces:
            if self.field not in _TEXTS:
                return f"`replace` is for {' and '.join(_TEXTS)}; use `value`"
            whole = self.replace and replaces and not self.value
            return "" if whole else "a replacement needs `replace` and `with`, and no `value`"
        if self.field in {"title", "status", "topics", "same_as"} and not self.value:
            return "the value is missing"
        pattern, form = _FORMS.get(self.field, (None, ""))
        wrong = next((value for value in self.value if pattern and not pattern.fullmatch(value)), None)
        return f"{text.cut(wrong, 40)!r} is not {form}" if wrong else ""


def amended(paper: Paper, amendment: Amendment) -> Paper | str:
    """Return the paper with the change made and logged, or a sentence that says why it could not be made."""
    found = _replaced(paper, amendment) if amendment.replace else _with_value(paper, amendment)
    if isinstance(found, Paper) and not to_unicode(found.title).strip():
        return "a paper needs a title of at least one visible character"
    return found


def _with_value(paper: Paper, amendment: Amendment) -> Paper:
    field, value = amendment.field, amendment.value
    if field in _IDENTIFIERS:
        before = ", ".join(item.value for item in paper.identifiers if item.kind == field)
        others = tuple(item for item in paper.identifiers if item.kind != field)
        changed: dict[str, Any] = {"identifiers": (*others, *(Identifier(field, item) for item in value))}
    elif field in _LINKS:
        before = ", ".join(link.url for link in paper.links if link.kind == field)
        rest = tuple(link for link in paper.links if link.kind != field)
        changed = {"links": (*rest, *(Link(field, item) for item in value))}
        if field == "code" and value:
            changed["code_note"] = None
    else:
        before = _shown(getattr(paper, field))
        changed = {field: _VALUES[field](amendment)}
        if field == "date" and value and paper.year is None:
            changed["year"] = int(value[0][:4])
    return _logged(paper, amendment, before, ", ".join(value), changed)


def _replaced(paper: Paper, amendment: Amendment) -> Paper | str:
    before = getattr(paper, amendment.field)
    if amendment.replace not in before:
        return f"the text to replace does not stand there: {text.cut(amendment.replace, 60)!r}"
    after = text.squeeze(before.replace(amendment.replace, amendment.by, 1))
    # A flag says what was left damaged: it goes when its text does.
    flags = tuple(
        flag for flag in paper.flags if not (flag.field == amendment.field and _is_gone(flag.text, before, after))
    )
    return _logged(paper, amendment, amendment.replace, amendment.by, {amendment.field: after, "flags": flags})


def _is_gone(part: str, before: str, after: str) -> bool:
    return part in before and part not in after


def _logged(paper: Paper, amendment: Amendment, before: str, after: str, changed: dict[str, Any]) -> Paper:
    repair = Repair("correction", amendment.field, before, after)
    # What a person has decided is no conflict any more, and a new value is no record's.
    conflicts = tuple(item for item in paper.conflicts if item.field not in {*changed, amendment.field})
    kept = paper.origins if amendment.replace else tuple(item for item in paper.origins if item.field not in changed)
    repairs = (*paper.repairs, repair)
    return msgspec.structs.replace(paper, repairs=repairs, origins=kept, conflicts=conflicts, **changed)


def _venue(amendment: Amendment) -> Venue | None:
    name = " ".join(amendment.value)
    edition = _EDITION.search(name)
    series = text.squeeze(_EDITION.sub("", name))
    return Venue(name, series or name, int(edition[1]) if edition else None) if name else None


_VALUES: dict[str, Callable[[Amendment], object]] = {
    "title": lambda amendment: " ".join(amendment.value),
    "abstract": lambda amendment: " ".join(amendment.value),
    "authors": lambda amendment: tuple(map(_author, amendment.value)),
    "keywords": lambda amendment: amendment.value,
    "year": lambda amendment: int(amendment.value[0]) if amendment.value else None,
    "date": lambda amendment: amendment.value[0] if amendment.value else None,
    "venue": _venue,
    "status": lambda amendment: Status(amendment.value[0], amendment.reason or amendment.why),
}
"""How the value of each other field is made."""


def _author(name: str) -> Author:
    family, comma, given = (part.strip() for part in name.partition(","))
    return Author(f"{given} {family}", given, family) if comma and given else Author(name)


def _shown(value: object) -> str:
    if isinstance(value, tuple):
        return ", ".join(_shown(item) for item in value)
    return "" if value is None else str(getattr(value, "name", getattr(value, "state", value)))
