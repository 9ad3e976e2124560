"""What a maintainer may call a paper: an identity, the slug that it was published under, or its title."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING, TypeVar

from generator import maths, text

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_VERSION = re.compile(r"(?<=\d)v\d{1,2}$")
_Thing = TypeVar("_Thing")


def named(known: Mapping[str, set[_Thing]], name: str) -> set[_Thing]:
    """Return what a maintainer's name for a paper means; `known` comes from `names`."""
    return known.get(_VERSION.sub("", name.lower())) or known.get(_folded(name)) or set()


def names(
    things: Iterable[tuple[_Thing, Iterable[str], str]],
    slugs: Mapping[str, str],
    other_titles: Iterable[tuple[_Thing, str]] = (),
) -> dict[str, set[_Thing]]:
    """Return what each identity, slug and folded title names, from things with their identities and their title.

    `other_titles` name their things where nothing else has that title.
    """
    known: dict[str, set[_Thing]] = defaultdict(set)
    for thing, identities, title in things:
        for name in identities:
            known[name.lower()].add(thing)
            if name in slugs:
                known[slugs[name]].add(thing)
        known[_folded(title)].add(thing)
    taken = frozenset(known)
    for thing, title in other_titles:
        if (folded := _folded(title)) not in taken:
            known[folded].add(thing)
    return known


def _folded(title: str) -> str:
    # A title's own key never looks like an identity or a slug of several words; signs alone stand for themselves.
    return f"= {text.fold(maths.to_unicode(title)) or title}"
