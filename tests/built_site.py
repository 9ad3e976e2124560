"""A built site: its pages and their kinds, and a small server that sends it as GitHub Pages would."""

from __future__ import annotations

import gzip
import mimetypes
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from urllib.parse import unquote, urlsplit

COMPRESSED = ("text/", "application/json", "application/javascript", "image/svg", "application/xml")


def page_paths(site: Path) -> list[str]:
    """Return the URL below the root of every page, in a stable order."""
    files = sorted(path.relative_to(site).as_posix() for path in site.rglob("*.html"))
    return [file.removesuffix("index.html") for file in files]


def page_file(site: Path, path: str) -> Path:
    """Return the file of a page by its address."""
    return site / path / "index.html" if not path or path.endswith("/") else site / path


def kind_of(path: str) -> str:
    """Return the kind of a page by its address, such as `papers/*/`, or `papers/page/*/` for a part of a list."""
    parts = path.strip("/").split("/")
    if len(parts) == 1 or path == "about/data/":
        return path
    return "/".join([parts[0], *(part if part == "page" else "*" for part in parts[1:])]) + "/"


def one_of_each_kind(site: Path) -> list[str]:
    """Return the address of a page of each kind, of the middle size; later parts of a list are no kind of their own."""
    paths = sorted(page_paths(site), key=lambda path: (page_file(site, path).stat().st_size, path))
    kinds: dict[str, list[str]] = {}
    for path in paths:
        if "/page/" not in path:
            kinds.setdefault(kind_of(path), []).append(path)
    return sorted(members[len(members) // 2] for members in kinds.values())


def some_of_each_kind(site: Path, count: int) -> list[str]:
    """Return every page by its address, but of each kind at most so many, evenly spread."""
    kinds: dict[str, list[str]] = {}
    for path in page_paths(site):
        kinds.setdefault(kind_of(path), []).append(path)
    return [path for members in kinds.values() for path in members[:: -(-len(members) // count)]]


def _media_type(file: Path) -> str:
    """Return the type that a host gives a file: one that is kept compressed is no text."""
    kind, packing = mimetypes.guess_type(file.name)
    return "application/gzip" if packing else kind or "application/octet-stream"


@contextmanager
def served(
    site: Path,
    base: str = "/",
    change: Callable[[bytes], bytes] | None = None,
    before: Callable[[str], None] | None = None,
    max_age: int = 600,
) -> Iterator[str]:
    """Serve the site below a base path until the block ends and yield its URL.

    `change` rewrites each page; `before` is called with each path below the base, in a thread of its own, and may wait;
    a browser may keep what it got for `max_age` seconds, on GitHub Pages ten minutes.
    """

    class Handler(BaseHTTPRequestHandler):
        # A connection is kept for the next file, as hosts do; head and body are two writes, of which none waits.
        protocol_version = "HTTP/1.1"
        disable_nagle_algorithm = True

        def do_GET(self) -> None:
            path = unquote(urlsplit(self.path).path)
            name = path.removeprefix(base) if path.startswith(base) else "404.html"
            file = page_file(site, name)
            found = file.is_file()
            if before:
                before(name)
            self._send(200 if found else 404, file if found else site / "404.html")

        def _send(self, status: int, file: Path) -> None:
            kind = _media_type(file)
            content = change(file.read_bytes()) if change and kind == "text/html" else file.read_bytes()
            self.send_response(status)
            self.send_header("Content-Type", f"{kind}; charset=utf-8" if kind.startswith("text/") else kind)
            if kind.startswith(COMPRESSED):
                content = gzip.compress(content, 6, mtime=0)
                self.send_header("Content-Encoding", "gzip")
            self.send_header("Content-Length", str(len(content)))
            # The next page of a site costs a browser 0.35 s of CPU then, instead of 0.57.
            self.send_header("Cache-Control", f"max-age={max_age}")
            self.end_headers()
            try:
                self.wfile.write(content)
            except ConnectionError:  # a browser that has left the page does not wait for its answers
                self.close_connection = True

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}{base}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
