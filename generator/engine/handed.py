"""What a build hands to the plugin: pages that are planned, and finished files, none of them made yet."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import msgspec

from generator.cache import Cache
from generator.folder import Folder
from generator.pages import Planned
from generator.profile import Profile
from generator.standing import Settled

from .finished import Finished
from .published import Folders, Published

PAGES, FINISHED = b"pages", b"finished files"
"""Parts of a site that the cache knows each for itself."""


class Handed(msgspec.Struct, frozen=True):
    """What a build hands to the plugin."""

    planned: Sequence[Planned]
    finished: Finished
    hand_written: Sequence[str]
    """The names of the pages that stand in docs/ already, for the builder to build."""
    docs: Folder | None
    """Where generated Markdown and finished files are kept; None when nobody would read them."""
    profile: Profile
    cache: Cache
    before: Path
    """The site that this build replaces; it may not be there."""
    settled: Settled
    """Filled by the build."""
    is_shown_first: bool = False
    """Whether readers see the pages before the finished files are written, where nothing else wants them sooner."""

    def published(self, part: bytes, site: Folder) -> Published:
        """Return what is known of one part of the files that this build replaces, for those that go into `site`."""
        return Published(self.cache, part, Folders(self.before, site, self.docs), self.settled)
