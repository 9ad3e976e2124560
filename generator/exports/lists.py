"""The references of each list (topic, venue, year, author) as files beside its page, such as `topics/x/papers.bib`."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from generator import downloads
from generator.citation.formats import Format
from generator.paper import Paper
from generator.site import Site

from . import ExportFile
from ._files import joined


def render(site: Site) -> Iterator[ExportFile]:
    """Yield the files; a paper stands in several lists and is rendered once for each form."""
    known: dict[tuple[str, str], str] = {}
    packed = downloads.is_large(site)
    for listed in downloads.shelved(site):
        for form in downloads.list_formats(site, listed.kind, len(listed.papers)):
            chunks = form.chunks(listed.papers, site.citation_keys, partial(_once, known, form))
            path = f"{listed.path}{downloads.file_name(site, form)}"
            yield ExportFile(path, joined(chunks, packed=packed))


def _once(known: dict[tuple[str, str], str], form: Format, paper: Paper, key: str) -> str:
    text = known.get((form.name, paper.key))
    if text is None:
        text = known[form.name, paper.key] = form.render(paper, key)
    return text
