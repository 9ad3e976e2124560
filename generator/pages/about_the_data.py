"""About the data: counts, sources, licences, every repair that was made to a text, and where sources disagree."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby

from generator.paper import Conflict, Flag, Paper, Repair
from generator.site import Site

from . import Page, common_head, fill
from ._lists import Cut, cut

PATH = "about/data/"

Change = tuple[Paper, Repair | Flag | Conflict]


def render(site: Site) -> Iterator[Page]:
    """Yield `/about/data/`; repairs beyond the first page of them follow on numbered pages."""
    papers = sorted(site.catalogue.papers, key=lambda paper: (paper.position or 0, paper.key))
    changes = [(paper, change) for paper in papers for change in paper.changes]
    for place, items in cut(changes, site.settings.page_size * 2, PATH):
        yield _page(site, place, items, changes)


def _page(site: Site, place: Cut, items: Sequence[Change], changes: Sequence[Change]) -> Page:
    path = place.path(place.number)
    title = "About the data" if place.number == 1 else f"About the data, page {place.number}"
    description = "Where the records come from, what was repaired in them, and what may be done with them."
    return Page(
        path=path,
        kind="about-the-data",
        title=title,
        description=description,
        head=common_head(site, path, title, description, place),
        body=fill(
            "about_the_data.md.jinja", path, site=site, place=place,
            counts=site.catalogue.counts, files=site.catalogue.files, groups=_by_paper(items),
            repaired=Counter(change.rule for _, change in changes if isinstance(change, Repair)),
            flagged=Counter(change.rule for _, change in changes if isinstance(change, Flag)),
            disputed=Counter(change.field for _, change in changes if isinstance(change, Conflict)),
        ),
    )  # fmt: skip


def _by_paper(changes: Sequence[Change]) -> list[tuple[Paper, list[Repair | Flag | Conflict]]]:
    groups = groupby(changes, key=lambda item: item[0].key)
    return [(items[0][0], [change for _, change in items]) for items in (list(group) for _, group in groups)]
