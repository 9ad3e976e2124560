"""Lists of papers and of shelves, cut into static pages: `/papers/`, `/papers/page/2/` ..."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, TypeVar

import msgspec

from generator.paper import Paper
from generator.site import Site

from . import Page, common_head, fill
from ._charts import LARGE, chart_span, year_chart
from ._facets import FEWEST_PAPERS, facets
from ._marks import topic_marks

Item = TypeVar("Item")


class Cut(msgspec.Struct, frozen=True):
    """One page of a list: its place among the others."""

    number: int
    total: int
    base: str
    """The path of the first page."""

    def path(self, number: int) -> str:
        """Return the path of the page of that number."""
        return self.base if number == 1 else f"{self.base}page/{number}/"

    @property
    def numbers(self) -> tuple[int, ...]:
        """The page numbers to link: first, last, and those around this one."""
        near = range(max(1, self.number - 2), min(self.total, self.number + 2) + 1)
        return tuple(sorted({1, self.total, *near}))


def cut(items: Sequence[Item], size: int, base: str) -> Iterator[tuple[Cut, Sequence[Item]]]:
    """Yield the pages of a list; an empty list has one empty page."""
    total = max(1, -(-len(items) // size))
    for number in range(1, total + 1):
        yield Cut(number, total, base), items[(number - 1) * size : number * size]


def paper_list(
    site: Site,
    base: str,
    kind: str,
    title: str,
    papers: Sequence[Paper],
    *,
    beside: Sequence[str] = (),
    **values: Any,
) -> Iterator[Page]:
    """Yield the pages of a list of papers, the first with the facets `beside` it.

    Further `values` are handed to the template, `description` to the head too; `within` is what the
    search page is asked to stay within this list.
    """
    values = {"description": "", "crumbs": (), "near": (), "within": "", "marks": topic_marks(site), **values}
    chart = year_chart(papers, chart_span(site), LARGE) if len(papers) >= FEWEST_PAPERS else None
    for place, items in cut(papers, site.settings.page_size, base):
        path = place.path(place.number)
        name = title if place.number == 1 else f"{title}, page {place.number}"
        yield Page(
            path=path,
            kind=kind,
            title=name,
            description=str(values["description"]),
            head=common_head(site, path, name, str(values["description"]), place),
            body=fill(
                "list.md.jinja",
                path,
                site=site,
                kind=kind,
                title=title,
                place=place,
                papers=items,
                count=len(papers),
                chart=chart,
                facets=facets(site, papers, base, beside) if place.number == 1 else (),
                **values,
            ),
        )
