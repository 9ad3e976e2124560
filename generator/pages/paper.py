"""The page of one paper."""

from __future__ import annotations

from collections.abc import Iterator

from generator.maths import to_unicode
from generator.text import cut

from generator.site import Site

from . import Page, fill

DESCRIPTION_LENGTH = 200


def render(site: Site) -> Iterator[Page]:
    """Yield a page for every paper."""
    for paper in site.catalogue.papers:
        path = f"papers/{paper.slug}/"
        yield Page(
            path=path,
            kind="paper",
            title=to_unicode(paper.title),
            description=cut(to_unicode(paper.abstract), DESCRIPTION_LENGTH),
            body=fill("paper.md.jinja", path, paper=paper, site=site),
        )
