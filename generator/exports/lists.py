"""The references of each list (topic, venue, year, author) as files beside its page, such as `topics/x/papers.bib`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from generator import downloads
from generator.citation.formats import Format
from generator.paper import Paper
from generator.site import Site

from . import ExportFile
from ._files import joined


def render(site: Site) -> Iterator[ExportFile]:
    """Yield the files; a paper stands in several of them."""
    packed = site.is_large
    for listed in downloads.shelved(site):
        for form in downloads.list_formats(site, listed.kind, len(listed.papers)):
            path = f"{listed.path}{downloads.file_name(site, form)}"
            make = partial(_content, site, listed.papers, form, packed=packed)
            yield ExportFile(path, make, listed.told)


def _content(site: Site, papers: Sequence[Paper], form: Format, *, packed: bool) -> bytes:
    chunks = form.chunks(papers, site.citation_keys, partial(site.reference, form))
    return joined(map(str.encode, chunks), packed=packed)
