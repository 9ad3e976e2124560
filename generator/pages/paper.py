"""The page of one paper: what is known of it, why it is here, what is near, and how to cite it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import quote_plus

from generator.citation import bibtex, highwire, jsonld
from generator.maths import to_unicode
from generator.paper import Author, Paper, Source
from generator.site import Site
from generator.text import cut, fold

from . import Page, fill
from ._actions import actions, registry_name, version_url
from ._marks import Mark, topic_marks

DESCRIPTION_LENGTH = 160
"""Longer meta descriptions are cut by everyone who shows them."""


def render(site: Site) -> Iterator[Page]:
    """Yield a page for every paper."""
    papers = site.catalogue.by_key()
    marks = topic_marks(site)
    for paper in site.catalogue.papers:
        yield _page(site, paper, papers, marks)


def _page(site: Site, paper: Paper, papers: Mapping[str, Paper], marks: Mapping[str, Mark]) -> Page:
    path = f"papers/{paper.slug}/"
    title = to_unicode(paper.title)
    description = cut(to_unicode(paper.abstract), DESCRIPTION_LENGTH)
    values: dict[str, Any] = {
        "site": site,
        "paper": paper,
        "title": title,
        "marks": marks,
        "author_urls": [author_url(site, author) for author in paper.authors],
        "venue_url": venue_url(site, paper),
        "related": [(papers[item.key], item.words) for item in site.catalogue.related[paper.key]],
        "actions": list(actions(paper)),
        "registries": registries(paper),
        "changes": paper.changes,
        "versions": [(version, version_url(version)) for version in paper.versions],
        "given": fields_by_source(paper),
        "bibtex": bibtex.render(paper),
        "report_url": report_url(site, paper),
    }
    return Page(
        path=path,
        kind="paper",
        title=title,
        description=description,
        head=fill(
            "head_paper.md.jinja",
            path,
            url=site.url(path) if site.settings.site_url else None,
            tags=list(highwire.tags(paper)),
            jsonld=jsonld.record(paper),
        ),
        body=fill("paper.md.jinja", path, **values),
    )


def fields_by_source(paper: Paper) -> dict[Source, list[str]]:
    """Return what each source gave, where there are several."""
    return {source: [origin.field for origin in paper.origins if origin.source == source] for source in paper.sources}


def registries(paper: Paper) -> list[tuple[str, str]]:
    """Return the identifiers that are shown among the facts: (registry, identifier); addresses are buttons instead."""
    return [(registry_name(item.kind), item.value) for item in paper.identifiers if item.kind not in ("url", "pdf")]


def author_url(site: Site, author: Author) -> str:
    """Return the path of the author's page, or of a search for her name where she has none."""
    slug = site.catalogue.author_slugs.get(fold(author.name))
    return f"authors/{slug}/" if slug else f"search/?q={quote_plus(author.name)}"


def venue_url(site: Site, paper: Paper) -> str | None:
    """Return the path of the page of the paper's venue."""
    return f"venues/{site.catalogue.venue_slugs[paper.venue.series]}/" if paper.venue else None


def report_url(site: Site, paper: Paper) -> str | None:
    """Return a short prefilled issue for an error in this paper, or None where no repository is set.

    Only the slug goes into it: prefilled issues with whole records fail with "URL too long".
    """
    if not site.settings.repo_url:
        return None
    return f"{site.settings.repo_url}/issues/new?title={quote_plus('Error in ' + paper.slug)}"
