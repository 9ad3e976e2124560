"""Addresses that were published once: a tombstone with the reason, or a redirect to where the paper went."""

from __future__ import annotations

from collections.abc import Iterator

from generator.site import Site

from . import Page, fill

FOLDERS = {"paper": "papers", "topic": "topics", "author": "authors", "venue": "venues"}


def render(site: Site) -> Iterator[Page]:
    """Yield a page for each permalink whose subject left the catalogue or moved."""
    for entry in site.catalogue.gone:
        path = f"{FOLDERS[entry.kind]}/{entry.slug}/"
        target = f"{FOLDERS[entry.kind]}/{entry.target}/" if entry.target else None
        title = "Moved" if target else "No longer in this catalogue"
        yield Page(
            path=path,
            kind="gone",
            title=title,
            head=fill("head_gone.md.jinja", path, target=target),
            body=fill(
                "gone.md.jinja", path, site=site, title=title, target=target, entry=entry, folder=FOLDERS[entry.kind]
            ),
        )
