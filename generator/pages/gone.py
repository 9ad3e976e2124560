"""Addresses that were published once: a tombstone with the reason, or a redirect to where the paper went."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from generator.permalinks import FOLDERS, Entry, address

from . import Draft, Planned
from ._shared import Shared


def plan(shared: Shared) -> Iterator[Planned]:
    """Yield a page for each permalink whose subject left the catalogue or moved."""
    for entry in shared.site.catalogue.gone:
        yield Planned(address(entry), "gone", partial(_draft, entry))


def _draft(entry: Entry) -> Draft:
    folder = FOLDERS[entry.kind]
    target = f"{folder}/{entry.target}/" if entry.target else None
    return Draft(
        path=address(entry),
        kind="gone",
        title="Moved" if target else "No longer in this catalogue",
        head="head_gone.md.jinja",
        body="gone.md.jinja",
        values={"target": target, "reason": entry.reason, "folder": folder},
    )
