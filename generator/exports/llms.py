"""`llms.txt`: what the site is and where its data stand, for programs that read before they crawl."""

from __future__ import annotations

from collections.abc import Iterator

from generator import downloads, escape
from generator.citation.formats import FORMATS
from generator.site import Site

from . import ExportFile


def render(site: Site) -> Iterator[ExportFile]:
    """Yield the file, which is Markdown."""
    settings = site.settings
    count = len(site.catalogue.papers)
    lines = [
        f"# {escape.markdown(settings.site_name)}",
        "",
        f"> A catalogue of {count} {'paper' if count == 1 else 'papers'}: abstracts, authors, venues, topics, links.",
        "",
        *(f"{text}\n" for text in (settings.provenance, settings.text_licence, settings.data_licence) if text),
        "## Data",
        "",
        *_links(site),
        "",
        "## Topics",
        "",
        *(
            f"- [{escape.markdown(shelf.name)}]({site.url(f'topics/{shelf.slug}/')}): {len(shelf.papers)} papers"
            for shelf in site.catalogue.topics
        ),
    ]
    yield ExportFile("llms.txt", ("\n".join(lines) + "\n").encode())


def _links(site: Site) -> Iterator[str]:
    yield f"- [Everything as JSON]({site.url('api/index.json')}): what files there are, and their version"
    records = downloads.records_name(site)
    yield f"- [All papers]({site.url(f'api/{records}')}): one JSON object a line, abstracts included"
    bibtex = downloads.file_name(site, FORMATS["bibtex"])
    yield f"- [BibTeX]({site.url(f'api/{bibtex}')}): the references of all papers"
    yield f"- [Search]({site.url('search/')}): in the browser"
