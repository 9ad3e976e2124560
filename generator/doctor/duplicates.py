"""Papers whose titles are nearly equal and that were not merged, each with the reason why not."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from generator.doctor._advice import Advice, at
from generator.gather import Gathered
from generator.maths import to_unicode
from generator.paper import REGISTRIES, Paper
from generator.text import cut, fold

CODES = {"probable-duplicate": "Two papers have nearly equal titles and were not merged."}
_ENDS = (2, 4)
"""Words at either end of a title by which pairs are found; a slip in both ends hides a pair. Many titles share two."""
_LARGEST_BLOCK = 40
"""More titles that begin or end alike are a series, such as the parts of a challenge."""
_NEAR = 0.92
"""Likeness from which on two titles are slips of one; `... for Images` and `... for Videos` have less."""
_FEW_WORDS = 3


def examine(gathered: Gathered) -> Iterator[Advice]:
    """Yield one piece of advice for each pair, at the paper that stands later in the catalogue's order."""
    papers = sorted(gathered.catalogue.papers, key=lambda paper: paper.key)
    titles = {paper.key: fold(to_unicode(paper.title)) for paper in papers}
    blocks: dict[tuple[str, ...], list[Paper]] = defaultdict(list)
    for paper in papers:
        words = titles[paper.key].split()
        ends = [block for size in _ENDS for block in (("first", *words[:size]), ("last", *words[-size:]))]
        for block in {*ends, ("all", *sorted(words))}:
            blocks[block].append(paper)
    told: set[tuple[str, str]] = set()
    for members in blocks.values():
        for one, other in _pairs(members):
            pair = (one.key, other.key)
            if pair not in told and _is_near(titles[one.key], titles[other.key]):
                told.add(pair)
                yield _advice(one, other, is_equal=titles[one.key] == titles[other.key])


def _pairs(members: Sequence[Paper]) -> Iterator[tuple[Paper, Paper]]:
    if len(members) <= _LARGEST_BLOCK:
        yield from ((one, other) for index, one in enumerate(members) for other in members[index + 1 :])


def _is_near(one: str, other: str) -> bool:
    shorter, longer = sorted((one, other), key=len)
    if len(shorter.split()) < _FEW_WORDS:
        return shorter == longer
    if shorter.replace(" ", "") == longer.replace(" ", "") or sorted(one.split()) == sorted(other.split()):
        return True
    # Numbers tell parts and editions apart.
    if [word for word in one.split() if word.isdigit()] != [word for word in other.split() if word.isdigit()]:
        return False
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    return matcher.real_quick_ratio() >= _NEAR and matcher.quick_ratio() >= _NEAR and matcher.ratio() >= _NEAR


def _advice(one: Paper, other: Paper, *, is_equal: bool) -> Advice:
    place = one.sources[0]
    near = "the title is that" if is_equal else f"the title is nearly that, {cut(to_unicode(one.title), 80)!r},"
    told = (
        f"{near} of {place.file}:{place.line}; not merged, because {_reason(one, other, is_equal=is_equal)}; "
        "if they are one paper, say so with `same_as` in corrections.yml"
    )
    return at(other, "title", "probable-duplicate", told)


def _reason(one: Paper, other: Paper, *, is_equal: bool) -> str:
    for kind in REGISTRIES:
        mine, hers = one.identifier(kind), other.identifier(kind)
        if mine and hers and mine != hers:
            return f"they have different identifiers: {kind} {mine} and {hers}"
    if is_equal and one.authors and other.authors:
        return f"they have different first authors: {one.authors[0].name} and {other.authors[0].name}"
    return "the titles differ and no identifier is shared"
