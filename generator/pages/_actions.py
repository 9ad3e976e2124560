"""Where a paper can be read and had: the addresses of its identifiers and links, the PDF first."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import quote

import msgspec

from generator.paper import Paper, Version

# Registries whose addresses follow from the identifier, in the order in which a reader wants them.
_REGISTRIES = {
    "arxiv": ("arXiv", "https://arxiv.org/abs/"),
    "doi": ("DOI", "https://doi.org/"),
    "openreview": ("OpenReview", "https://openreview.net/forum?id="),
    "acl": ("ACL Anthology", "https://aclanthology.org/"),
}
_ARXIV_PDF = "https://arxiv.org/pdf/"


class Action(msgspec.Struct, frozen=True):
    """One button: a word and where it leads."""

    name: str
    url: str
    note: str | None = None


def registry_name(kind: str) -> str:
    """Return a registry's name as it writes it itself."""
    return _REGISTRIES[kind][0] if kind in _REGISTRIES else kind


def version_url(version: Version) -> str | None:
    """Return where a version of a paper stands, or None where its registry has no addresses."""
    item = version.identifier
    if item is None or item.kind not in _REGISTRIES:
        return None
    number = re.search(r" (v\d+)$", version.name) if item.kind == "arxiv" else None
    return _REGISTRIES[item.kind][1] + _quoted(item.value) + (number[1] if number else "")


def pdf_url(paper: Paper) -> str | None:
    """Return where the PDF is: as given, else arXiv's."""
    arxiv = paper.identifier("arxiv")
    return paper.identifier("pdf") or (_ARXIV_PDF + _quoted(arxiv) if arxiv else None)


def actions(paper: Paper) -> Iterator[Action]:
    """Yield the buttons of a paper's page."""
    if pdf := pdf_url(paper):
        yield Action("PDF", pdf)
    for kind, (name, address) in _REGISTRIES.items():
        if value := paper.identifier(kind):
            yield Action(name, address + _quoted(value))
    if page := paper.identifier("url"):
        yield Action("Web page", page)
    for link in paper.links:
        yield Action(link.kind.capitalize(), link.url, link.note)


def _quoted(identifier: str) -> str:
    return quote(identifier, safe="/:;().-_~")
