"""Lists of papers and of shelves, cut into static pages: `/papers/`, `/papers/page/2/` ..."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from typing import Any, TypeVar
from urllib.parse import urlencode

import msgspec

from generator import downloads
from generator.cache import digest
from generator.paper import Paper

from . import Draft, Planned
from ._charts import LARGE, year_chart
from ._facets import Entry, facets
from ._shared import Shared

Item = TypeVar("Item")
_encode = msgspec.msgpack.Encoder().encode


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
    def own_path(self) -> str:
        """The path of this page."""
        return self.path(self.number)

    @property
    def numbers(self) -> tuple[int, ...]:
        """The page numbers to link: first, last, and those around this one."""
        near = range(max(1, self.number - 2), min(self.total, self.number + 2) + 1)
        return tuple(sorted({1, self.total, *near}))

    def titled(self, title: str) -> str:
        """Return the title of this page of a list of that title."""
        return title if self.number == 1 else f"{title}, page {self.number}"


def cut(items: Sequence[Item], size: int, base: str) -> Iterator[tuple[Cut, Sequence[Item]]]:
    """Yield the pages of a list; an empty list has one empty page."""
    total = max(1, -(-len(items) // size))
    for number in range(1, total + 1):
        yield Cut(number, total, base), items[(number - 1) * size : number * size]


class PaperList(msgspec.Struct, frozen=True, kw_only=True, array_like=True):
    """A list of papers, before it is cut into pages."""

    base: str
    kind: str
    title: str
    papers: Sequence[Paper]
    description: str = ""
    """For the head, and as the list's first sentence where `lead` is set."""
    lead: bool = False
    crumbs: tuple[tuple[str, str], ...] = ()
    near: Sequence[tuple[str, str]] = ()
    """Narrower lists."""
    spellings: Sequence[str] = ()
    """Other names of the person whose papers these are."""
    orcid: str | None = None
    within: tuple[str, str] | None = None
    """Name and value of what the search page is asked to stay within this list."""
    central: Sequence[tuple[Paper, int]] = ()
    """Papers that many others of the list are related to, and how many."""
    neighbours: Sequence[tuple[Entry, str]] = ()
    """Lists near this one, and why each is."""
    beside: Sequence[str] = ()
    """The kinds of facets beside the first page."""
    charted: bool = True
    """Whether the papers' years are drawn beside the first page."""
    made_of: bytes = b""
    """A digest of all that its pages are made from, where somebody knows one; else it is found for each page."""


def paper_list(shared: Shared, listed: PaperList) -> Iterator[Planned]:
    """Yield the pages of a list of papers."""
    for place, items in cut(listed.papers, shared.site.settings.page_size, listed.base):
        given = (shared, listed, place, items)
        yield Planned(place.own_path, listed.kind, partial(_draft, *given), partial(_made_of, *given))


def _made_of(shared: Shared, listed: PaperList, place: Cut, items: Sequence[Paper]) -> bytes:
    """Return a digest of all that the draft is made from."""
    if listed.made_of:
        return listed.made_of
    # What stands beside the first page is counted over all papers.
    papers = listed.papers if place.number == 1 else items
    # What stands around the papers follows from these and from the ground.
    words = (msgspec.structs.replace(listed, papers=()), place.number, place.total, len(listed.papers))
    return digest(b"list", shared.ground, _encode(words), shared.site.told_of(papers))


def _frame(shared: Shared, listed: PaperList, place: Cut) -> dict[str, Any]:
    """Return what a page of a list says around its papers."""
    return {
        **shared.head(place.own_path, listed.kind if listed.papers else "", listed.base),
        "takeaways": _takeaways(shared, listed),
        "place": place,
        "heading": listed.title,
        "lead": listed.description if listed.lead else "",
        "crumbs": listed.crumbs,
        "near": listed.near,
        "spellings": listed.spellings,
        "orcid": listed.orcid,
        "within": urlencode([listed.within]) if listed.within else "",
        "count": len(listed.papers),
        "start": (place.number - 1) * shared.site.settings.page_size + 1,
    }


def _draft(shared: Shared, listed: PaperList, place: Cut, items: Sequence[Paper]) -> Draft:
    values = {**_frame(shared, listed, place), "items": [shared.item(paper, within=listed.base) for paper in items]}
    return Draft(
        path=place.own_path,
        kind=listed.kind,
        title=place.titled(listed.title),
        description=listed.description,
        body="list.md.jinja",
        values={**values, **_beside(shared, listed, place)},
    )


def _takeaways(shared: Shared, listed: PaperList) -> list[tuple[str, str]]:
    if not listed.papers:
        return []
    return downloads.list_links(shared.site, listed.kind, listed.base, len(listed.papers))


def _beside(shared: Shared, listed: PaperList, place: Cut) -> dict[str, Any]:
    """Return what stands beside the papers of the first page; a few papers have no shape to be drawn."""
    if place.number > 1:
        return {"chart": None, "facets": (), "central": (), "neighbours": ()}
    is_charted = listed.charted and len(listed.papers) >= shared.fewest_beside
    chart = year_chart(listed.papers, shared.span, LARGE) if is_charted else None
    return {
        "chart": chart if chart and chart.first != chart.last else None,
        "facets": facets(shared, listed.papers, listed.base, listed.beside),
        "central": [(paper.slug, paper.title, count) for paper, count in listed.central],
        "neighbours": listed.neighbours,
    }
