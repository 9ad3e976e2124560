"""The digest as pages: one for each day on which papers were first published, and the archive of those days."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import partial

from generator.digest import compose
from generator.digest.letter import long_day
from generator.digest.reasons import reason
from generator.paper import Paper

from . import Draft, Planned
from ._lists import Cut, cut
from ._shared import Shared

INDEX = ("Digest", "digest/")


def plan(shared: Shared) -> Iterator[Planned]:
    """Yield `/digest/`, and `/digest/<day>/` for each day that has papers."""
    days: dict[str, list[Paper]] = defaultdict(list)
    for paper in shared.site.catalogue.papers:
        if paper.status.state == "published":
            days[paper.first_seen].append(paper)
    order = sorted(days, reverse=True)
    for place, shown in cut(order, shared.site.settings.page_size, INDEX[1]):
        counts = [(day, long_day(day), len(days[day])) for day in shown]
        yield Planned(place.own_path, "digests", partial(_archive, shared, place, counts))
    for day in order:
        yield Planned(f"{INDEX[1]}{day}/", "digest", partial(_issue, shared, day, days[day]))


def _archive(shared: Shared, place: Cut, days: Sequence[tuple[str, str, int]]) -> Draft:
    return Draft(
        path=place.own_path,
        kind="digests",
        title=place.titled("The daily digest"),
        description=f"What was new in {shared.site.settings.site_name}, day by day.",
        body="digests.md.jinja",
        values={**shared.head(place.own_path), "place": place, "days": days, "subscribe": shared.subscribe},
    )


def _issue(shared: Shared, day: str, papers: Sequence[Paper]) -> Draft:
    path = f"{INDEX[1]}{day}/"
    slugs = {paper.slug for paper in papers}
    others = [paper for paper in shared.signalled if paper.slug not in slugs]
    issue = compose([*papers, *others], slugs, day, names=tuple(shared.site.topic_names))
    return Draft(
        path=path,
        kind="digest",
        title=f"New on {long_day(day)}",
        description=f"{issue.total} papers that {shared.site.settings.site_name} took in on {long_day(day)}.",
        body="digest.md.jinja",
        values={
            **shared.head(path),
            "crumbs": (INDEX,),
            "total": issue.total,
            "topics": [(shared.marks[slug], slug, count) for slug, count in issue.topics],
            "items": [shared.item(paper, 2) for paper in issue.papers],
            "trends": [shared.item(trend.paper, 3, note=reason(trend)) for trend in issue.trends],
            "subscribe": shared.subscribe,
        },
    )
