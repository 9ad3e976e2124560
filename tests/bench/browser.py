"""What a reader's first visit costs: bytes as a server sends them, largest paint and blocked time on a slow machine.

Chromium with nothing in its cache, its processor four times slower, its network that of a slow telephone connection,
as Lighthouse assumes them; the server compresses text with gzip, as GitHub Pages does.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from statistics import median
from typing import NamedTuple

from playwright.sync_api import Browser, Request, ViewportSize, sync_playwright

from tests import browser_path
from tests.bench.facts import Facts
from tests.built_site import served

LOADS = 3
"""The median of so many is reported."""
_PAPERS_OF_THE_TOPIC = 5_000
_SLOWER = 4
_KBIT_PER_S = 1_638
_ROUND_TRIP_MS = 150
_SCREEN = ViewportSize(width=412, height=823)
_BYTES_PER_KBIT = 125
# What a task blocks is what it takes beyond 50 ms, once the first content is painted.
_OBSERVE = """
  window.seen = { lcp: 0, first: 0, tasks: [] };
  const on = (type, tell) => new PerformanceObserver((list) => list.getEntries().forEach(tell))
    .observe({ type, buffered: true });
  on("largest-contentful-paint", (entry) => { seen.lcp = entry.startTime; });
  on("paint", (entry) => { if (entry.name === "first-contentful-paint") seen.first = entry.startTime; });
  on("longtask", (entry) => { seen.tasks.push([entry.startTime, entry.duration]); });
"""
_READ = """() => ({ lcp: seen.lcp, blocked: seen.tasks.filter(([start]) => start >= seen.first)
  .reduce((sum, [, duration]) => sum + duration - 50, 0) })"""


class Load(NamedTuple):
    """The first load of one page."""

    page: str
    address: str
    requests: int
    kilobytes: float
    """Heads and bodies of all answers, compressed as they were sent."""
    lcp_ms: float
    """Largest contentful paint."""
    tbt_ms: float
    """Total blocking time."""


def first_loads(site: Path, facts: Facts) -> list[Load]:
    """Return what the first load of a paper, of a large topic and of the search page costs."""
    chromium = browser_path.find_browser()
    if chromium is None:
        raise browser_path.NoBrowserError("no Chromium is here: `make bench` installs one")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(chromium), args=browser_path.options())
        loads = loads_in(browser, site, facts)
        browser.close()
    return loads


def loads_in(browser: Browser, site: Path, facts: Facts) -> list[Load]:
    """Load the pages of a site in a browser that runs."""
    with served(site) as url:
        return [_typical(browser, url, name, path) for name, path in _pages(site, facts).items()]


def _pages(site: Path, facts: Facts) -> dict[str, str]:
    by_size = sorted(facts.papers, key=lambda paper: (site / f"papers/{paper['slug']}/index.html").stat().st_size)
    topics = Counter(slug for paper in facts.papers for slug in paper["topic_slugs"])
    topic = min(topics, key=lambda slug: (abs(topics[slug] - _PAPERS_OF_THE_TOPIC), slug))
    return {
        "paper, of the middle size": f"papers/{by_size[len(by_size) // 2]['slug']}/",
        f"topic with {topics[topic]:,} papers": f"topics/{topic}/",
        "search": "search/",
        "search with two words": "search/?q=neural+network",
    }


def _typical(browser: Browser, url: str, name: str, path: str) -> Load:
    """Load the page some times and return the medians."""
    loads = [_load(browser, url, name, path) for _ in range(LOADS)]
    return Load(
        name,
        path,
        requests=round(median(load.requests for load in loads)),
        kilobytes=median(load.kilobytes for load in loads),
        lcp_ms=median(load.lcp_ms for load in loads),
        tbt_ms=median(load.tbt_ms for load in loads),
    )


def _load(browser: Browser, url: str, name: str, path: str) -> Load:
    context = browser.new_context(viewport=_SCREEN, is_mobile=True, has_touch=True)
    page = context.new_page()
    page.add_init_script(_OBSERVE)
    answers: list[Request] = []
    page.on("requestfinished", lambda answer: answers.append(answer))  # noqa: PLW0108 - a bound method cannot be marked
    tools = context.new_cdp_session(page)
    rate = _KBIT_PER_S * _BYTES_PER_KBIT
    network = {"offline": False, "latency": _ROUND_TRIP_MS, "downloadThroughput": rate, "uploadThroughput": rate}
    tools.send("Network.enable")
    tools.send("Network.emulateNetworkConditions", network)
    tools.send("Emulation.setCPUThrottlingRate", {"rate": _SLOWER})
    page.goto(url + path, wait_until="networkidle")
    # Paints and tasks are told a moment after they end.
    # A function: a bare expression would be evaluated again and again, which the page's policy forbids.
    page.wait_for_function("() => seen.lcp > 0")
    page.wait_for_timeout(1_000)
    seen = page.evaluate(_READ)
    sizes = [answer.sizes() for answer in answers]
    sent = sum(size["responseHeadersSize"] + size["responseBodySize"] for size in sizes)
    context.close()
    return Load(name, path, len(sizes), sent / 1000, seen["lcp"], seen["blocked"])
