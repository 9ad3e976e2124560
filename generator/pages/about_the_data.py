"""About the data: counts, sources, licences, every repair that was made to a text, and where sources disagree."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import partial
from itertools import groupby
from typing import Any

from generator.paper import Conflict, Flag, Paper, Repair

from . import Draft, Planned
from ._lists import Cut, cut
from ._shared import Shared

PATH = "about/data/"

Change = tuple[Paper, Repair | Flag | Conflict]


def plan(shared: Shared) -> Iterator[Planned]:
    """Yield `/about/data/`; repairs beyond the first page of them follow on numbered pages."""
    papers = sorted(shared.site.catalogue.papers, key=lambda paper: (paper.position or 0, paper.key))
    changes = [(paper, change) for paper in papers for change in paper.changes]
    for place, items in cut(changes, shared.site.settings.page_size * 2, PATH):
        yield Planned(place.own_path, "about-the-data", partial(_draft, shared, place, items, changes))


def _draft(shared: Shared, place: Cut, items: Sequence[Change], changes: Sequence[Change]) -> Draft:
    disputed = Counter(change.field for _, change in changes if isinstance(change, Conflict))
    return Draft(
        path=place.own_path,
        kind="about-the-data",
        title=place.titled("About the data"),
        description="Where the records come from, what was repaired in them, and what may be done with them.",
        body="about_the_data.md.jinja",
        values={
            **shared.head(place.own_path),
            "place": place,
            "groups": _by_paper(items),
            "disputed": sorted(disputed.items()),
            "summary": _summary(shared, changes) if place.number == 1 else None,
        },
    )


def _summary(shared: Shared, changes: Sequence[Change]) -> dict[str, Any]:
    catalogue, settings = shared.site.catalogue, shared.site.settings
    repaired = Counter(change.rule for _, change in changes if isinstance(change, Repair))
    flagged = Counter(change.rule for _, change in changes if isinstance(change, Flag))
    return {
        "counts": catalogue.counts,
        "files": catalogue.files,
        "provenance": settings.provenance,
        "licences": [text for text in (settings.text_licence, settings.data_licence) if text],
        "rules": [(rule, repaired[rule], flagged[rule]) for rule in sorted(repaired | flagged)],
    }


def _by_paper(changes: Sequence[Change]) -> list[tuple[str, str, list[Repair | Flag | Conflict]]]:
    """Return the changes under the slug and title of their papers."""
    groups = (list(group) for _, group in groupby(changes, key=lambda item: item[0].key))
    return [(items[0][0].slug, items[0][0].title, [change for _, change in items]) for items in groups]
