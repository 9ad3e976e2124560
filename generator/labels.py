"""Topics as a person sees them, and how the words did against those labels."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from .paper import Paper, TopicMatch
from .taxonomy import Taxonomy
from .text import fold
from .topics import classify


class Label(NamedTuple):
    """The right topic of a paper, as a person sees it."""

    title: str
    primary: str
    unsure: bool = False


class Score(NamedTuple):
    """How the words did on labelled papers; `lines` names each miss and ends with the counts."""

    primary: int
    among: int
    total: int
    lines: tuple[str, ...]


def labels_of(document: object) -> tuple[Label, ...]:
    """Return the labels of decoded JSON, an object with `labels` or the list alone; what is no label is left out."""
    items = document.get("labels") if isinstance(document, dict) else document
    return tuple(label for item in (items if isinstance(items, list) else ()) if (label := _label(item)) is not None)


def _label(item: object) -> Label | None:
    """Return one item of the list as a label, or None."""
    if not isinstance(item, dict):
        return None
    title, primary = item.get("title"), item.get("primary")
    if not isinstance(title, str) or not isinstance(primary, str):
        return None
    return Label(title, primary, bool(item.get("unsure")))


def score_labels(papers: Iterable[Paper], taxonomy: Taxonomy, labels: Iterable[Label]) -> Score:
    """Classify the labelled papers by words alone and count what came out right; labels marked unsure are left out."""
    by_title = {fold(paper.title): paper for paper in papers}
    sure = [label for label in labels if not label.unsure]
    lines, primary, among = [], 0, 0
    for label in sure:
        paper = by_title.get(fold(label.title))
        if paper is None:
            lines.append(f"not in the catalogue: {label.title}")
            continue
        matches = classify(paper, taxonomy)
        right = bool(matches) and matches[0].slug == label.primary
        primary += right
        among += any(match.slug == label.primary for match in matches)
        if not right:
            lines.append(f"{label.title}: wanted {label.primary}, got {_described(matches)}")
    lines.append(f"primary {primary} of {len(sure)}, among {among} of {len(sure)}")
    return Score(primary, among, len(sure), tuple(lines))


def _described(matches: Sequence[TopicMatch]) -> str:
    """Return the topics of a paper with their evidence, for a person to read."""
    return "; ".join(f"{match.slug} ({', '.join(match.evidence)})" for match in matches) or "unsorted"
