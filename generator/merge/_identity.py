"""The names that a paper is recognised by: registered identifiers, and the title in the form that spellings share."""

from __future__ import annotations

import hashlib
import re
from functools import lru_cache
from typing import TYPE_CHECKING

from generator import maths, text
from generator.paper import REGISTRIES

if TYPE_CHECKING:
    from generator.paper import Author, Identifier, Paper

_MAX_FAMILY = 40
_PLAIN = re.compile("[!-~]{1,150}")
_ARXIV_DOI = re.compile(r"10\.48550/arxiv\.(.+)")
_DOI_PREFIX = re.compile(r"^(?:https?://(?:dx\.)?doi\.org/|doi:\s*)")


def identities(paper: Paper) -> tuple[str, ...]:
    """Return every name that the record is recognised by, the best first: `doi:...`, `arxiv:...`, ..., `title:...`.

    A name has no white space and a bounded length. The title stands alone only where neither author nor year is known.
    """
    names = {registered_name(item): None for kind in REGISTRIES for item in paper.identifiers if item.kind == kind}
    return (*sorted(names, key=rank), title_name(paper))


def registered_name(item: Identifier) -> str:
    """Return the name of an identifier in which two spellings of it are equal."""
    kind, value = item.kind, item.value.strip()
    if kind == "doi":
        value = _DOI_PREFIX.sub("", value.lower())
        if match := _ARXIV_DOI.fullmatch(value):
            kind, value = "arxiv", match[1]
    if kind == "arxiv":
        value = re.sub(r"v\d{1,2}$", "", value.lower().removeprefix("arxiv:").strip())
    return f"{kind}:{value}" if _PLAIN.fullmatch(value) else f"{kind}:sha256-{_digest(value)}"


def rank(name: str) -> int:
    """Return how good a name is, 0 for the best: registries in their order, then titles."""
    kind = name.partition(":")[0]
    return REGISTRIES.index(kind) if kind in REGISTRIES else len(REGISTRIES)


def title_name(paper: Paper) -> str:
    """Return the name that the title gives, with the first author's family name and the year where they are known."""
    parts = [folded_title(paper)]
    if paper.authors or paper.year:
        parts += [family_name(paper.authors[0]) if paper.authors else "", str(paper.year or "")]
    return f"title:{_digest('|'.join(parts))}"


def traces(paper: Paper) -> tuple[str, ...]:
    """Return what the ledger knows a paper by when its names have changed: its bare title, and its first author."""
    family = "_".join(family_name(paper.authors[0]).split())[:_MAX_FAMILY] if paper.authors else ""
    return (f"words:{_digest(folded_title(paper))}", *([f"by:{family}"] if family else []))


def folded_title(paper: Paper) -> str:
    """Return what two spellings of the title have in common; a title of signs alone stands for itself."""
    return _folded(paper.title)


# Asked twice for each record, one right after the other; folding is half the time of a merge.
@lru_cache(maxsize=16)
def _folded(title: str) -> str:
    return text.fold(maths.to_unicode(title)) or title


def family_name(author: Author) -> str:
    """Return the folded family name: as given, before a comma, or else the last word of the name."""
    if author.family or "," in author.name:
        return text.fold(author.family or author.name.split(",")[0])
    return text.fold(author.name).rpartition(" ")[2]


def _digest(value: str) -> str:
    return hashlib.sha256(value.encode("utf-8", "replace")).hexdigest()[:16]
