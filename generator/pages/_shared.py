"""What many pages of one site have in common, found once: marks, the years of charts, finished list items."""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property
from typing import Any
from urllib.parse import quote

import msgspec

from generator import downloads, escape
from generator.cache import digest
from generator.citation import coins
from generator.paper import UNSORTED, Author, Paper
from generator.site import Site
from generator.taxonomy import ancestors

from ._charts import YearChart, chart_span, year_chart
from ._marks import Mark, topic_marks
from ._overlaps import Overlaps
from ._templates import fill

_encode = msgspec.msgpack.Encoder().encode


class Shared:
    """Owns what is derived from one site while its pages are made."""

    def __init__(self, site: Site) -> None:
        self.site = site
        self.marks = topic_marks(site)
        self.span = chart_span(site)
        self.papers = site.catalogue.by_key()
        # Lists take most of a large site, and its readers come from a search: there an item is as short as it can be.
        self._in_full = not site.is_large
        # A list of fewer papers says by itself what would stand beside it; most lists are those of authors.
        self.fewest_beside = 3 if self._in_full else 20
        self.author_threshold = site.settings.author_threshold(len(site.catalogue.papers))
        self._items: dict[tuple[str, int, bool], str] = {}
        self.signalled = [paper for paper in site.catalogue.papers if paper.signals]
        self.subscribe = _subscribe(site.settings.digest_subscribe)
        self._shelves_of: dict[str, list[tuple[str, str]]] = {}

    @cached_property
    def overlaps(self) -> Overlaps:
        """Where the topics meet."""
        return Overlaps(self.site.catalogue, self.above)

    @cached_property
    def above(self) -> dict[str, tuple[str, ...]]:
        """The topics that each topic is a part of."""
        return ancestors(self.site.catalogue.taxonomy)

    @cached_property
    def turns(self) -> dict[str, tuple[str, str]]:
        """The slugs of the papers next to each one, by key: newer and older, among those filed under its topic.

        That is the order of the topic's list; an empty slug is for none. A paper that comes changes two of them. Papers
        of large catalogues that no topic's words fit are too many, and too unlike, to be neighbours.
        """
        filed: dict[str, list[Paper]] = defaultdict(list)
        for paper in self.site.catalogue.papers:
            if paper.topics or self._in_full:
                filed[paper.primary_topic].append(paper)
        found = dict.fromkeys(self.papers, ("", ""))
        for papers in filed.values():
            slugs = ["", *(paper.slug for paper in papers), ""]
            found.update(zip((paper.key for paper in papers), zip(slugs, slugs[2:], strict=False), strict=True))
        return found

    def head(self, path: str, kind: str = "", base: str = "") -> dict[str, Any]:
        """Return what the head of a page that is no paper's says of the site, of its address, and of its feeds.

        `base` is the path of the list that a page of that `kind` belongs to.
        """
        has_feed = downloads.has_feed(self.site, kind)
        feeds = [(name, base + file, media_type) for name, (file, media_type) in downloads.FEEDS.items()]
        settings = self.site.settings
        return {
            # Previews of links can do without them, and large catalogues have a hundred thousand such pages.
            "site_name": settings.site_name if self._in_full else "",
            "url": self.site.url(path) if self._in_full and settings.site_url else "",
            "feeds": feeds if has_feed else [],
            "describes_data": path in {"", "papers/", "about/data/"},
        }

    def author_shelf(self, author: Author) -> tuple[str, str] | None:
        """Return the name that an author's page has, and its path; None where she has no page."""
        return self.site.author_shelves[author.name, author.orcid]

    def author_shelves(self, paper: Paper) -> list[tuple[str, str]]:
        """Return each page that authors of a paper have, once: many lists count them."""
        known = self._shelves_of.get(paper.key)
        if known is None:
            shelves = map(self.author_shelf, paper.authors)
            known = self._shelves_of[paper.key] = list(dict.fromkeys(filter(None, shelves)))
        return known

    @cached_property
    def glimpses(self) -> dict[str, bytes]:
        """What other papers' pages say of each paper, by key, as bytes to make digests of."""
        return {key: _encode((paper.slug, paper.title, paper.primary_topic)) for key, paper in self.papers.items()}

    @cached_property
    def ground(self) -> bytes:
        """A digest of what is the same for all pages."""
        return digest(self.site.ground, _encode((self.marks, list(self.span))))

    def topics(self) -> list[tuple[str, Mark, str, YearChart | None, int]]:
        """Return slug, mark, description, years and count of each topic."""
        return [
            (
                shelf.slug,
                self.marks[shelf.slug],
                shelf.description,
                year_chart(shelf.papers, self.span),
                len(shelf.papers),
            )
            for shelf in self.site.catalogue.topics
        ]

    def item(self, paper: Paper, level: int = 2, note: str = "", within: str = "") -> str:
        """Return the paper's finished item for a list, whose heading is of that level.

        It stands in a dozen lists, so it is rendered once; `ROOT` is in the place of the way to the site's root.
        A `note` says why it stands in this list; such an item is made for it alone. In large catalogues the topic that
        it stands `within` (a path) is not named by it again, and lists of authors, most of all lists, name none.
        """
        own = f"topics/{paper.primary_topic}/"
        names_topic = bool(paper.topics) and within != own and not within.startswith("authors/")
        is_marked = self._in_full or names_topic
        known = None if note else self._items.get((paper.key, level, is_marked))
        if known is None:
            mark = self.marks.get(paper.primary_topic, self.marks[UNSORTED])
            values = {
                "paper": paper,
                "mark": mark,
                "level": level,
                "in_full": self._in_full,
                "is_marked": is_marked,
                "note": note,
                # An OpenURL is as large as the item without it.
                "coins": coins.render(paper) if self._in_full else "",
            }
            known = fill("item.md.jinja", values)
            if not note:
                self._items[paper.key, level, is_marked] = known
        return known


def author_query(name: str) -> str:
    """Return the words of a search for an author's papers; a quote within her name would end the quotes around it."""
    return 'author:"{}"'.format(name.replace('"', ""))


def _subscribe(setting: str) -> str:
    """Return where the Subscribe button leads: a page, or a mail whose subject says what is wanted; empty for none."""
    scheme, _, address = setting.partition(":")
    if scheme == "mailto" and address:
        return f"mailto:{quote(address, safe='@')}?subject=subscribe"
    return escape.url(setting) or ""
