"""Lines to paragraphs: squeezed, with the blank lines before them noted, and hard-wrapped text joined again."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from generator import text

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from generator.sources._files import Line

_WIDEST = 132
"""Columns of the widest terminal that text is wrapped for; a longer line shows that the text is not wrapped."""
_WRAPPED_SHARE = 0.5
"""Share of lines that end where the next word would not have fitted; by chance it is about one in ten."""


class Paragraph(NamedTuple):
    """What stands between two intended line ends."""

    line: int
    """The number of its first line."""
    text: str
    after_blank: bool = False
    numbered: bool = False
    """The text stood behind a number of a list."""
    fault: str = ""
    """Why the text cannot be trusted."""


def paragraphs(lines: Iterable[Line]) -> list[Paragraph]:
    """Return the paragraphs of a text."""
    found: list[Paragraph] = []
    blank = True
    for line in lines:
        squeezed = text.squeeze(line.text)
        if squeezed:
            found.append(Paragraph(line.number, squeezed, blank, fault=line.fault))
        blank = not squeezed
    width = max((len(paragraph.text) for paragraph in found), default=0)
    return _unwrapped(found, width) if _is_wrapped(found, width) else found


def _is_wrapped(found: Sequence[Paragraph], width: int) -> bool:
    """Tell whether the lines were broken to fit a width."""
    if width > _WIDEST:
        return False
    inner = [(first, second) for first, second in pairwise(found) if not second.after_blank]
    full = sum(_was_full(first, second, width) for first, second in inner)
    return full > 1 and full >= _WRAPPED_SHARE * len(inner)


def _was_full(first: Paragraph, second: Paragraph, width: int) -> bool:
    return len(first.text) + 1 + len(second.text.split(" ", 1)[0]) > width


def _unwrapped(found: Sequence[Paragraph], width: int) -> list[Paragraph]:
    """Return the paragraphs with each line joined to the one before it, where a line end was not intended."""
    joined: list[list[Paragraph]] = []
    for paragraph in found:
        if joined and not paragraph.after_blank and _was_full(joined[-1][-1], paragraph, width):
            joined[-1].append(paragraph)
        else:
            joined.append([paragraph])
    return [
        parts[0]._replace(
            text=" ".join(part.text for part in parts), fault=next((part.fault for part in parts if part.fault), "")
        )
        for parts in joined
    ]
