"""What a maintainer may call a paper: an identity, the slug that it was published under, or its title."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

from generator import maths, text

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from generator.paper import Paper

_VERSION = re.compile(r"(?<=\d)v\d{1,2}$")


def named(known: Mapping[str, set[str]], name: str) -> set[str]:
    """Return the keys of the papers that a maintainer's name for one means; `known` comes from `names`."""
    return known.get(_VERSION.sub("", name.lower())) or known.get(_folded(name)) or set()


def names(papers: Iterable[Paper], slugs: Mapping[str, str]) -> dict[str, set[str]]:
    """Return the keys of the papers that each identity, slug and folded title names."""
    known: dict[str, set[str]] = defaultdict(set)
    for paper in papers:
        for name in paper.identities:
            known[name.lower()].add(paper.key)
            if name in slugs:
                known[slugs[name]].add(paper.key)
        known[_folded(paper.title)].add(paper.key)
    return known


def _folded(title: str) -> str:
    # A title's own key never looks like an identity or a slug of several words.
    return "= " + text.fold(maths.to_unicode(title))
