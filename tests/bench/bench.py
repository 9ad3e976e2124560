"""Measure `papershelf build` beside MkDocs with Material, Hugo, and Pagefind, on the same records in one run.

All of them write to memory (/dev/shm) where the system has it. Prints Markdown tables and writes them to
bench/latest.md, and all figures to bench/latest.json. Measure on a machine that does nothing else.
"""

from __future__ import annotations

import argparse
import gzip
import lzma
import os
import platform
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from importlib.metadata import version
from itertools import islice
from pathlib import Path
from typing import IO, NamedTuple

from tests.bench import browser, hugo, ours, stock
from tests.bench.environment import CACHE
from tests.bench.facts import Facts, read_facts
from tests.bench.invented import invented_lines
from tests.bench.measure import CommandError
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
    as_json,
)
from tests.bench.search import contenders
from tests.bench.survey import survey_of
from tests.bench.tables import as_markdown

RESULTS = Path(__file__).parents[2] / "bench"
SIZES = (1_000, 5_000, 20_000, 66_984)
STOCK_LIMIT = 5_000
"""More papers take MkDocs with Material minutes, and say nothing new."""
CHANGED_LIMIT = 20_000
"""The builds more that a change takes say nothing new above."""
BROWSER = "browser"
PARTS = (OURS, CHANGED, HUGO, PAGEFIND, STOCK, BROWSER)
OPENERS: dict[str, Callable[..., IO[str]]] = {".xz": lzma.open, ".gz": gzip.open}
_PAPERS_ONLY = ("--glob", "papers/*/index.html")
"""Our index holds papers only, so Pagefind need not read the lists."""


class Plan(NamedTuple):
    """What is to be measured, and with which programs."""

    corpus: Path | None
    parts: frozenset[str]
    hugo: Path | None
    pagefind: Path | None


def main() -> None:
    """Measure at each size and report."""
    options = _parser().parse_args()
    parts = frozenset(options.only)
    plan = Plan(
        corpus=options.corpus,
        parts=parts,
        hugo=hugo.find_hugo() if parts & {HUGO, PAGEFIND} else None,
        pagefind=contenders.fetch_pagefind(CACHE / "pagefind") if PAGEFIND in parts else None,
    )
    report = Report(
        day=datetime.now(UTC).date().isoformat(),
        corpus=options.corpus.name if options.corpus else "invented records",
        machine=_machine(),
        versions=_versions(plan),
        comparisons=[],
        visits=browser.NO_VISITS,
    )
    try:
        for size in sorted(options.sizes):
            report = _with_size(report, plan, size, is_last=size == max(options.sizes))
            # What is measured already shall not be lost with a later size.
            write(report, options.results)
    except CommandError as error:
        sys.exit(f"bench: {error}")
    print("\n".join(as_markdown(report)))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpus", type=Path, help="JSON Lines of records, plain, .gz or .xz (default: invented ones)")
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES, metavar="N", help="how many records")
    parser.add_argument("--only", nargs="+", choices=PARTS, default=PARTS, help="what to measure (default: all)")
    parser.add_argument("--results", type=Path, default=RESULTS, help="where latest.json and latest.md are written")
    return parser


def _machine() -> dict[str, str]:
    return {
        "python": f"Python {platform.python_version()}",
        "system": f"{platform.system()} {platform.machine()}",
        "processors": f"{os.cpu_count()} processors",
        "output": f"output in {_memory() or tempfile.gettempdir()}",
    }


def _memory() -> str | None:
    """Return a folder in memory: on a disk the time for many small files swings by a factor of nine."""
    return "/dev/shm" if os.access("/dev/shm", os.W_OK) else None  # noqa: S108 - only a parent for a private folder


def _versions(plan: Plan) -> dict[str, str]:
    found = {"MkDocs": version("mkdocs"), "Material": version("mkdocs-material")}
    if plan.hugo:
        found["Hugo"] = hugo.version(plan.hugo)
    if plan.pagefind:
        found["Pagefind"] = contenders.pagefind_version(plan.pagefind)
    return found


def _with_size(report: Report, plan: Plan, size: int, *, is_last: bool) -> Report:
    """Return the report with what was measured at one more size; the browser visits the last one."""
    with tempfile.TemporaryDirectory(dir=_memory(), prefix="papershelf-bench-") as folder:
        content, site = Path(folder, "content"), Path(folder, "site")
        lines = corpus_lines(plan.corpus) if plan.corpus else invented_lines(size)
        ours.write_content(content, islice(lines, size))
        results = {OURS: _own_build(content, site)}
        facts = read_facts(site)
        results |= others(plan, facts, site, Path(folder))
        visits = browser.visits(site, facts) if is_last and BROWSER in plan.parts else browser.NO_VISITS
        if CHANGED in plan.parts and size <= CHANGED_LIMIT:
            cache = Path(folder, "cache")
            results[CACHED] = _own_build(content, site, cache)
            cost, stages = ours.build_after_changes(content, site, cache)
            results[CHANGED] = Result(cost, survey_of(site), stages)
        comparison = Comparison(size, len(facts.papers), {name: results[name] for name in NAMES if name in results})
    return report._replace(comparisons=[*report.comparisons, comparison], visits=visits)


def _own_build(content: Path, site: Path, cache: Path | None = None) -> Result:
    cost, stages = ours.build(content, site, cache)
    return Result(cost, survey_of(site), stages)


def _hugo_build(program: Path, project: Path, *, files: bool = False) -> Result:
    cost = hugo.build(program, project, files=files)
    return Result(cost, survey_of(project / "public"))


def others(plan: Plan, facts: Facts, site: Path, folder: Path) -> dict[str, Result]:
    """Build the same pages with the other generators, one after the other, and remove what they made."""
    results = {}
    if plan.hugo:
        project = folder / "hugo"
        hugo.write_project(project, facts, site / "assets")
        if facts.files_beside_lists:
            results[HUGO_FILES] = _hugo_build(plan.hugo, project, files=True)
        results[HUGO] = _hugo_build(plan.hugo, project)
        if plan.pagefind:
            cost = contenders.index_with_pagefind(plan.pagefind, project / "public", *_PAPERS_ONLY)
            results[PAGEFIND] = Result(cost)
        shutil.rmtree(project)
    if STOCK in plan.parts and len(facts.papers) <= STOCK_LIMIT:
        project = folder / "stock"
        stock.write_project(project, facts)
        results[STOCK] = Result(stock.build(project), survey_of(project / "site"))
        shutil.rmtree(project)
    return results


def corpus_lines(path: Path) -> Iterator[str]:
    """Yield the lines of a file of records."""
    with OPENERS.get(path.suffix, open)(path, "rt", encoding="utf-8") as file:
        yield from file


def write(report: Report, folder: Path) -> None:
    """Write the report for people and for programs."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "latest.json").write_text(as_json(report), encoding="utf-8")
    (folder / "latest.md").write_text("\n".join(as_markdown(report)) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
