"""The home page: what this is, a search, the topics, the newest papers."""

from __future__ import annotations

from collections.abc import Iterator

from generator.site import Site

from . import Page, common_head, fill, year_counts
from ._front import front_matter

NEWEST = 8
"""Papers in the list of the newest."""
HAND_WRITTEN = "index.md"


def render(site: Site) -> Iterator[Page]:
    """Yield the home page; `content/pages/index.md` may give its title and description, and text to stand below."""
    own, text = front_matter(site.hand_written.get(HAND_WRITTEN, ""))
    title = own.get("title", site.settings.site_name)
    description = own.get("description", "")
    newest = [paper for paper in site.catalogue.latest() if paper.status.state == "published"][:NEWEST]
    yield Page(
        path="",
        kind="home",
        title=title,
        description=description,
        head=common_head(site, "", title, description),
        body=fill(
            "home.md.jinja", "", site=site, title=title, description=description, newest=newest,
            shelves=site.catalogue.topics, years=year_counts,
        ),
        markdown=text,
    )  # fmt: skip
