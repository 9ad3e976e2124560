"""What a maintainer looks at when she looks after the topics: suggestions, and assignments in doubt."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from . import escape, topics
from . import suggest as suggesting
from .engine import site as engine
from .gather import Gathered, gather
from .maths import to_unicode
from .paper import Paper
from .profile import Profile
from .suggest import Terms
from .taxonomy import Taxonomy
from .text import cut

FILE = "topics.yml"
_CONTESTED = 0.9
"""A second topic is a rival from this share of the first one's weight on."""
_WEAK = 2.0
"""A topic of a lower weight hangs on one word of the abstract, or on a few hints."""


def suggest(config_file: Path, content: Path, now: str, limit: int) -> str:
    """Return the patch of `topics.yml` that the papers suggest, with at most so many new topics."""
    gathered = _gathered(config_file, content, now)
    papers = gathered.catalogue.papers
    path = content / FILE
    text = path.read_text(encoding="utf-8-sig") if path.is_file() else ""
    words = suggesting.find_words(papers, gathered.taxonomy, Terms(papers))
    return suggesting.write_patch(text, f"{content.name}/{FILE}", words, suggesting.find_groups(papers, limit))


def review(config_file: Path, content: Path, now: str) -> list[str]:
    """Return a line for each paper in doubt, and the counts at the end."""
    gathered = _gathered(config_file, content, now)
    lines = [line for paper in gathered.catalogue.papers for line in _doubts(paper, gathered.taxonomy)]
    kinds = [line.partition(":")[0] for line in lines]
    counts = ", ".join(f"{kinds.count(kind)} {kind}" for kind in ("unsorted", "weak", "contested", "pinned"))
    return [*lines, counts]


def _doubts(paper: Paper, taxonomy: Taxonomy) -> Iterator[str]:
    weighed = topics.weigh(paper, taxonomy)
    by_words = topics.classify(paper, taxonomy)
    title = escape.log_line(cut(to_unicode(paper.title), 80))
    pinned = [match.slug for match in paper.topics if not match.evidence]
    if pinned and by_words and by_words[0].slug not in pinned:
        yield f"pinned: {title}: to {', '.join(pinned)}, while its words say {_described(weighed[0])}"
    elif pinned:
        return
    elif not by_words:
        yield f"unsorted: {title}" + (f": nearest is {_described(weighed[0])}" if weighed else "")
    elif _is_contested(weighed, taxonomy):
        yield f"contested: {title}: {_described(weighed[0])} or {_described(weighed[1])}"
    elif weighed[0].weight < _WEAK:
        yield f"weak: {title}: {_described(weighed[0])}"


def _is_contested(weighed: list[topics.Weighed], taxonomy: Taxonomy) -> bool:
    """Tell whether two topics, neither of them above the other, speak for the paper nearly alike."""
    if len(weighed) < 2 or weighed[1].weight < _CONTESTED * weighed[0].weight:  # noqa: PLR2004  # a pair
        return False
    parents = {topic.slug: topic.parent for topic in taxonomy.topics}
    first, second = weighed[0].slug, weighed[1].slug
    return parents[first] != second and parents[second] != first


def _described(item: topics.Weighed) -> str:
    return escape.log_line(f"{item.slug} ({item.weight:g}: {', '.join(map(to_unicode, item.evidence))})")


def _gathered(config_file: Path, content: Path, now: str) -> Gathered:
    return gather(content, engine.read_settings(config_file), now, Profile())
