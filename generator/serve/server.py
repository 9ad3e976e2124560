"""The preview's web server: the built files, a note about problems on top, and a signal when there is something new."""

from __future__ import annotations

import errno
import json
import mimetypes
import re
import sys
from functools import cache
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote

import jinja2

from generator.errors import UsageError
from generator.standing import UNFINISHED

from .state import Outcome, Shown, State

OWN = "__serve/"
"""Below the site's root: what the preview adds. No slug begins with an underscore."""
FIRST_BUILD_S = 10.0
"""So long a reader waits for the first build before she is told that it takes its time."""
WHOLE_S = 60.0
"""So long she waits for a file that is not there while files are still written."""
HEARTBEAT_S = 10.0
_TYPES = {".js": "text/javascript", ".mjs": "text/javascript", ".jsonl": "application/x-ndjson", ".bib": "text/plain"}
_TEXT = re.compile(r"text/|application/(json|xml|x-ndjson|atom\+xml|manifest\+json)")
_HEAD_END = re.compile(rb"</head>")
_BODY_START = re.compile(rb"<body[^>]*>")
_HERE = Path(__file__).parent


class PreviewServer(ThreadingHTTPServer):
    """A server of one site; each answer has a thread of its own."""

    state: State

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing when a browser closed its connection before the answer."""
        if not isinstance(sys.exception(), OSError):
            super().handle_error(request, client_address)

    def url(self, base: str) -> str:
        """Return the address of the home page."""
        host, port = self.server_address[:2]
        return f"http://{host!s}:{port}{base}"


def listen(host: str, port: int, state: State) -> PreviewServer:
    """Return a server that has its port and does not answer yet."""
    try:
        server = PreviewServer((host, port), _Handler)
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            raise UsageError(f"port {port} is in use: stop the other program, or choose a port with --port") from error
        raise UsageError(f"cannot serve on {host}:{port}: {error.strerror}") from error
    server.state = state
    return server


class _Handler(BaseHTTPRequestHandler):
    server: PreviewServer
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        """Answer one request."""
        # A second slash at the start would make the rest a host, or a path from the root of the disk.
        path = "/" + unquote(self.path.partition("?")[0]).lstrip("/")
        if OWN in path:
            self._send_own(path.partition(OWN)[2])
            return
        shown = self.server.state.first(FIRST_BUILD_S)
        if shown is None:
            self._send_page(HTTPStatus.SERVICE_UNAVAILABLE, "Building the site", "", "/")
        elif path == "/" != shown.base:
            self._redirect(shown.base)
        elif not path.startswith(shown.base):
            self.send_error(HTTPStatus.NOT_FOUND, f"The site stands under {shown.base}")
        else:
            self._send_file(path.removeprefix(shown.base).lstrip("/"), shown)

    def do_HEAD(self) -> None:
        """Answer with the header alone."""
        self.do_GET()

    def log_message(self, *_: Any) -> None:
        """Say nothing: the terminal belongs to the builds."""

    def _send_own(self, name: str) -> None:
        if name == "events":
            self._send_events(self.server.state.after("", 0))
        elif name in {"reload.js", "problem.css"}:
            self._send(HTTPStatus.OK, (_HERE / name).read_bytes(), _content_type(name))
        else:
            self.send_error(HTTPStatus.NOT_FOUND)

    def _send_file(self, path: str, shown: Shown) -> None:
        site = self.server.state.site
        if not (site / "index.html").is_file():
            self._send_page(HTTPStatus.INTERNAL_SERVER_ERROR, "The site could not be built", shown.text, shown.base)
            return
        file = _file_below(site, path)
        if not file:
            self.server.state.wait_until_whole(WHOLE_S)
            shown, file = self.server.state.after("", 0), _file_below(site, path)
        if file and file.is_dir():
            self._redirect(quote(f"{shown.base}{path}/"))
        elif file:
            self._send_built(HTTPStatus.OK, file, shown)
        elif (site / UNFINISHED).exists():
            self.send_error(HTTPStatus.SERVICE_UNAVAILABLE, "This file may still be written")
        else:
            self._send_built(HTTPStatus.NOT_FOUND, site / "404.html", shown)

    def _send_built(self, status: HTTPStatus, file: Path, shown: Shown) -> None:
        try:
            content = file.read_bytes()
        except OSError:
            # The next build replaced the site between the look and the read.
            self.send_error(HTTPStatus.NOT_FOUND)
            return
        self._send(
            status, with_preview(content, shown) if file.suffix == ".html" else content, _content_type(file.name)
        )

    def _send_page(self, status: HTTPStatus, title: str, text: str, base: str) -> None:
        version = self.server.state.after("", 0).version
        page = _template("page.html.jinja").render(title=title, text=text, root=base + OWN, version=version)
        self._send(status, page.encode(), "text/html; charset=utf-8")

    def _redirect(self, place: str) -> None:
        self.send_response(HTTPStatus.FOUND)
        self.send_header("Location", place)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def _send(self, status: HTTPStatus, content: bytes, kind: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(content)))
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(content)

    def _send_events(self, shown: Shown) -> None:
        """Tell a page which version is shown, now and after each build, until it goes."""
        self.close_connection = True
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        try:
            while self.command != "HEAD":
                event = json.dumps({"version": shown.version, "failed": shown.outcome is not Outcome.BUILT})
                self.wfile.write(f"data: {event}\n\n".encode())
                shown = self.server.state.after(shown.version, HEARTBEAT_S)
        except OSError:
            return  # the page was closed


def with_preview(page: bytes, shown: Shown) -> bytes:
    """Return a built page with the module that reloads it, and with the build's problems on top if it had any."""
    values = {"root": shown.base + OWN, "version": shown.version, "outcome": shown.outcome, "text": shown.text}
    head = _template("head.html.jinja").render(values).encode()
    page = _HEAD_END.sub(lambda match: head + match[0], page, count=1)
    if not shown.text:
        return page
    problem = _template("problem.html.jinja").render(values).encode()
    return _BODY_START.sub(lambda match: match[0] + problem, page, count=1)


def _file_below(site: Path, path: str) -> Path | None:
    """Return the file of a URL, a folder that lacks its slash, or None; nothing outside the site has a URL."""
    if "\0" in path or ".." in path.split("/") or path == UNFINISHED:
        return None
    file = site / path / "index.html" if path.endswith("/") or not path else site / path
    return file if file.is_file() or (file / "index.html").is_file() else None


def _content_type(name: str) -> str:
    kind = _TYPES.get(Path(name).suffix) or mimetypes.guess_type(name)[0] or "application/octet-stream"
    return f"{kind}; charset=utf-8" if _TEXT.match(kind) else kind


@cache
def _template(name: str) -> jinja2.Template:
    return jinja2.Environment(loader=jinja2.FileSystemLoader(_HERE), autoescape=True).get_template(name)
