"""What a reader's first visit costs: bytes as a server sends them, largest paint and blocked time on a slow machine."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from statistics import median
from typing import NamedTuple

from playwright.sync_api import Browser, sync_playwright

from tests import browser_path
from tests.bench.facts import Facts
from tests.bench.visit import visit
from tests.bench.waits import SEARCH, Wait, waits_in
from tests.built_site import served

LOADS = 3
"""The median of so many is reported."""
_PAPERS_OF_THE_TOPIC = 5_000
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


class Visits(NamedTuple):
    """What readers of one site wait for."""

    loads: list[Load]
    waits: list[Wait]


NO_VISITS = Visits([], [])


def visits(site: Path, facts: Facts) -> Visits:
    """Return what first loads of a site cost, and how long readers wait for what its pages do."""
    chromium = browser_path.find_browser()
    if chromium is None:
        raise browser_path.NoBrowserError("no Chromium is here: `make bench` installs one")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(chromium), args=browser_path.options())
        found = visits_in(browser, site, facts)
        browser.close()
    return found


def visits_in(browser: Browser, site: Path, facts: Facts) -> Visits:
    """Visit a site in a browser that runs."""
    pages = _pages(site, facts)
    with served(site) as url:
        loads = [_typical(browser, url, name, path) for name, path in pages.items()]
        return Visits(loads, waits_in(browser, url, has_map="map" in pages))


def _pages(site: Path, facts: Facts) -> dict[str, str]:
    by_size = sorted(facts.papers, key=lambda paper: (site / f"papers/{paper['slug']}/index.html").stat().st_size)
    topics = Counter(slug for paper in facts.papers for slug in paper["topic_slugs"])
    topic = min(topics, key=lambda slug: (abs(topics[slug] - _PAPERS_OF_THE_TOPIC), slug))
    return {
        "paper, of the middle size": f"papers/{by_size[len(by_size) // 2]['slug']}/",
        f"topic with {topics[topic]:,} papers": f"topics/{topic}/",
        "search": "search/",
        "search with two words": SEARCH,
        **({"map": "map/"} if (site / "map/manifest.json").exists() else {}),
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
    with visit(browser, slow_network=True) as (page, sent):
        page.add_init_script(_OBSERVE)
        page.goto(url + path, wait_until="networkidle")
        # Paints and tasks are told a moment after they end.
        # A function: a bare expression would be evaluated again and again, which the page's policy forbids.
        page.wait_for_function("() => seen.lcp > 0")
        page.wait_for_timeout(1_000)
        seen = page.evaluate(_READ)
        return Load(name, path, *sent.counted(), seen["lcp"], seen["blocked"])
