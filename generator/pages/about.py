"""The page about the catalogue, where the maintainer has not written one."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from . import Draft, Planned
from ._shared import Shared

HAND_WRITTEN = "about.md"
PATH = "about/"


def plan(shared: Shared) -> Iterator[Planned]:
    """Yield `/about/` unless `content/pages/about.md` stands."""
    if HAND_WRITTEN not in shared.site.hand_written:
        yield Planned(PATH, "about", partial(_draft, shared))


def _draft(shared: Shared) -> Draft:
    return Draft(
        path=PATH,
        kind="about",
        title="About",
        description=f"What {shared.site.settings.site_name} is and where its papers come from.",
        body="about.md.jinja",
        values={**shared.head(PATH), "site_name": shared.site.settings.site_name, "count": len(shared.papers)},
    )
