"""Renew the pictures of README.md: a build of this catalogue, seen in Chromium, light and dark, wide and on a phone."""

from __future__ import annotations

import contextlib
import functools
import shutil
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, Literal, NamedTuple

from playwright.sync_api import Browser, sync_playwright

from tests import browser_path

PROJECT = Path(__file__).parents[2]
FOLDER = PROJECT / "screenshots"
# A day, so that the same catalogue gives the same pictures.
NOW = "2026-01-01"


class Picture(NamedTuple):
    """One picture: what is looked at, and with what."""

    name: str
    path: str
    scheme: Literal["light", "dark"]
    width: int
    height: int


PICTURES = (
    Picture("home", "", "light", 1280, 800),
    Picture("paper", "papers/u-net-convolutional-networks-for-biomedical-image/", "dark", 1280, 800),
    Picture("search", "search/?q=equivariant+networks&topic=equivariance-symmetry", "light", 1280, 800),
    Picture("paper-phone", "papers/u-net-convolutional-networks-for-biomedical-image/", "dark", 390, 780),
)


class _Quiet(SimpleHTTPRequestHandler):
    """Serves a folder and says nothing about it."""

    def log_message(self, *_: Any) -> None:
        """Say nothing."""


@contextlib.contextmanager
def served(site: Path) -> Iterator[str]:
    """Serve a folder on a free port of this machine for as long as the block runs."""
    with ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Quiet, directory=str(site))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


def take(browser: Browser, address: str, picture: Picture, folder: Path) -> None:
    """Write one picture; a page that is not there would make a picture of its absence."""
    context = browser.new_context(
        viewport={"width": picture.width, "height": picture.height}, color_scheme=picture.scheme
    )
    page = context.new_page()
    response = page.goto(address + picture.path, wait_until="load")
    if response is None or not response.ok:
        sys.exit(f"screenshots: /{picture.path} is not in the site; name another page in {Path(__file__).name}")
    if "?" in picture.path:
        # What a search finds comes after the page.
        page.locator("#search-results > li").first.wait_for()
    page.screenshot(path=folder / f"{picture.name}.png", animations="disabled")
    context.close()


def main() -> None:
    """Build the site elsewhere and take all pictures of it."""
    chromium = browser_path.find_browser() or browser_path.install_browser()
    FOLDER.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="papershelf-screenshots-") as scratch:
        content = Path(scratch, "content")
        # A copy, because a build writes the ledger of the content that it is given.
        shutil.copytree(PROJECT / "content", content)
        words = ["build", f"--content={content}", f"--output={scratch}/site", f"--now={NOW}"]
        subprocess.run([sys.executable, "-m", "generator.cli", *words], cwd=PROJECT, check=True)
        with served(Path(scratch, "site")) as address, sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=str(chromium), args=browser_path.options())
            for picture in PICTURES:
                take(browser, address, picture, FOLDER)
                print(f"screenshots/{picture.name}.png")
            browser.close()


if __name__ == "__main__":
    main()
