"""The benchmark tells what builds cost, gives all generators the same pages, and invents the same corpus every time."""

from __future__ import annotations

import json
import sys
from itertools import islice
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from tests.bench import bench, browser, hugo, measure, waits
from tests.bench.facts import Facts, read_facts
from tests.bench.invented import invented_lines
from tests.bench.survey import survey_of
from tests.command import papershelf

RECORDS = 40
PAGES = {"papers", "authors", "topics", "venues", "years"}
"""Where every generator must have the same number of pages."""


@pytest.fixture(scope="module")
def results(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The results of a run of what needs no network."""
    folder = tmp_path_factory.mktemp("results")
    options = ["--sizes", str(RECORDS), "--only", "ours", "changed", "stock", "--results", str(folder)]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "argv", ["bench", *options])
        bench.main()
    return folder


@pytest.fixture(scope="module")
def measured(results: Path) -> dict[str, Any]:
    comparison = json.loads((results / "latest.json").read_text(encoding="utf-8"))["comparisons"][0]
    found: dict[str, Any] = comparison["results"]
    return found


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("built")
    (folder / "content" / "papers").mkdir(parents=True)
    (folder / "content" / "papers" / "invented.jsonl").write_text("".join(invented_lines(RECORDS)), encoding="utf-8")
    run = papershelf("build", "--content", folder / "content", "--output", folder / "site")
    assert run.returncode == 0, run.stderr
    return folder / "site"


@pytest.fixture(scope="module")
def facts(site: Path) -> Facts:
    return read_facts(site)


def test_the_stages_sum_to_what_the_command_cost(measured: dict[str, Any]) -> None:
    ours = measured["ours"]

    assert sum(stage["cpu_s"] for stage in ours["stages"]) >= 0.95 * ours["cost"]["cpu_s"]


def test_a_second_build_after_a_change_is_measured_too(measured: dict[str, Any]) -> None:
    assert measured["changed"]["site"]["pages"] == measured["ours"]["site"]["pages"]


def test_mkdocs_with_material_has_the_same_pages(measured: dict[str, Any]) -> None:
    ours, stock = measured["ours"]["site"]["pages"], measured["stock"]["site"]["pages"]

    assert ours["papers"] > RECORDS
    assert {kind: stock[kind] for kind in PAGES} == {kind: ours[kind] for kind in PAGES}


def test_the_tables_are_whole(results: Path) -> None:
    lines = (results / "latest.md").read_text(encoding="utf-8").splitlines()
    tables = [block.splitlines() for block in "\n".join(lines).split("\n\n") if block.startswith("|")]

    assert len(tables) == 4
    assert all(len({line.count("|") for line in table}) == 1 for table in tables)


def test_a_project_for_hugo_holds_every_paper_with_its_lists(site: Path, facts: Facts, tmp_path: Path) -> None:
    hugo.write_project(tmp_path / "hugo", facts, site / "assets")
    papers = json.loads((tmp_path / "hugo" / "assets" / "papers.json").read_text(encoding="utf-8"))

    assert len(papers) == RECORDS
    assert all(page["params"]["authors"] and page["params"]["topics"] and page["params"]["years"] for page in papers)
    assert {page["slug"] for page in papers} == {path.parent.name for path in site.glob("papers/*/index.html")}


@pytest.mark.full
def test_hugo_has_the_same_pages(site: Path, facts: Facts, tmp_path: Path) -> None:
    hugo.write_project(tmp_path / "hugo", facts, site / "assets")
    hugo.build(hugo.find_hugo(), tmp_path / "hugo")
    ours, built = survey_of(site).pages, survey_of(tmp_path / "hugo" / "public").pages

    assert {kind: built[kind] for kind in PAGES} == {kind: ours[kind] for kind in PAGES}


@pytest.mark.browser
def test_first_loads_and_waits_are_measured_in_the_browser(
    chromium: Browser, site: Path, facts: Facts, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(browser, "LOADS", 1)
    monkeypatch.setattr(waits, "REPEATED", 1)
    found = browser.visits_in(chromium, site, facts)

    assert [load.page.split()[0] for load in found.loads] == ["paper,", "topic", "search", "search", "map"]
    assert all(load.requests > 1 and load.kilobytes > 1 and load.lcp_ms > 0 for load in found.loads)
    assert [wait.deed.split()[-1] for wait in found.waits] == ["drawn", "answered", "BibTeX", "CSV"]
    assert all(wait.requests and wait.kilobytes and wait.ms > 0 for wait in found.waits)


@pytest.mark.skipif(not Path("/proc/self/smaps_rollup").exists(), reason="only Linux tells what processes share")
def test_the_memory_of_a_command_is_that_of_all_its_processes_together() -> None:
    hold = "import time; held = bytearray(100_000_000); held[::4096] = held[::4096]"
    child = f"{hold}; time.sleep(1.5)"
    parent = f"{hold}; import subprocess, sys; subprocess.run([sys.executable, '-c', {child!r}])"
    cost = measure.measured([sys.executable, "-c", parent])

    assert cost.peak_mb > 190


def test_a_failed_command_says_what_it_said() -> None:
    with pytest.raises(measure.CommandError, match=r"exit code 3(.|\n)*out of order"):
        measure.measured([sys.executable, "-c", "import sys; print('out of order'); sys.exit(3)"])


def test_invented_records_are_the_same_every_time_and_in_any_number() -> None:
    assert list(invented_lines(20)) == list(islice(invented_lines(50), 20))


@pytest.mark.parametrize("suffix", [".jsonl", ".jsonl.gz", ".jsonl.xz"])
def test_a_corpus_is_read_plain_or_compressed(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"corpus{suffix}"
    with bench.OPENERS.get(path.suffix, open)(path, "wt", encoding="utf-8") as file:
        file.write("one\ntwo\n")

    assert list(bench.corpus_lines(path)) == ["one\n", "two\n"]
