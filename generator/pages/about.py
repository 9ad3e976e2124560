"""The page about the catalogue, where the maintainer has not written one."""

from __future__ import annotations

from collections.abc import Iterator

from generator.site import Site

from . import Page, common_head, fill

HAND_WRITTEN = "about.md"


def render(site: Site) -> Iterator[Page]:
    """Yield `/about/` unless `content/pages/about.md` stands."""
    if HAND_WRITTEN in site.hand_written:
        return
    description = f"What {site.settings.site_name} is and where its papers come from."
    yield Page(
        path="about/",
        kind="about",
        title="About",
        description=description,
        head=common_head(site, "about/", "About", description),
        body=fill("about.md.jinja", "about/", site=site),
    )
