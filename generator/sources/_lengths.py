"""The length that parts titles from abstracts, and how a sentence ends."""

from __future__ import annotations

import math
import re
from collections import Counter
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.sources._paragraphs import Paragraph

# Of 67,000 papers, one title in a thousand is longer than 160 characters and none longer than 217; one abstract in a
# hundred is shorter than 370. These lengths count where the text itself does not show what its own titles have.
LONG_TITLE = 170
_SHORT_ABSTRACT = 200
_LEAST, _MOST = 100, 400
"""Bounds of what the text may show."""
_CLEAR_RATIO = 2.5
"""How much longer the abstracts are than the titles where the lengths of a text tell them apart."""
# The address is bounded: a line of many beginnings of one would be read to its end from each.
SENTENCE_END = re.compile(r"[.!?…。！？][\"'”’)\]}*]*$|https?://\S{1,500}$")


def parting(content: Sequence[Paragraph]) -> float:
    """Return the length that most often lies between a paragraph and the next, longer one: titles end there."""
    edges: Counter[int] = Counter()
    for first, second in pairwise(len(item.text) for item in content):
        if first < second:
            edges[first] += 1
            edges[second] -= 1
    between, best, edge = 0, (0, 0.0), 0.0
    for low, high in pairwise(sorted(edges)):
        between += edges[low]
        if (between, high / low) > best:
            best, edge = (between, high / low), math.sqrt(low * high)
    longer = [item.text for item in content if len(item.text) > edge]
    shorter = [item.text for item in content if len(item.text) <= edge]
    if not longer or not shorter:
        return _SHORT_ABSTRACT
    ratio = median(map(len, longer)) / median(map(len, shorter))
    prose = sum(bool(SENTENCE_END.search(paragraph)) for paragraph in longer)
    if ratio < _CLEAR_RATIO or 2 * prose < len(longer):
        return _SHORT_ABSTRACT
    return min(max(edge, _LEAST), _MOST)
