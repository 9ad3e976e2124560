"""The page of one paper: what is known of it, why it is here, what is near, and how to cite it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any
from urllib.parse import quote_plus

import msgspec

from generator import downloads
from generator.cache import digest
from generator.citation import highwire, jsonld, signposting
from generator.citation.formats import FORMATS
from generator.maths import to_unicode
from generator.paper import UNSORTED, Author, Paper
from generator.site import Site
from generator.text import cut

from . import Draft, Planned
from ._actions import actions, registry_name, version_url
from ._marks import Mark
from ._shared import Shared, author_query

DESCRIPTION_LENGTH = 120
"""Longer meta descriptions are cut by those who show them on a phone."""
AUTHORS_SHOWN = 12
"""Further authors open on demand; a single one more is shown instead of a button for it."""
_BIBTEX = FORMATS["bibtex"]
_encode = msgspec.msgpack.Encoder().encode


def plan(shared: Shared) -> Iterator[Planned]:
    """Yield a page for every paper."""
    for paper in shared.site.catalogue.papers:
        yield Planned(
            f"papers/{paper.slug}/", "paper", partial(_draft, shared, paper), partial(_made_of, shared, paper)
        )


def _made_of(shared: Shared, paper: Paper) -> bytes:
    """Return a digest of all that the draft is made from."""
    related = shared.site.catalogue.related[paper.key]
    glimpses = b"".join([shared.glimpses[item.key] for item in related])
    return digest(
        b"paper", shared.ground, shared.site.told[paper.key], _encode((shared.turns[paper.key], related)), glimpses
    )


def _draft(shared: Shared, paper: Paper) -> Draft:
    path = f"papers/{paper.slug}/"
    site = shared.site
    return Draft(
        path=path,
        kind="paper",
        title=to_unicode(paper.title),
        # The abstract itself stands below: those who index a large catalogue cut it as they like.
        description="" if site.is_large else cut(to_unicode(paper.abstract), DESCRIPTION_LENGTH),
        head="head_paper.md.jinja",
        body="paper.md.jinja",
        values={
            "tags": list(highwire.tags(paper)),
            "jsonld": jsonld.record(paper, in_full=not site.is_large),
            "in_full": not site.is_large,
            "signposts": list(signposting.links(paper)),
            "paper": paper,
            "authors": [(author.name, author_url(shared, author)) for author in paper.authors],
            "shown": len(paper.authors) if len(paper.authors) <= AUTHORS_SHOWN + 1 else AUTHORS_SHOWN,
            "venue_url": venue_url(site, paper),
            "actions": list(actions(paper)),
            "registries": registries(paper),
            "changes": paper.changes,
            "versions": [(version, version_url(version)) for version in paper.versions],
            "sources": fields_by_source(paper),
            "bibtex": None if site.is_large else site.reference(_BIBTEX, paper, site.citation_keys[paper.key]),
            "references": f"api/{downloads.file_name(site, _BIBTEX)}",
            "report_url": report_url(site, paper),
            **_near(shared, paper),
        },
    )


def _near(shared: Shared, paper: Paper) -> dict[str, Any]:
    """Return the topics of the paper with its evidence for each, the papers next to it, and those related to it."""
    marks = shared.marks
    slugs = [topic.slug for topic in paper.topics]
    parts = {slug: [marks[part].name for part in slugs if slug in shared.above[part]] for slug in slugs}
    return {
        "primary": marks.get(paper.primary_topic, marks["unsorted"]),
        "topics": [(marks[topic.slug], topic.slug, topic.evidence, parts[topic.slug]) for topic in paper.topics],
        "turns": [turn for turn in zip(("Newer", "Older"), shared.turns[paper.key], strict=True) if turn[1]],
        "related": _related(shared, paper),
    }


def _related(shared: Shared, paper: Paper) -> list[tuple[str, str, tuple[str, ...], Mark | None]]:
    """Return slug, title and shared words of the papers related to this one, the nearest first.

    The first one that is filed under another topic has that one's mark: it leads out of the field.
    """
    found: list[tuple[str, str, tuple[str, ...], Mark | None]] = []
    at_home = {paper.primary_topic, UNSORTED}
    is_out = False
    for item in shared.site.catalogue.related[paper.key]:
        other = shared.papers[item.key]
        leads_out = not is_out and other.primary_topic not in at_home
        found.append((other.slug, other.title, item.words, shared.marks[other.primary_topic] if leads_out else None))
        is_out = is_out or leads_out
    return found


def fields_by_source(paper: Paper) -> list[tuple[str, int, list[str]]]:
    """Return file and line of each source, and what it gave, where there are several."""
    return [
        (source.file, source.line, [origin.field for origin in paper.origins if origin.source == source])
        for source in paper.sources
    ]


def registries(paper: Paper) -> list[tuple[str, str]]:
    """Return the identifiers that are shown among the facts: (registry, identifier); addresses are buttons instead."""
    return [(registry_name(item.kind), item.value) for item in paper.identifiers if item.kind not in ("url", "pdf")]


def author_url(shared: Shared, author: Author) -> str | None:
    """Return the path of the author's page, or of a search for her name where she has none.

    None leaves the search to the browser, which finds nothing without scripts anyway.
    """
    shelf = shared.author_shelf(author)
    if shelf:
        return shelf[1]
    return None if shared.site.is_large else f"search/?q={quote_plus(author_query(author.name))}"


def venue_url(site: Site, paper: Paper) -> str | None:
    """Return the path of the page of the paper's venue."""
    return f"venues/{site.catalogue.venue_slugs[paper.venue.series]}/" if paper.venue else None


def report_url(site: Site, paper: Paper) -> str | None:
    """Return a short prefilled issue for an error in this paper, or None where no repository is set.

    Only the slug goes into it: prefilled issues with whole records fail with "URL too long". In a large catalogue the
    browser writes it.
    """
    if not site.settings.repo_url:
        return None
    address = f"{site.settings.repo_url}/issues/new"
    return address if site.is_large else f"{address}?title={quote_plus('Error in ' + paper.slug)}"
