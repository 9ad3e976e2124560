"""The digest as pages: one for each day on which papers were first published, and the archive of those days."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from generator.digest import compose, issues
from generator.digest.letter import issue_title, long_day
from generator.digest.reasons import reason
from generator.downloads import DIGEST
from generator.paper import Paper

from . import Draft, Planned
from ._lists import Cut, cut
from ._shared import Shared

INDEX = ("Digest", DIGEST)


def plan(shared: Shared) -> Iterator[Planned]:
    """Yield `/digest/`, and `/digest/<day>/` for each day that has papers."""
    days = issues(shared.site.catalogue.papers)
    for place, shown in cut(list(days), shared.site.settings.page_size, DIGEST):
        counts = [(day, long_day(day), len(days[day])) for day in shown]
        yield Planned(place.own_path, "digests", partial(_archive, shared, place, counts))
    for day, papers in days.items():
        yield Planned(f"{DIGEST}{day}/", "digest", partial(_issue, shared, day, papers))


def _archive(shared: Shared, place: Cut, days: Sequence[tuple[str, str, int]]) -> Draft:
    return Draft(
        path=place.own_path,
        kind="digests",
        title=place.titled("The daily digest"),
        description=f"What was new in {shared.site.settings.site_name}, day by day.",
        body="digests.md.jinja",
        values={
            **shared.head(place.own_path, "digests", DIGEST),
            "place": place,
            "days": days,
            "subscribe": shared.subscribe,
        },
    )


def _issue(shared: Shared, day: str, papers: Sequence[Paper]) -> Draft:
    path = f"{DIGEST}{day}/"
    slugs = {paper.slug for paper in papers}
    others = [paper for paper in shared.signalled if paper.slug not in slugs]
    issue = compose([*papers, *others], slugs, day, names=tuple(shared.site.topic_names))
    return Draft(
        path=path,
        kind="digest",
        title=issue_title(day),
        description=f"{issue.total} papers that {shared.site.settings.site_name} took in on {long_day(day)}.",
        body="digest.md.jinja",
        values={
            **shared.head(path, "digests", DIGEST),
            "crumbs": (INDEX,),
            "total": issue.total,
            "topics": [(shared.marks[slug], slug, count) for slug, count in issue.topics],
            "items": [shared.item(paper, 2) for paper in issue.papers],
            "trends": [shared.item(trend.paper, 3, note=reason(trend)) for trend in issue.trends],
            "subscribe": shared.subscribe,
        },
    )
