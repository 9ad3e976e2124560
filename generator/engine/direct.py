"""Generated pages, written straight to their place: a draft is rendered, its Markdown kept, and its shell filled.

The first pages of each kind, the first one of each shell, and then one in a thousand are also built in full. A kind
whose pages differ, or whose shell cannot be made, is left to the builder as a whole.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any

import msgspec

from generator import pages, report
from generator.cache import digest
from generator.pages import Draft, Page, Planned

from .finished import blocks
from .handed import Handed
from .page import text_of
from .published import Published
from .shell import Press, Shell
from .tracing import LookedIntoError

COMPARED = 20
"""So many pages of each kind are built in full and compared."""
_SPREAD = 1_000
_FRONT = ("description", "head", "title")
_encode = msgspec.msgpack.Encoder().encode


def write_pages(handed: Handed, files: Any, press: Press, published: Published) -> None:
    """Write every page that the builder need not build."""
    writer = _Writer(files, press, published)
    handed.profile.mark("mkdocs")
    if handed.docs:
        named = {pages.markdown_path(item.path): item for item in handed.planned}
        handed.docs.remove_stale([*handed.finished.names, *handed.hand_written, *named])
        for name in named.keys() - files.generated.keys():
            handed.docs.write(name, text_of(named[name]).encode())
    for block in blocks(iter(files.generated.values())):
        rendered = [pages.render(draft) for item in block if (draft := writer.fresh(item))]
        handed.profile.mark("pages")
        if handed.docs:
            for page in rendered:
                handed.docs.write(pages.markdown_path(page.path), pages.markdown_text(page).encode())
            handed.profile.mark("markdown")
        for page in rendered:
            writer.write(page)
        handed.profile.mark("shells")


class _Writer:
    """Owns the shells of one build, and knows which kinds of pages they do not serve."""

    def __init__(self, files: Any, press: Press, published: Published) -> None:
        self._files = files
        self._press = press
        self._site = published.site
        self._published = published
        self._shells: dict[tuple[str, str, tuple[str, ...]], Shell] = {}
        self._made_of: dict[str, bytes] = {}
        """By path of a page that is not yet written, while something is known of the published site."""
        self._compared: set[bytes] = set()
        """Shells that gave a page which was compared, in this build or in the one that wrote it."""
        self._seen: Counter[str] = Counter()
        self._left: set[str] = set()

    def fresh(self, item: Planned) -> Draft | None:
        """Return the draft of a page that must be made anew; None where the published one was taken over."""
        if not self._published.is_open:
            return item.draft()
        draft = None if item.made_of else item.draft()
        made_of = item.made_of() if item.made_of else digest(_encode(draft))
        if self._recall(item, made_of):
            return None
        self._made_of[item.path] = made_of
        return draft or item.draft()

    def _recall(self, item: Planned, made_of: bytes) -> bool:
        file = _file_of(item.path)
        known = self._published.standing(file)
        if not known or known.made_of != made_of or item.kind in self._left:
            return False
        try:
            shell = self._shell(item.path, item.kind, known.given)
        except LookedIntoError:
            return False
        if shell.key != known.shell or not self._published.recall(file, made_of, pages.markdown_path(item.path)):
            return False
        self._seen[item.kind] += 1
        if not _is_sibling(item.path, shell):
            self._compared.add(shell.key)
        return True

    def write(self, page: Page) -> None:
        """Write one page, unless it is left to the builder."""
        if page.kind in self._left:
            return
        values = self._press.values(page)
        given = tuple(key for key in _FRONT if values.get(key))
        try:
            shell = self._shell(page.path, page.kind, given)
            text = self._text(page, shell, values)
        except LookedIntoError as obstacle:
            self._leave(page.kind, f"the theme looks into {obstacle}")
            return
        file = _file_of(page.path)
        self._site.write(file, text.encode("utf-8", errors="xmlcharrefreplace"))
        made_of = self._made_of.pop(page.path, b"")
        self._published.remember(file, pages.markdown_path(page.path), made_of, given, shell.key)

    def _text(self, page: Page, shell: Shell, values: Mapping[str, str]) -> str:
        text = shell.fill(values)
        seen = self._seen[page.kind]
        self._seen[page.kind] += 1
        is_sibling = _is_sibling(page.path, shell)
        is_compared = shell.key not in self._compared or seen < COMPARED or seen % _SPREAD == 0
        if not (is_sibling or is_compared):
            return text
        full = self._press.full(self._files.file(pages.markdown_path(page.path)), pages.markdown_text(page))
        if is_sibling:
            return full
        if full != text:
            raise LookedIntoError("what makes one page of a kind unlike another")
        self._compared.add(shell.key)
        return text

    def _shell(self, path: str, kind: str, given: tuple[str, ...]) -> Shell:
        """Return the shell for a page whose front matter has these keys; one is made for each folder and kind."""
        folder = path.rstrip("/").rpartition("/")[0]
        key = (folder, kind, given)
        shell = self._shells.get(key)
        if shell is None:
            shell = self._shells[key] = self._press.shell(f"{folder}/", kind, frozenset(given))
        return shell

    def _leave(self, kind: str, reason: str) -> None:
        self._left.add(kind)
        report.say(f"papershelf: pages of the kind {kind} are built in full, which takes longer: {reason}")
        left = {source: item for source, item in self._files.generated.items() if item.kind == kind}
        self._files.leave(left)
        for item in left.values():
            # The builder writes into the file that is there, and that may be one of the published site.
            self._site.remove(_file_of(item.path))
            self._published.forget(_file_of(item.path))


def _is_sibling(path: str, shell: Shell) -> bool:
    """Tell whether the shell links to the page at a path, where that page would have another link."""
    return path.rstrip("/").rpartition("/")[2] in shell.siblings


def _file_of(path: str) -> str:
    """Return the file of the page at a path."""
    return f"{path}index.html"
