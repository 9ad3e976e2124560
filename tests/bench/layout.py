"""Measures the map of papers: what its layout costs, and how well it keeps neighbours, beside principal components.

Usage: python -m tests.bench.layout --corpus FILE [--sizes 2000 20000]
Prints a Markdown table. The papers are drawn from the file by hash; their topics are those of content/topics.yml.
"""

from __future__ import annotations

import argparse
import time
from pathlib import Path
from typing import Any, NamedTuple

import msgspec
import numpy as np
from numpy.typing import NDArray

from generator.layout import NEIGHBOURS, lay_out, principal_components, sample_of
from generator.paper import UNSORTED
from generator.records import file_all
from generator.related import liken
from generator.rules import read_rules
from tests.bench.search.records import read_papers
from tests.layout.quality import kinship, trustworthiness

CONTENT = Path(__file__).parents[2] / "content"
MOST_ROWS = 2_000
"""Texts that a measure is the mean of: each is compared with all others."""
HEAD = """
| papers | layout, CPU s | trustworthiness | of principal components | of one topic among the nearest ten | by chance |
| ---: | ---: | ---: | ---: | ---: | ---: |"""


class Row(NamedTuple):
    """What was measured at one size."""

    papers: int
    cpu: float
    trust: float
    linear: float
    kin: tuple[float, float]

    def __str__(self) -> str:
        share, chance = self.kin
        return (
            f"| {self.papers:,} | {self.cpu:.1f} | {self.trust:.3f} | {self.linear:.3f} | {share:.2f} | {chance:.2f} |"
        )


def main() -> None:
    """Print a row for each size."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus", type=Path, required=True, help="records as JSON Lines, plain or .xz")
    parser.add_argument("--sizes", type=int, nargs="+", default=[2_000, 20_000])
    options = parser.parse_args()
    print(HEAD)
    for size in options.sizes:
        print(measured(options.corpus, size), flush=True)


def measured(corpus: Path, size: int) -> Row:
    """Return the figures of so many papers."""
    papers = [msgspec.structs.replace(paper, topics=()) for paper in read_papers(corpus, size)]
    papers = list(file_all(papers, read_rules(CONTENT).taxonomy))
    likeness = liken(papers, NEIGHBOURS)
    assert likeness.vocabulary, "no record has a word"
    weights = likeness.vocabulary.weights
    began = time.process_time()
    sample = sample_of([papers[place].key for place in likeness.order], likeness.vocabulary.counts)
    places = lay_out(weights, likeness.near, sample=sample)
    spent = time.process_time() - began
    rows = spread(len(papers))
    topics = np.array([papers[place].primary_topic for place in likeness.order])
    return Row(
        len(papers),
        spent,
        trustworthiness(weights, places, rows=rows),
        trustworthiness(weights, principal_components(weights), rows=rows),
        _kinship(topics, places),
    )


def spread(size: int) -> NDArray[Any]:
    """Return the numbers of `MOST_ROWS` texts of so many, evenly spread."""
    return np.unique(np.linspace(0, size - 1, MOST_ROWS).astype(int))


def _kinship(topics: NDArray[Any], places: NDArray[Any]) -> tuple[float, float]:
    """Return the measure over the papers that have a topic."""
    filed = topics != UNSORTED
    labels = np.unique(topics[filed], return_inverse=True)[1]
    return kinship(labels, places[filed], rows=spread(len(labels)))


if __name__ == "__main__":
    main()
