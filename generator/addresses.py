"""Where an address in a page leads, given the files of a built site and the URL that it will stand under."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable
from functools import cached_property
from urllib.parse import unquote, urljoin, urlsplit

import msgspec

INDEX = "index.html"
# Addresses that climb, and then name a file or a folder in characters that mean nothing else.
_CLIMBING = re.compile(r"(\.\.(?:/\.\.)*)(?:/([A-Za-z0-9_-][A-Za-z0-9_./-]*+)?)?")
_WHOLE = re.compile(r"https?://([a-z0-9.-]+)(?:/|$)", re.IGNORECASE | re.ASCII)
_OWN_PLACE = re.compile(r"#[\w-]+", re.ASCII)
# Characters by which an address may lead elsewhere than it reads.
_SPECIAL = re.compile(r"[%#?\\\t\n\r\[\]]")
_RUN = ("javascript", "vbscript")
_NO_SLASH = "link to a folder without its slash"
_LEAVES = "link that leaves the site"


class Target(msgspec.Struct, frozen=True):
    """A file of the site, or a place elsewhere (all fields empty), or a fault in the words of a report."""

    file: str = ""
    fragment: str = ""
    """The place in the page, decoded; empty for the page as a whole."""
    fault: str = ""

    @property
    def is_place(self) -> bool:
        """Whether it is a place in a page, and not its top."""
        return bool(self.fragment) and self.fragment != "top" and self.file.endswith(".html")


ELSEWHERE = Target()


class Addresses:
    """Knows the files of one site, and the URL that it will stand under."""

    def __init__(self, files: Iterable[str], site_url: str = "") -> None:
        self._files = frozenset(files)
        parts = urlsplit(site_url)
        self._host = parts.netloc.lower()
        folder = posixpath.dirname(parts.path) if parts.path.endswith(".html") else parts.path
        self._root = folder.rstrip("/") + "/"
        self._url = site_url if site_url.endswith("/") else ""

    @cached_property
    def _folded(self) -> dict[str, str]:
        """The files by their names without case; only a fault asks for them."""
        return {file.casefold(): file for file in sorted(self._files)}

    def climb(self, page: str, address: str) -> str:
        """Return the file that an address leads to from a page, by climbing; empty for other addresses, and for faults.

        What climbs so leads to the same file from every page beside this one.
        """
        climbing = _CLIMBING.fullmatch(address)
        if climbing is None:
            return ""
        up, path = climbing.groups("")
        steps = up.count("..")
        above, *below = page.rsplit("/", steps + 1)
        if len(below) < steps:
            return ""
        return self._named(f"{above}/{path}" if len(below) > steps else path)

    def locate(self, page: str, address: str, base: str = "") -> Target:
        """Return where an address leads from a page (its file), which may have a `<base>`."""
        address = urljoin(base, address.strip()) if base else address.strip()
        return self._plain(page, address) or self._locate(page, address)

    def _plain(self, page: str, address: str) -> Target | None:
        """Return where most addresses of our pages lead, in a tenth of the time; None for the others."""
        other = _WHOLE.match(address)
        if other and other[1].lower() != self._host:
            return ELSEWHERE
        if address.startswith("../") and "#" not in address:
            # What is asked for changes nothing.
            file = self.climb(page, address.partition("?")[0])
            return Target(file) if file else None
        if _OWN_PLACE.fullmatch(address):
            return Target(page, address[1:])
        if self._url and address.startswith(self._url) and not _SPECIAL.search(address):
            file = self._named(address[len(self._url) :])
            return Target(file) if file else None
        return None

    def _named(self, path: str) -> str:
        """Return the file that a path from the root names in the only plain way; empty without one."""
        file = f"{path}{INDEX}" if not path or path.endswith("/") else path
        return file if file in self._files else ""

    def _locate(self, page: str, address: str) -> Target:
        try:
            parts = urlsplit(address)
        except ValueError:
            return Target(fault="malformed address")
        fragment = unquote(parts.fragment.partition(":~:")[0])
        if parts.scheme in _RUN:
            return Target(fault="script as address")
        if parts.scheme or parts.netloc:
            is_here = parts.scheme in ("http", "https") and parts.netloc.lower() == self._host
            return self._from_host(parts.path or "/", fragment, ELSEWHERE) if is_here else ELSEWHERE
        if parts.path.startswith("/"):
            return self._from_host(parts.path, fragment, Target(fault=_LEAVES))
        if not parts.path:
            return Target(page, fragment)
        return self._from_root(f"{posixpath.dirname(page)}/{parts.path}".lstrip("/"), fragment)

    def _from_host(self, path: str, fragment: str, outside: Target) -> Target:
        # A whole URL may well name another site on the same host; a path alone means this one.
        if f"{path}/" == self._root:
            return Target(INDEX, fragment, _NO_SLASH)
        return self._from_root(path[len(self._root) :], fragment) if path.startswith(self._root) else outside

    def _from_root(self, path: str, fragment: str) -> Target:
        plain = unquote(path)
        file = posixpath.normpath(plain or ".")
        if file.startswith(("..", "/")):
            return Target(fault=_LEAVES)
        if file == "." or plain.endswith(("/", "/.", "/..")):
            file = posixpath.normpath(f"{file}/{INDEX}")
        if file in self._files:
            return Target(file, fragment)
        if f"{file}/{INDEX}" in self._files:
            return Target(f"{file}/{INDEX}", fragment, _NO_SLASH)
        other = self._folded.get(file.casefold()) or self._folded.get(f"{file}/{INDEX}".casefold())
        return Target(fault=f"link in other letter case than {other}" if other else "broken link")
