"""Find the Chromium that the tests drive, or install one: `python tests/browser_path.py` prints its path.

In this order: the variable PAPERSHELF_CHROMIUM, the names that systems give it on PATH, the place where macOS keeps
applications, what the browser library downloaded earlier, Debian's package (as root or with a silent sudo), and at last
the browser library's own download. What is done is said on standard error; standard output is the path alone.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import sync_playwright

VARIABLE = "PAPERSHELF_CHROMIUM"
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "microsoft-edge")
APPLICATIONS = ("Chromium", "Google Chrome", "Microsoft Edge")
# A bare container has no fonts, and text without a font has no width: layout tests would prove nothing.
DEBIAN_PACKAGES = ("chromium", "fonts-dejavu-core", "fonts-liberation")


class NoBrowserError(Exception):
    """There is no Chromium here, and none could be installed."""


def find_browser() -> Path | None:
    """Return a Chromium that starts, or None; that the one in PAPERSHELF_CHROMIUM does not start is an error."""
    if named := os.environ.get(VARIABLE):
        if _starts(named):
            return Path(named)
        raise NoBrowserError(f"{VARIABLE}={named} does not start (tried: {named} --version)")
    return next((Path(path) for path in _candidates() if _starts(path)), None)


def install_browser() -> Path:
    """Install a Chromium and return its path."""
    for install in (_install_debian_package, _install_download):
        if install() and (found := find_browser()):
            return found
    raise NoBrowserError(
        "no Chromium was found and none could be installed (the lines above say what was tried).\n"
        f"Install Chromium or Chrome, or set {VARIABLE} to the path of one, and run this again."
    )


def options() -> list[str]:
    """Return the options that a Chromium is started with."""
    # Root has no sandbox; without the others Chromium looks for updates on the network at every start.
    quiet = ["--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run"]
    return [*quiet, "--no-sandbox"] if os.geteuid() == 0 else quiet


def _candidates() -> Iterator[str]:
    yield from filter(None, map(shutil.which, NAMES))
    for name in APPLICATIONS:
        yield f"/Applications/{name}.app/Contents/MacOS/{name}"
    with sync_playwright() as playwright:
        yield playwright.chromium.executable_path


def _starts(path: str) -> bool:
    # Ubuntu has a `chromium-browser` that only says that a snap is needed: being there is not enough.
    try:
        return subprocess.run([path, "--version"], capture_output=True, check=False, timeout=60).returncode == 0
    except (OSError, subprocess.TimeoutExpired):
        return False


def _install_debian_package() -> bool:
    if not shutil.which("apt-get"):
        return False
    if os.geteuid() == 0:
        prefix = ["env", "DEBIAN_FRONTEND=noninteractive"]
    elif shutil.which("sudo") and _run(["sudo", "-n", "true"]):
        prefix = ["sudo", "-n", "env", "DEBIAN_FRONTEND=noninteractive"]
    else:
        return False
    packages = ["install", "-y", "--no-install-recommends", *DEBIAN_PACKAGES]
    return _run([*prefix, "apt-get", "update"]) and _run([*prefix, "apt-get", *packages])


def _install_download() -> bool:
    return _run([sys.executable, "-m", "playwright", "install", "chromium"])


def _run(command: list[str]) -> bool:
    _say(" ".join(command))
    # Standard output belongs to the path.
    return subprocess.run(command, stdout=sys.stderr, stdin=subprocess.DEVNULL, check=False).returncode == 0


def _say(text: str) -> None:
    print(f"papershelf: {text}", file=sys.stderr, flush=True)


def main() -> int:
    """Print the path of a Chromium, installing one where there is none."""
    try:
        found = find_browser()
        if found is None:
            _say("no Chromium for the browser tests was found, so one is installed:")
            found = install_browser()
    except NoBrowserError as error:
        _say(str(error))
        return 2
    print(found)
    return 0


if __name__ == "__main__":
    sys.exit(main())
