"""Titles, abstracts and names that look damaged: expressions, capitals, markup, and marks beside a title."""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Iterator

from generator import maths
from generator.doctor._advice import Advice, Fix, at
from generator.gather import Gathered
from generator.paper import Paper
from generator.text import cut

CODES = {
    "left-as-found": "A place looks damaged, and the right reading cannot be known; write it into corrections.yml.",
    "maths-unread": "An expression cannot be shown as one, and its source is shown instead.",
    "title-capitals": "A title is in capitals alone, or has none.",
    "title-stop": "A title ends in a full stop, which some databases add.",
    "title-retracted": "A title says that the paper was retracted or withdrawn, and its status does not.",
    "markup": "Entities or tags of HTML stand in a text.",
    "author-capitals": "A name is in capitals alone, or has none.",
    "author-others": "An author stands for others, such as `et al.`.",
}
_ENTITY = re.compile(r"&(?:[A-Za-z]{2,8}|#\d{2,6}|#x[0-9A-Fa-f]{2,5});")
_TAG = re.compile(r"</?(?:[bi]|em|strong|su[bp]|span|p|br|math|jats:\w+|mml:\w+)\b[^<>]*>", re.IGNORECASE)
_MARK = re.compile(
    r"^\W*(?P<state>retracted|withdrawn|removed|retraction note|retraction)\b(?:\s+article)?\s*[\])]*"
    r"\s*[:\-–—]\s*(?=\S)",
    re.IGNORECASE,
)
_OTHERS = re.compile(r"(?:and\s+)?others\.?|et\.?\s*al\.?|\.\.\.|…", re.IGNORECASE)
# An abbreviation keeps its full stop, and an ellipsis all of its own.
_STOP = re.compile(r"(?<=[a-z)\]]{2})(?<!\betc)(?<!\binc)(?<!\bltd)(?<!\beds)(?<!\bcorp)(?<!\bal)\.$")
_FEW_LETTERS, _FEW_WORDS = 12, 4


def examine(gathered: Gathered) -> Iterator[Advice]:
    """Yield advice about the texts and names of each paper."""
    for paper in gathered.catalogue.papers:
        yield from _title(paper)
        for field in ("title", "abstract"):
            yield from _text(paper, field, getattr(paper, field))
        for flag in paper.flags:
            yield at(paper, flag.field, "left-as-found", f"looks damaged and was left as found: {cut(flag.text, 80)!r}")
        yield from _authors(paper)


def _title(paper: Paper) -> Iterator[Advice]:
    title = paper.title
    if (mark := _MARK.match(title)) and paper.status.state == "published":
        state = "withdrawn" if mark["state"].lower() == "withdrawn" else "retracted"
        why = "the source's title says so"
        told = f"says that the paper is {state}; its status does not"
        yield at(paper, "title", "title-retracted", told, Fix(paper, "status", (("value", state), ("why", why))))
    letters = [char for char in title if char.isalpha() and char.lower() != char.upper()]
    if len(letters) >= _FEW_LETTERS and len(title.split()) >= _FEW_WORDS:
        if all(char.isupper() for char in letters):
            yield at(paper, "title", "title-capitals", "is in capitals alone")
        elif all(char.islower() for char in letters):
            yield at(paper, "title", "title-capitals", "has no capital at all")
    if _STOP.search(title):
        change = (("value", title[:-1]), ("why", "a full stop is no part of a title; some databases add one"))
        yield at(paper, "title", "title-stop", "ends in a full stop", Fix(paper, "title", change))


def _text(paper: Paper, field: str, text: str) -> Iterator[Advice]:
    for piece in maths.split(text):
        if piece.is_tex and not maths.is_sure(piece.text):
            yield at(paper, field, "maths-unread", f"an expression is shown as its source: {cut(piece.text, 60)!r}")
    for entity, times in Counter(_ENTITY.findall(text)).items():
        # What an entity stands for may itself be one: then nobody knows how often the text was encoded.
        plain = html.unescape(entity)
        fix = None
        if plain != entity and plain.isprintable() and times == 1:
            change = (("replace", entity), ("with", plain), ("why", "an entity of HTML was left in the text"))
            fix = Fix(paper, field, change)
        yield at(paper, field, "markup", f"holds {entity!r}", fix)
    if tag := _TAG.search(text):
        yield at(paper, field, "markup", f"holds {cut(tag.group(), 40)!r}")


def _authors(paper: Paper) -> Iterator[Advice]:
    for author in paper.authors:
        letters = [char for char in author.name if char.isalpha() and char.lower() != char.upper()]
        if _OTHERS.fullmatch(author.name):
            yield at(paper, "authors", "author-others", f"{author.name!r} stands for others")
        elif len(letters) > _FEW_WORDS and " " in author.name and len({char.isupper() for char in letters}) == 1:
            kind = "capitals alone" if letters[0].isupper() else "small letters alone"
            yield at(paper, "authors", "author-capitals", f"{cut(author.name, 60)!r} is in {kind}")
