"""The home page: what this is, a search, the topics, the newest papers."""

from __future__ import annotations

from collections.abc import Iterator

from generator.site import Site

from . import HOME, Page, common_head, fill
from ._charts import LARGE, chart_span, year_chart
from ._facets import facets
from ._front import front_matter
from ._marks import topic_marks
from .topics import charted

NEWEST = 8
"""Papers in the list of the newest."""


def render(site: Site) -> Iterator[Page]:
    """Yield the home page; `content/pages/index.md` may give its title and description, and text to stand below."""
    own, text = front_matter(site.hand_written.get(HOME, ""))
    title = own.get("title", site.settings.site_name)
    description = own.get("description", "")
    newest = site.catalogue.latest()[:NEWEST]
    yield Page(
        path="",
        kind="home",
        title=title,
        description=description,
        head=common_head(site, "", title, description),
        body=fill(
            "home.md.jinja", "", site=site, title=title, description=description, newest=newest,
            shelves=charted(site), marks=topic_marks(site),
            chart=year_chart(site.catalogue.papers, chart_span(site), LARGE),
            facets=facets(site, site.catalogue.papers, "", ("venues",)),
        ),
        markdown=text,
    )  # fmt: skip
