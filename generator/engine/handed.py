"""What a build hands to the plugin: pages that are planned, and finished files, none of them made yet."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import msgspec

from generator.cache import Cache
from generator.exports import ExportFile
from generator.folder import Folder
from generator.page_facts import Stamp
from generator.pages import Planned
from generator.profile import Profile


class Handed(msgspec.Struct, frozen=True):
    """What a build hands to the plugin."""

    planned: Sequence[Planned]
    files: Iterable[tuple[str, Iterator[ExportFile]]]
    """Finished files, under the name of the stage that makes them."""
    hand_written: Sequence[str]
    """The names of the pages that stand in docs/ already, for the builder to build."""
    docs: Folder | None
    """Where generated Markdown and finished files are kept; None when nobody would read them."""
    profile: Profile
    cache: Cache
    before: Path
    """The site that this build replaces; it may not be there."""
    stamps: dict[str, Stamp]
    """Filled by the build: files of the new site as they stand, of those that everybody may read."""
