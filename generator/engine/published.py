"""The site that is published now: its pages that have not changed become files of the new site too, without a copy.

A page is unchanged when its draft, its shell and the theme are. Where its file stands the cache knows, and a file is
taken only as it was left: same file, same size, same time of its last change.
"""

from __future__ import annotations

import os
from pathlib import Path

import msgspec

from generator import pages
from generator.cache import Cache, digest
from generator.folder import Folder
from generator.pages import Draft

NAMESPACE = "pages"
_encode = msgspec.msgpack.Encoder().encode


class Published:
    """Knows the pages of the site that this build replaces, and tells the cache of those of the new one."""

    def __init__(self, cache: Cache, before: Path, site: Folder, docs: Folder | None, theme: bytes) -> None:
        self._cache = cache
        self._before = str(before.resolve())
        self._site = site
        self._docs = docs
        self._theme = theme
        self._keys: dict[str, bytes] = {}

    def recall(self, draft: Draft, shell: bytes, file: str) -> bool:
        """Put the page of a draft into the new site, as `file` of it, if it stands in the old one; tell whether."""
        key = self._keys[draft.path] = digest(self._theme, shell, _encode(draft))
        known = self._cache.get(NAMESPACE, key)
        if known is None or known != self._identity(f"{self._before}/{file}", draft.path):
            return False
        del self._keys[draft.path]
        return self._site.link(file, f"{self._before}/{file}")

    def remember(self, path: str, file: str) -> None:
        """Tell the cache of a page that was made anew."""
        key = self._keys.pop(path, None)
        if key:
            self._cache.put(NAMESPACE, key, self._identity(self._site.path(file), path) or b"")

    def _identity(self, file: str, path: str) -> bytes | None:
        """Return what tells the page's file, and its Markdown where that is kept, from any that was changed."""
        files = [file, self._docs.path(pages.markdown_path(path))] if self._docs else [file]
        try:
            found = [os.stat(name, follow_symlinks=False) for name in files]  # noqa: PTH116  # a Path costs more
        except OSError:
            return None
        return b" ".join(b"%d %d %d" % (item.st_ino, item.st_size, item.st_mtime_ns) for item in found)
