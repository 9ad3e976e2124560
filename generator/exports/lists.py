"""The references of each list (topic, venue, year, author) as files beside its page, such as `topics/x/papers.bib`."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from generator import downloads
from generator.site import Site

from . import ExportFile
from ._files import joined


def render(site: Site) -> Iterator[ExportFile]:
    """Yield the files; a paper stands in several of them."""
    packed = downloads.is_large(site)
    for listed in downloads.shelved(site):
        for form in downloads.list_formats(site, listed.kind, len(listed.papers)):
            chunks = form.chunks(listed.papers, site.citation_keys, partial(site.reference, form))
            path = f"{listed.path}{downloads.file_name(site, form)}"
            yield ExportFile(path, joined(chunks, packed=packed))
