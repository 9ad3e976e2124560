"""`api/references/`: BibTeX and what it does not tell, in pieces by slug, for browsers that want some papers.

A reading list knows slugs, a search the numbers of papers in their order: the index says where both begin.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

import msgspec

from generator.citation import beyond_bibtex
from generator.citation.formats import FORMATS
from generator.numbering import numbered
from generator.packing import packed
from generator.paper import Paper
from generator.site import Site

from . import ExportFile
from ._files import made_of
from .api import VERSION

FOLDER = "api/references/"
SIZE = 400
"""Papers in a file: some 50 KB as they are sent. Of 67,000 papers 1,000 that are found anywhere take 170 files."""


def render(site: Site) -> Iterator[ExportFile]:
    """Yield the files, `0.json.gz` and so on, and an index that names the first slug of each."""
    papers, release = numbered(site.catalogue.papers)
    firsts: list[str] = []
    for start in range(0, len(papers), SIZE):
        part = papers[start : start + SIZE]
        make = partial(_content, site, part)
        yield ExportFile(f"{FOLDER}{len(firsts)}.json.gz", make, made_of(site, FOLDER, part))
        firsts.append(part[0].slug)
    index = {"version": VERSION, "release": release, "perFile": SIZE, "firsts": firsts}
    yield ExportFile(f"{FOLDER}index.json", msgspec.json.encode(index) + b"\n")


def _content(site: Site, papers: Sequence[Paper]) -> bytes:
    form = FORMATS["bibtex"]
    content = {
        paper.slug: [site.reference(form, paper, site.citation_keys[paper.key]), beyond_bibtex.facts(paper)]
        for paper in papers
    }
    return packed(msgspec.json.encode(content) + b"\n")
