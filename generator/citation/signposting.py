"""Signposting: the typed links by which programs find from a paper's page what it is about (signposting.org)."""

from __future__ import annotations

from collections.abc import Iterator

from generator.paper import Paper


def links(paper: Paper) -> Iterator[tuple[str, str]]:
    """Yield (relation, address): how the paper is cited, its file, and the persons who are surely known."""
    if doi := paper.identifier("doi"):
        yield "cite-as", f"https://doi.org/{doi}"
    elif arxiv := paper.identifier("arxiv"):
        yield "cite-as", f"https://arxiv.org/abs/{arxiv}"
    if pdf := paper.identifier("pdf"):
        yield "item", pdf
    yield from (("author", f"https://orcid.org/{author.orcid}") for author in paper.authors if author.orcid)
