"""How long a reader waits for what a page does by itself: the map drawn, a search answered, its results exported.

On a slow processor, but a fast network: what the network adds stands among the first loads.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from statistics import median
from typing import NamedTuple

from playwright.sync_api import Browser, Page

from tests.bench.visit import Sent, visit

REPEATED = 3
"""The median of so many is reported."""
SEARCH = "search/?q=neural+network"
_MS_PER_S = 1000
# The page of the map marks the moment at which its picture is on the screen.
_DRAWN = "() => performance.getEntriesByName('map-drawn')[0]?.startTime ?? 0"
_ANSWERED = "() => document.querySelector('#search-results > li') && performance.now()"


class Wait(NamedTuple):
    """One thing that a page did."""

    deed: str
    address: str
    requests: int
    kilobytes: float
    """Heads and bodies of all answers, compressed as they were sent."""
    ms: float
    """Since the visit began, or since the click."""


_Deed = Callable[[Page, Sent, str], Wait]


def waits_in(browser: Browser, url: str, *, has_map: bool) -> list[Wait]:
    """Return what these things take on a site that is served at an address."""
    deeds: list[_Deed] = [_search_answered, _export("BibTeX"), _export("CSV")]
    if has_map:
        deeds.insert(0, _map_drawn)
    return [_typical([_waited(browser, url, deed) for _ in range(REPEATED)]) for deed in deeds]


def _waited(browser: Browser, url: str, deed: _Deed) -> Wait:
    with visit(browser, slow_network=False) as (page, sent):
        return deed(page, sent, url)


def _typical(waits: list[Wait]) -> Wait:
    return waits[0]._replace(
        requests=round(median(wait.requests for wait in waits)),
        kilobytes=median(wait.kilobytes for wait in waits),
        ms=median(wait.ms for wait in waits),
    )


def _map_drawn(page: Page, sent: Sent, url: str) -> Wait:
    page.goto(f"{url}map/", wait_until="commit")
    ms = page.wait_for_function(_DRAWN).json_value()
    return Wait("map drawn", "map/", *sent.counted(), ms)


def _search_answered(page: Page, sent: Sent, url: str) -> Wait:
    page.goto(url + SEARCH, wait_until="commit")
    ms = page.wait_for_function(_ANSWERED).json_value()
    return Wait("search answered", SEARCH, *sent.counted(), ms)


def _export(form: str) -> _Deed:
    """Return the deed of exporting what a search has found."""

    def exported(page: Page, sent: Sent, url: str) -> Wait:
        page.goto(url + SEARCH, wait_until="networkidle")
        sent.reset()
        start = time.monotonic()
        with page.expect_download() as download:
            page.locator(".exports").get_by_role("button", name=form).click()
        ms = (time.monotonic() - start) * _MS_PER_S
        text = download.value.path().read_text(encoding="utf-8")
        count = text.count("\n@") + 1 if form == "BibTeX" else text.count("\n") - 1
        return Wait(f"{count:,} results as {form}", SEARCH, *sent.counted(), ms)

    return exported
