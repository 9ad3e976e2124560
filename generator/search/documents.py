"""The papers as the index has them: order, runs of year and venue, abstract lengths, and what hits display."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby, pairwise

import msgspec
import numpy as np

from generator.maths import to_unicode
from generator.packing import packed
from generator.paper import UNSORTED, Paper
from generator.text import cut

from .bits import pack, rice, rice_width, varints
from .files import FOLDER, MAGIC, IndexFile, content_hash

PAPERS_PER_FILE = 4
"""Hits scatter: 64 in a file cost 49 KB for ten hits, 4 cost 6."""
FILES_PER_FOLDER = 32
"""One hash in the manifest for so many files, which a change of one of them renames: for each file it would be 21 KB at
20,000 papers."""
MAX_AUTHORS = 12
SERIES_ALONE, SERIES_AND_YEAR = 0, 1
"""What stands for the usual names of venues, which would be 2 % of the index."""
MAX_SNIPPET = 160
FIRST_WIDTH = 6
"""Low bits of the first length of a run, which is no step."""
LINKS = ("code", "pdf", "arxiv", "doi", "project")
"""Kinds of links that a hit names, in the order of their bits."""


class Document(msgspec.Struct, frozen=True):
    """A paper with what decides its number in the index."""

    paper: Paper
    before: int
    """Its place in the catalogue."""
    length: int
    """Words of the abstract, as indexed."""
    year: int
    """0 when unknown."""
    venue: int
    """Its place in the list of series; the last place is for papers without one."""
    links: int
    """Which kinds of links it has, one bit each."""


def venue_names(papers: Sequence[Paper]) -> list[str]:
    """Return the series of all papers in the order of their names; the empty one, for unknown, comes last."""
    names = {paper.venue.series for paper in papers if paper.venue}
    return [*sorted(names - {""}), ""]


def in_order(papers: Sequence[Paper], venues: Sequence[str], lengths: Sequence[int]) -> list[Document]:
    """Return the papers by year (newest first), venue and words of the abstract: runs, and small steps within them."""
    places = {name: place for place, name in enumerate(venues)}
    documents = [
        Document(
            paper, before, length, paper.year or 0, places[paper.venue.series if paper.venue else ""], _link_bits(paper)
        )
        for before, (paper, length) in enumerate(zip(papers, lengths, strict=True))
    ]
    return sorted(documents, key=lambda item: (-item.year, item.venue, item.length, item.paper.key))


def runs(documents: Sequence[Document]) -> bytes:
    """Return `runs.bin`: year (0 unknown), venue and number of papers, for each run of documents."""
    found = [(key, len(list(members))) for key, members in groupby(documents, key=lambda item: (item.year, item.venue))]
    return MAGIC + varints(number for (year, venue), count in found for number in (year, venue, count))


def lengths(documents: Sequence[Document]) -> bytes:
    """Return `lengths.bin`: the words of each abstract as Rice-coded steps from the one before it in its run."""
    if not documents:
        return MAGIC + b"\0"
    keys = [(item.year, item.venue) for item in documents]
    first = np.array([True] + [one != other for one, other in pairwise(keys)])
    of_abstracts = np.array([item.length for item in documents], dtype=np.int64)
    steps = np.where(first, 0, np.diff(of_abstracts, prepend=0))
    width = rice_width(int(steps.sum()), int((~first).sum()))
    values = np.where(first, of_abstracts, steps)
    content, _ = pack(rice(values, np.where(first, FIRST_WIDTH, width)), np.array([0]))
    return MAGIC + bytes([width]) + content


def numbers(documents: Sequence[Document], by_slug: Sequence[Paper]) -> bytes:
    """Return the place of each paper in the order of slugs: exports take references by it, not a file for each hit."""
    places = {paper.key: place for place, paper in enumerate(by_slug)}
    return MAGIC + varints(places[item.paper.key] for item in documents)


def display_files(
    documents: Sequence[Document], venues: Sequence[str], topics: Mapping[str, int], *, is_packed: bool
) -> Iterator[tuple[str, list[IndexFile]]]:
    """Yield each folder of display files with its hash, which is that of what they say."""
    encode = msgspec.json.Encoder().encode
    per_folder = PAPERS_PER_FILE * FILES_PER_FOLDER
    for start in range(0, len(documents), per_folder):
        shown = [_display(item, venues, topics) for item in documents[start : start + per_folder]]
        contents = [encode(shown[at : at + PAPERS_PER_FILE]) for at in range(0, len(shown), PAPERS_PER_FILE)]
        name = content_hash(*contents)
        first = start // PAPERS_PER_FILE
        paths = (f"{FOLDER}papers/{name}/{first + place}.json" for place in range(len(contents)))
        files = [IndexFile(path, content) for path, content in zip(paths, contents, strict=True)]
        yield name, [IndexFile(f"{file.path}.gz", packed(file.content)) for file in files] if is_packed else files


def _display(item: Document, venues: Sequence[str], topics: Mapping[str, int]) -> list[object]:
    """Return slug, title, authors, how many, venue, topic, links, snippet, and a status other than published."""
    paper = item.paper
    series = venues[item.venue]
    # The series and the year are known from the run; only another name is written out.
    known = {series: SERIES_ALONE, f"{series} {item.year}": SERIES_AND_YEAR}
    venue = known.get(paper.venue.name, paper.venue.name) if paper.venue else SERIES_ALONE
    topic = topics.get(paper.primary_topic, -1) if paper.primary_topic != UNSORTED else -1
    snippet = cut(to_unicode(paper.abstract[: 2 * MAX_SNIPPET]), MAX_SNIPPET)
    facts = [
        paper.slug, paper.title, [author.name for author in paper.authors[:MAX_AUTHORS]], len(paper.authors),
        venue, topic, item.links, snippet,
    ]  # fmt: skip
    return facts if paper.status.state == "published" else [*facts, paper.status.state]


def _link_bits(paper: Paper) -> int:
    kinds = {item.kind for item in paper.identifiers} | {item.kind for item in paper.links}
    if paper.has_pdf:
        kinds.add("pdf")
    return sum(1 << bit for bit, kind in enumerate(LINKS) if kind in kinds)
