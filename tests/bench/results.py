"""What a run of the benchmark measured, and its form for programs."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from tests.bench.browser import Visits
from tests.bench.measure import Cost
from tests.bench.ours import Stage
from tests.bench.survey import Survey

OURS, CACHED, CHANGED = "ours", "cached", "changed"
HUGO, HUGO_FILES, PAGEFIND, STOCK = "hugo", "hugo-files", "pagefind", "stock"
NAMES = {
    OURS: "Papershelf, the whole product",
    CACHED: "Papershelf, filling its cache",
    CHANGED: "Papershelf again, one record changed",
    HUGO: "Hugo",
    HUGO_FILES: "Hugo, with the files beside lists",
    PAGEFIND: "Pagefind over Hugo's pages",
    STOCK: "MkDocs with Material",
}


class Result(NamedTuple):
    """What one contender took and made."""

    cost: Cost
    survey: Survey | None = None
    stages: tuple[Stage, ...] = ()


class Comparison(NamedTuple):
    """All contenders at one size."""

    records: int
    published: int
    results: Mapping[str, Result]

    @property
    def stages(self) -> tuple[Stage, ...]:
        """The stages of our own build, which is part of every comparison."""
        return self.results[OURS].stages

    def cpu(self, *names: str) -> float | None:
        """Return the CPU seconds of these contenders together, or None where one did not run."""
        found = [self.results[name].cost.cpu_s for name in names if name in self.results]
        return sum(found) if len(found) == len(names) else None


class Report(NamedTuple):
    """A whole run."""

    day: str
    corpus: str
    machine: Mapping[str, str]
    versions: Mapping[str, str]
    comparisons: Sequence[Comparison]
    visits: Visits


def as_json(report: Report) -> str:
    """Return everything that was measured."""
    sizes = [
        {
            "records": item.records,
            "published": item.published,
            "results": {name: _result(result) for name, result in item.results.items()},
        }
        for item in report.comparisons
    ]
    visits = {name: [one._asdict() for one in found] for name, found in report.visits._asdict().items()}
    whole = {**report._asdict(), "comparisons": sizes, "visits": visits}
    return json.dumps(whole, indent=2) + "\n"


def _result(result: Result) -> dict[str, object]:
    return {
        "cost": result.cost._asdict(),
        "site": result.survey._asdict() if result.survey else None,
        "stages": [stage._asdict() for stage in result.stages],
    }
