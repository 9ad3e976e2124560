"""Words of the page around a paper that were copied with it."""

from __future__ import annotations

import re

from generator.repair.rules import Log
from generator.text import fold

DESCRIPTIONS = {
    "glued-button-word": "The word of a button was copied with the title, glued to its first word; it is removed.",
}

# The words of buttons; the second group also begins names that are written in one word, such as `ShareBoost`.
_BUTTON = re.compile(
    r"(?:(?P<sure>Subscribe|Unsubscribe|Upvote|Bookmark|Login|Download|Submit)"
    r"|Share|Save|Follow|Like|Cite|Copy|View|Read|Comment|Star)(?=[A-Z])"
)
_MIN_NAME = 4


def apply(text: str, log: Log) -> str:
    """Take the word of a button off a title, when the rest is what the abstract, or the title itself, speaks of."""
    match = _BUTTON.match(text) if log.field == "title" else None
    if match is None:
        return text
    rest = text[match.end() :]
    if not _is_confirmed(text, rest, log.raw.abstract, is_sure=bool(match["sure"])):
        return text
    log.repaired("glued-button-word", " ".join(text.split()[:3]), " ".join(rest.split()[:3]))
    return rest


def _is_confirmed(glued: str, rest: str, abstract: str, *, is_sure: bool) -> bool:
    """Tell whether the rest starts with a name that is used again, and the glued word is not."""
    words, title = f" {fold(abstract)} ", f" {fold(rest)} "
    if f" {fold(glued).split()[0]} " in words:
        return False
    name = rest.partition(":")[0] if ":" in rest else " ".join(rest.split()[:2])
    if len(name) >= _MIN_NAME and name in abstract:
        return True
    first = title.split()[:1]
    return is_sure and bool(first) and (f" {first[0]} " in words or title.count(f" {first[0]} ") > 1)
