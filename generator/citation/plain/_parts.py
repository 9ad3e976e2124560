"""What the styles share: initials, lists of names, and sentences with one full stop."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache

from generator import maths
from generator.citation import publication_type
from generator.paper import Author, Paper

_LETTER = re.compile(r"[^\W\d_]")
_ENDS = ("?", "!", "…")


# Given names come again, from author to author and from style to style.
@lru_cache(maxsize=1 << 14)
def initials(given: str) -> str:
    """Return `A. B.` of `Ada B.`, and `J.-P.` of `Jean-Pierre`; small words such as `van` stay."""
    words = re.sub(r"\.(?=\S)(?!-)", ". ", given).split()
    return " ".join("-".join(_initial(part) for part in word.split("-") if part) for word in words)


def _initial(word: str) -> str:
    first = _LETTER.search(word)
    return f"{first.group()}." if first and first.group().isupper() else word


def has_initials(author: Author) -> bool:
    """Tell whether the name is surely split, and of a script that has capitals: 王小明 is never cut."""
    return bool(author.family and author.given and author.family.lower() != author.family.upper())


def joined(names: Sequence[str], last: str = " and ", several: str = ", and ") -> str:
    """Return the names with commas, and `last` or, of three and more, `several` before the last one."""
    if len(names) <= 2:  # noqa: PLR2004  # two names take no comma
        return last.join(names)
    return ", ".join(names[:-1]) + several + names[-1]


def sentence(text: str) -> str:
    """Return the text with a full stop, unless a mark ends it already; an abbreviation's own stop is enough."""
    return text if text.endswith((*_ENDS, ".", ".”", "?”", "!”")) else f"{text}."


def sentences(parts: Iterable[str | None]) -> str:
    """Return the parts that are known as sentences."""
    return " ".join(sentence(part) for part in parts if part)


def title(paper: Paper) -> str:
    """Return the title in Unicode, without a full stop of its own."""
    shown = maths.to_unicode(paper.title)
    return shown[:-1] if shown.endswith(".") and not shown.endswith("...") else shown


def pages(paper: Paper) -> str:
    """Return the pages with the dash of a range."""
    return (paper.pages or "").replace("-", "–")


def is_one(pages_shown: str) -> bool:
    """Tell whether that is a single page or an article number."""
    return not re.search(r"[–,]", pages_shown)


def state(paper: Paper) -> str:
    """Return ` [Retracted]` and the like for a paper that does not stand as published."""
    return f" [{paper.status.state.capitalize()}]" if paper.status.state != "published" else ""


def editors(paper: Paper, name: Callable[[Author], str], one: str, several: str) -> str:
    """Return the editors under the word that a style has for one or for several of them."""
    names = [name(editor) for editor in paper.editors]
    return f"{joined(names)}{one if len(names) == 1 else several}" if names else ""


def issue(paper: Paper) -> str:
    """Return `12(3)` for a volume and its issue."""
    return f"{paper.volume or ''}{f'({paper.number})' if paper.number else ''}"


def edition(paper: Paper, word: str) -> str:
    """Return which edition it is, in the style's word; the source may have said that word too."""
    return f"{paper.edition.removesuffix('edition').strip()} {word}" if paper.edition else ""


def preprint(paper: Paper) -> str | None:
    """Return the arXiv id as references name it, of a paper that appeared nowhere else."""
    arxiv = paper.identifier("arxiv")
    return f"arXiv:{arxiv}" if arxiv and publication_type(paper) == "article" else None
