"""Our own build as a measured command: the whole of it, stage by stage, and again after one record was changed."""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Container, Iterable
from pathlib import Path
from typing import Any, NamedTuple

from tests.bench.measure import Cost, measured, with_size

PROJECT = Path(__file__).parents[2]
# One day for all runs: nothing but the program changes between two measurements.
NOW = "2026-01-01"
RECORDS = "papers/corpus.jsonl"
BEFORE_PAGES = frozenset({"start", "read", "repair", "merge", "topics", "related", "map"})
"""Stages that make the catalogue; what stands in none of these three sets is rendering and writing."""
SEARCH = frozenset({"search"})
AFTER_PAGES = frozenset({"check", "publish"})


_CHANGED = (0.5, 0.25, 0.75)
"""Shares of the records that stand before one that is changed."""


class Stage(NamedTuple):
    """What one stage of a build took."""

    stage: str
    cpu_s: float
    wall_s: float
    peak_rss_mb: float


def write_content(folder: Path, lines: Iterable[str]) -> None:
    """Write a content folder of these records, with the topics and venues of this repository."""
    (folder / "papers").mkdir(parents=True)
    for name in ("topics.yml", "venues.yml"):
        shutil.copyfile(PROJECT / "content" / name, folder / name)
    with (folder / RECORDS).open("w", encoding="utf-8") as file:
        file.writelines(lines)


def build(content: Path, output: Path, cache: Path | None = None) -> tuple[Cost, tuple[Stage, ...]]:
    """Build a content folder in a process of its own; return what it took, in all and stage by stage."""
    profile = output.with_name("profile.jsonl")
    words = ["build", f"--content={content}", f"--output={output}", f"--now={NOW}", f"--profile={profile}"]
    kept = f"--cache={cache}" if cache else "--no-cache"
    # A corpus of real records has some that are refused; they are not what is measured.
    command = [sys.executable, "-m", "generator.cli", *words, kept, "--max-rejected=100"]
    cost = measured(command, PROJECT)
    stages = [Stage(**json.loads(line)) for line in profile.read_text(encoding="utf-8").splitlines()]
    return with_size(cost, output), tuple(stages)


def build_after_changes(content: Path, output: Path, cache: Path) -> tuple[Cost, tuple[Stage, ...]]:
    """Change one record and build, and again with others; return the build of median cost: speeds of machines swing."""
    builds = []
    for share in _CHANGED:
        _change_one_record(content, share)
        builds.append(build(content, output, cache))
    return sorted(builds, key=lambda made: made[0].cpu_s)[len(builds) // 2]


def _change_one_record(content: Path, share: float) -> None:
    """Add a sentence to the abstract of the record before which that share of all stands, such as .5."""
    path = content / RECORDS
    lines = path.read_text(encoding="utf-8").splitlines()
    place = int(len(lines) * share)
    record: dict[str, Any] = json.loads(lines[place])
    record["abstract"] = f"{record.get('abstract') or ''} One sentence more.".strip()
    lines[place] = json.dumps(record, ensure_ascii=False)
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def rendering(stages: Iterable[Stage]) -> float:
    """Return CPU seconds from the finished catalogue to the files of the site, without the search index."""
    return _cpu_without(stages, BEFORE_PAGES | SEARCH | AFTER_PAGES)


def rendering_pages(stages: Iterable[Stage]) -> float:
    """Return the same without the files for programs, which stand beside the pages."""
    return _cpu_without(stages, BEFORE_PAGES | SEARCH | AFTER_PAGES | {"exports"})


def rendering_and_search(stages: Iterable[Stage]) -> float:
    """Return the same with the search index."""
    return _cpu_without(stages, BEFORE_PAGES | AFTER_PAGES)


def cpu_a_paper(stages: Iterable[Stage], papers: int, *, related: bool) -> float:
    """Return CPU seconds a paper of the whole build, with or without the stage of the related papers."""
    return _cpu_without(stages, () if related else ("related",)) / papers


def _cpu_without(stages: Iterable[Stage], left_out: Container[str]) -> float:
    return sum(stage.cpu_s for stage in stages if stage.stage not in left_out)
