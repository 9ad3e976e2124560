"""The reading list: an empty page, which the browser fills with the papers that its reader has saved there."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from . import Draft, Planned
from ._shared import Shared

PATH = "reading-list/"


def plan(shared: Shared) -> Iterator[Planned]:
    """Yield `/reading-list/`; it is the same page whatever the catalogue holds."""
    yield Planned(PATH, "reading-list", partial(_draft, shared))


def _draft(shared: Shared) -> Draft:
    return Draft(
        path=PATH,
        kind="reading-list",
        title="Reading list",
        description=f"The papers of {shared.site.settings.site_name} that you have saved in this browser.",
        head="head_reading_list.md.jinja",
        body="reading_list.md.jinja",
        values=shared.head(PATH),
    )
