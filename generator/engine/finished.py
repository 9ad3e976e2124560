"""Finished files of a build, such as feeds, records and the search index: no page is made from them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TypeVar

from generator.exports import ExportFile
from generator.folder import Folder
from generator.profile import Profile

from .published import Published

_BLOCK = 256
"""Files or pages that are in memory together."""
Item = TypeVar("Item")


class Finished:
    """Owns the finished files of one build, which are made while they are written."""

    def __init__(
        self, files: Iterable[tuple[str, Iterator[ExportFile]]], docs: Folder | None, profile: Profile
    ) -> None:
        self._files: Iterable[tuple[str, Iterable[ExportFile]]] = files
        """Under the name of the stage that makes them."""
        self._docs = docs
        self._profile = profile
        self._names: frozenset[str] | None = None
        self.is_written = False

    @property
    def names(self) -> frozenset[str]:
        """The names of all files; who asks before they are written has them planned first, which takes its time."""
        if self._names is None:
            self._files = planned = [(stage, list(files)) for stage, files in self._files]
            self._names = frozenset(file.path for _, files in planned for file in files)
        return self._names

    def write(self, published: Published) -> None:
        """Write them into the site, none of which the builder need copy."""
        names: list[str] = []
        for stage, files in self._files:
            for block in blocks(iter(files)):
                names += (file.path for file in block)
                fresh = [file for file in block if not published.recall(file.path, file.made_of, file.path)]
                made = [(file, file.content) for file in fresh]
                self._profile.mark(stage)
                for file, content in made:
                    published.site.write(file.path, content)
                    if self._docs:
                        self._docs.write(file.path, content)
                    published.remember(file.path, file.path, file.made_of)
                self._profile.mark("write")
        published.save()
        self._names = frozenset(names)
        self.is_written = True


def blocks(items: Iterator[Item]) -> Iterator[list[Item]]:
    """Yield the items in lists that may be in memory together."""
    while block := list(islice(items, _BLOCK)):
        yield block
