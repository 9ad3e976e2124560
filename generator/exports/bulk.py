"""All papers in each form of citation, and as JSON Lines: `api/papers.bib` and so on, with what a data package says.

BibTeX is cut into files below the 50 MB that tools such as Overleaf take; CSV and the rest are one file each.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import msgspec

from generator import downloads
from generator.citation import table
from generator.citation.formats import FORMATS, Format
from generator.paper import Paper
from generator.site import Site

from . import ExportFile
from ._blocks import Blocks
from ._files import cut, joined
from .api import FOLDER, lines, pretty

PACKAGE = f"{FOLDER}datapackage.json"
MAX_BIBTEX = 49_000_000
"""Bytes of a file, which ends with a whole block of papers."""
_CUT = frozenset({"bibtex", "biblatex"})
_INTEGERS = frozenset({"year", "citations"})
_encode = msgspec.msgpack.Encoder().encode
_decode = msgspec.msgpack.Decoder(list[str]).decode


def render(site: Site) -> Iterator[ExportFile]:
    """Yield the files and then `api/datapackage.json`, which describes them."""
    resources = []
    for file, form in _files(site):
        resources.append(_resource(file, form))
        yield file
    yield ExportFile(PACKAGE, pretty(_package(site, resources)))


def _files(site: Site) -> Iterator[tuple[ExportFile, Format | None]]:
    packed = site.is_large
    end = ".gz" if packed else ""
    records = joined(lines(site), packed=packed)
    yield ExportFile(f"{FOLDER}{downloads.records_name(site)}", records), None
    papers = [_bare(paper) for paper in site.catalogue.papers] if packed else site.catalogue.papers
    blocks = Blocks(site, papers)
    for form in FORMATS.values():
        # The forms of lists do not hold the abstract where it is left out here.
        made = (_repeated if form in downloads.of_lists(site) else _alone)(site, blocks, form)
        parts: Iterable[Iterable[bytes]] = (
            [form.framed(made)] if form.name not in _CUT else cut(form.framed(made), MAX_BIBTEX)
        )
        for number, part in enumerate(parts, 1):
            place = "" if number == 1 else f"-{number}"
            yield ExportFile(f"{FOLDER}papers{place}.{form.suffix}{end}", joined(part, packed=packed)), form


def _alone(site: Site, blocks: Blocks, form: Format) -> Iterator[bytes]:
    """Yield the records of each block in a form that no other file has."""
    keys = site.citation_keys
    return blocks.contents(
        form.name, lambda papers: form.block([form.render(paper, keys[paper.key]) for paper in papers])
    )


def _repeated(site: Site, blocks: Blocks, form: Format) -> Iterator[bytes]:
    """Yield the same in a form that lists have too, which find each record rendered then."""
    keys = site.citation_keys

    def _render(papers: Sequence[Paper]) -> bytes:
        return _encode([site.reference(form, paper, keys[paper.key]) for paper in papers])

    for papers, content in zip(blocks.papers, blocks.contents(form.name, _render), strict=True):
        texts = _decode(content)
        site.references.update(((form.name, paper.key), text) for paper, text in zip(papers, texts, strict=True))
        yield form.block(texts)


def _bare(paper: Paper) -> Paper:
    return msgspec.structs.replace(paper, abstract="")


def _resource(file: ExportFile, form: Format | None) -> dict[str, Any]:
    name = file.path.removeprefix(FOLDER)
    plain = name.removesuffix(".gz")
    found = {
        "name": plain.replace(".", "-"),
        "path": name,
        "format": plain.partition(".")[2],
        "mediatype": form.media_type if form else "application/jsonl",
        "encoding": "utf-8",
        "bytes": len(file.content),
        "hash": f"sha256:{hashlib.sha256(file.content).hexdigest()}",
    }
    if name != plain:
        found["compression"] = "gz"
    if form and form.name == "csv":
        return {**found, "profile": "tabular-data-resource", "dialect": {"lineTerminator": "\r\n"}, "schema": _schema()}
    return found


def _schema() -> dict[str, Any]:
    """Return the table schema of the CSV."""
    columns = ({"name": name, "type": "integer" if name in _INTEGERS else "string"} for name in table.COLUMNS)
    return {"fields": list(columns), "primaryKey": "slug", "missingValues": [""]}


def _package(site: Site, resources: list[dict[str, Any]]) -> dict[str, Any]:
    settings = site.settings
    newest = max((paper.first_seen for paper in site.catalogue.papers), default=site.catalogue.now)
    found = {
        "profile": "data-package",
        "name": "papers",
        "title": settings.site_name,
        "description": " ".join(filter(None, (settings.provenance, settings.text_licence, settings.data_licence))),
        "homepage": site.url("") if settings.site_url else "",
        "created": f"{newest}T00:00:00Z",
        "resources": resources,
    }
    return {key: value for key, value in found.items() if value}
