"""The figures of a run as Markdown tables."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from tests.bench.browser import Load
from tests.bench.ours import cpu_a_paper, rendering, rendering_and_search, rendering_pages
from tests.bench.results import (
    CACHED,
    CHANGED,
    HUGO,
    HUGO_FILES,
    NAMES,
    OURS,
    PAGEFIND,
    STOCK,
    Comparison,
    Report,
    Result,
)
from tests.bench.waits import Wait

GROWTH_FROM = 5_000
"""Growth is told relative to this size."""


def as_markdown(report: Report) -> Iterator[str]:
    """Yield the lines of all tables."""
    versions = ", ".join(f"{name} {version}" for name, version in report.versions.items())
    machine = ", ".join(report.machine.values())
    yield f"Measured on {report.day} with {report.corpus}: {versions} ({machine})."
    yield from ("", *_ratios(report.comparisons))
    for comparison in report.comparisons:
        yield from ("", f"{comparison.records:,} records, {comparison.published:,} papers:", "", *_costs(comparison))
    yield from ("", *_stages(report.comparisons))
    for comparison in report.comparisons:
        yield from ("", f"Pages of {comparison.published:,} papers, by the first part of their address:", "")
        yield from _pages(comparison)
    if report.visits.loads:
        yield from ("", *_loads(report.visits.loads))
        yield from ("", *_waits(report.visits.waits))


def _ratios(comparisons: Sequence[Comparison]) -> Iterator[str]:
    yield "| CPU of Papershelf, as a multiple | " + " | ".join(f"{item.published:,}" for item in comparisons) + " |"
    yield _rule(len(comparisons))
    rows = {name: [_ratio(*pair(item)) for item in comparisons] for name, pair in _PAIRS.items()} | _growth(comparisons)
    for name, ratios in rows.items():
        if any(ratios):
            yield f"| {name} | " + " | ".join(f"{ratio:.2f}" if ratio else "" for ratio in ratios) + " |"


_PAIRS: dict[str, Callable[[Comparison], tuple[float | None, float | None]]] = {
    "rendering and writing : Hugo": lambda item: (rendering(item.stages), item.cpu(HUGO)),
    "the same without the stage of exports : Hugo": lambda item: (rendering_pages(item.stages), item.cpu(HUGO)),
    "rendering and writing : Hugo with files": lambda item: (rendering(item.stages), item.cpu(HUGO_FILES)),
    "rendering, writing and search : Hugo and Pagefind": lambda item: (
        rendering_and_search(item.stages),
        item.cpu(HUGO, PAGEFIND),
    ),
    "the whole product : Hugo and Pagefind": lambda item: (item.cpu(OURS), item.cpu(HUGO, PAGEFIND)),
    "the whole product : Hugo with files, and Pagefind": lambda item: (item.cpu(OURS), item.cpu(HUGO_FILES, PAGEFIND)),
    "the whole product : MkDocs with Material": lambda item: (item.cpu(OURS), item.cpu(STOCK)),
    "one record changed : the whole product": lambda item: (item.cpu(CHANGED), item.cpu(OURS)),
    "one record changed : filling the cache": lambda item: (item.cpu(CHANGED), item.cpu(CACHED)),
}


def _growth(comparisons: Sequence[Comparison]) -> dict[str, list[float | None]]:
    base = next((item for item in comparisons if item.records == GROWTH_FROM), None)
    if base is None:
        return {}
    names = {"a paper, without related papers : at 5,000": False, "a paper : at 5,000": True}
    return {
        name: [_ratio(_a_paper(item, related=related), _a_paper(base, related=related)) for item in comparisons]
        for name, related in names.items()
    }


def _a_paper(item: Comparison, *, related: bool) -> float:
    return cpu_a_paper(item.stages, item.published, related=related)


def _ratio(one: float | None, other: float | None) -> float | None:
    return one / other if one is not None and other else None


def _costs(item: Comparison) -> Iterator[str]:
    yield "| | CPU s | CPU ms a page | wall s | peak MB | pages | files | MB | median paper page, KB |"
    yield _rule(8)
    for name, result in item.results.items():
        yield _cost(NAMES[name], result)
        if name == OURS:
            yield _part("... of it rendering and writing", rendering(result.stages), result)
            yield _part("... of it rendering, writing and search", rendering_and_search(result.stages), result)


def _cost(name: str, result: Result) -> str:
    cost, survey = result.cost, result.survey
    pages = survey.total if survey else 0
    values = [
        f"{cost.cpu_s:.1f}",
        f"{1000 * cost.cpu_s / pages:.2f}" if pages else "",
        f"{cost.wall_s:.1f}",
        f"{cost.peak_mb:.0f}",
        f"{pages:,}" if pages else "",
        f"{cost.files:,}",
        f"{cost.output_mb:.1f}",
        f"{survey.median_paper / 1000:.2f}" if survey else "",
    ]
    return f"| {name} | " + " | ".join(values) + " |"


def _part(name: str, cpu: float, result: Result) -> str:
    pages = result.survey.total if result.survey else 0
    return f"| {name} | {cpu:.1f} | {1000 * cpu / pages:.2f} |" + " |" * 6 if pages else f"| {name} | {cpu:.1f} |"


def _stages(comparisons: Sequence[Comparison]) -> Iterator[str]:
    names = dict.fromkeys(stage.stage for item in comparisons for stage in item.stages)
    yield "| CPU ms a paper, by stage | " + " | ".join(f"{item.published:,}" for item in comparisons) + " |"
    yield _rule(len(comparisons))
    for name in names:
        yield f"| {name} | " + " | ".join(_of_stage(item, name) for item in comparisons) + " |"


def _of_stage(item: Comparison, name: str) -> str:
    seconds = sum(stage.cpu_s for stage in item.stages if stage.stage == name)
    return f"{1000 * seconds / item.published:.2f}"


def _pages(item: Comparison) -> Iterator[str]:
    sites = {name: item.results[name].survey for name in (OURS, HUGO, STOCK) if name in item.results}
    surveys = {name: survey for name, survey in sites.items() if survey}
    kinds = sorted({kind for survey in surveys.values() for kind in survey.pages})
    yield "| pages | " + " | ".join(NAMES[name] for name in surveys) + " |"
    yield _rule(len(surveys))
    for kind in kinds:
        yield f"| {kind} | " + " | ".join(f"{survey.pages.get(kind, 0):,}" for survey in surveys.values()) + " |"


def _loads(loads: Sequence[Load]) -> Iterator[str]:
    yield "| first load | requests | KB sent | largest paint, ms | blocked, ms |"
    yield _rule(4)
    for load in loads:
        yield (f"| {load.page} | {load.requests} | {load.kilobytes:.1f} | {load.lcp_ms:.0f} | {load.tbt_ms:.0f} |")


def _waits(waits: Sequence[Wait]) -> Iterator[str]:
    yield "| on a fast network | requests | KB sent | ms |"
    yield _rule(3)
    for wait in waits:
        yield f"| {wait.deed} | {wait.requests} | {wait.kilobytes:.1f} | {wait.ms:.0f} |"


def _rule(columns: int) -> str:
    return "| --- " + "| ---: " * columns + "|"
