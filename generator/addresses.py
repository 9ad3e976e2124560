"""Where an address in a page leads, given the files of a built site and the URL that it will stand under."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable
from urllib.parse import unquote, urljoin, urlsplit

import msgspec

INDEX = "index.html"
_RUN = ("javascript", "vbscript")
_NO_SLASH = "link to a folder without its slash"


class Target(msgspec.Struct, frozen=True):
    """A file of the site, or a place elsewhere (both fields empty), or a fault in the words of a report."""

    file: str = ""
    fault: str = ""


ELSEWHERE = Target()


class Addresses:
    """Knows the files of one site, and remembers what it has found out: that grows with the files, not the links."""

    def __init__(self, files: Iterable[str], site_url: str = "") -> None:
        self._files = frozenset(files)
        self._folded = {file.casefold(): file for file in sorted(self._files)}
        parts = urlsplit(site_url)
        self._host = parts.netloc.lower()
        folder = posixpath.dirname(parts.path) if parts.path.endswith(".html") else parts.path
        self._root = folder.rstrip("/") + "/"
        self._known: dict[str, Target] = {}

    def locate(self, page: str, address: str, base: str = "") -> Target:
        """Return where an address without its fragment leads from a page (its file), which may have a `<base>`."""
        up = "../" * page.count("/")
        if base:
            address = urljoin(base, address)
        elif not address:
            return Target(page)
        elif address.startswith(up) and not address.startswith((up + "/", up + "..")) and _is_path(address):
            # Most addresses climb to the root first; what follows is the same from every page.
            return self._below_root(address[len(up) :])
        return self._locate_any(page, address)

    def _locate_any(self, page: str, address: str) -> Target:
        try:
            parts = urlsplit(address)
        except ValueError:
            return Target(fault="malformed address")
        if parts.scheme in _RUN:
            return Target(fault="script as address")
        if parts.scheme or parts.netloc:
            is_here = parts.scheme in ("http", "https") and parts.netloc.lower() == self._host
            return self._from_root(parts.path or "/", ELSEWHERE) if is_here else ELSEWHERE
        if parts.path.startswith("/"):
            return self._from_root(parts.path, Target(fault="link that leaves the site"))
        return self._below_root(f"{posixpath.dirname(page)}/{parts.path}" if parts.path else page)

    def _from_root(self, path: str, outside: Target) -> Target:
        # A whole URL may well name another site on the same host; a path alone means this one.
        if f"{path}/" == self._root:
            return Target(INDEX, _NO_SLASH)
        return self._below_root(path[len(self._root) :]) if path.startswith(self._root) else outside

    def _below_root(self, path: str) -> Target:
        target = self._known.get(path)
        if target is None:
            target = self._known[path] = self._find(path)
        return target

    def _find(self, path: str) -> Target:
        plain = unquote(path.partition("?")[0])
        file = posixpath.normpath(plain.lstrip("/") or ".")
        if file.startswith(".."):
            return Target(fault="link that leaves the site")
        is_folder = file == "." or plain.endswith(("/", "/.", "/.."))
        file = posixpath.normpath(posixpath.join(file, INDEX)) if is_folder else file
        if file in self._files:
            return Target(file)
        if f"{file}/{INDEX}" in self._files:
            return Target(f"{file}/{INDEX}", _NO_SLASH)
        other = self._folded.get(file.casefold()) or self._folded.get(f"{file}/{INDEX}".casefold())
        return Target(fault=f"link in other letter case than {other}" if other else "broken link")


def _is_path(address: str) -> bool:
    return ":" not in address.partition("/")[0] and not address.startswith("?")
