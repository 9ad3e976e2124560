"""A reader's first visit, whose machine is slow: a page in Chromium with nothing in its cache, and what it is sent.

The processor is four times slower, and the network, where it is slow too, that of a slow telephone connection, as
Lighthouse assumes them; the server keeps its connections and compresses text with gzip, as GitHub Pages does.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, Page, Request, ViewportSize

_SLOWER = 4
_KBIT_PER_S = 1_638
_ROUND_TRIP_MS = 150
_SCREEN = ViewportSize(width=412, height=823)
_BYTES_PER_KBIT = 125
_BYTES_PER_KB = 1000


class Sent:
    """Owns what a page was sent since it was opened, or since `reset`."""

    def __init__(self, page: Page) -> None:
        self._answers: list[Request] = []
        page.on("requestfinished", lambda answer: self._answers.append(answer))  # noqa: PLW0108 - a bound method cannot be marked

    def reset(self) -> None:
        """Forget what was sent so far."""
        self._answers.clear()

    def counted(self) -> tuple[int, float]:
        """Return how many answers there were, and the kilobytes of heads and bodies, compressed as they were sent."""
        sizes = [answer.sizes() for answer in self._answers]
        sent = sum(size["responseHeadersSize"] + size["responseBodySize"] for size in sizes)
        return len(sizes), sent / _BYTES_PER_KB


@contextmanager
def visit(browser: Browser, *, slow_network: bool) -> Iterator[tuple[Page, Sent]]:
    """Yield an empty page on a slow machine, and what it will be sent."""
    context = browser.new_context(viewport=_SCREEN, is_mobile=True, has_touch=True)
    page = context.new_page()
    sent = Sent(page)
    tools = context.new_cdp_session(page)
    if slow_network:
        rate = _KBIT_PER_S * _BYTES_PER_KBIT
        network = {"offline": False, "latency": _ROUND_TRIP_MS, "downloadThroughput": rate, "uploadThroughput": rate}
        tools.send("Network.enable")
        tools.send("Network.emulateNetworkConditions", network)
    tools.send("Emulation.setCPUThrottlingRate", {"rate": _SLOWER})
    try:
        yield page, sent
    finally:
        context.close()
