"""The benchmark reports what one build cost, and its invented corpus is the same every time."""

from __future__ import annotations

import json
from itertools import islice
from pathlib import Path

import pytest

from tests.bench import bench
from tests.bench.invented import invented_lines


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> bench.Run:
    folder = tmp_path_factory.mktemp("bench")
    (folder / "content" / "papers").mkdir(parents=True)
    (folder / "content" / "papers" / "invented.jsonl").write_text("".join(invented_lines(40)), encoding="utf-8")
    return bench.measure("invented", folder / "content", folder)


def test_a_run_counts_what_was_built(run: bench.Run):
    assert run.papers == 40
    assert run.pages > 40


def test_the_stages_sum_to_what_the_command_cost(run: bench.Run):
    assert sum(stage["cpu_s"] for stage in run.stages) >= 0.95 * run.cpu_s


def test_the_table_has_a_row_for_each_build_and_each_stage(run: bench.Run):
    rows = [line for line in bench.as_table([run]) if line.startswith("| ") and "---" not in line]

    assert len(rows) == 2 + 1 + len(run.stages)
    assert {row.count("|") for row in rows} == {9, 5}


def test_the_json_holds_the_machine_and_the_runs(run: bench.Run):
    result = json.loads(bench.as_json([run]))

    assert {"python", "system", "processors"} == set(result["machine"])
    assert result["runs"][0]["cpu_s"] == run.cpu_s


def test_invented_records_are_the_same_every_time_and_in_any_number():
    assert list(invented_lines(20)) == list(islice(invented_lines(50), 20))


@pytest.mark.parametrize("suffix", [".jsonl", ".jsonl.gz", ".jsonl.xz"])
def test_a_corpus_is_read_plain_or_compressed(tmp_path: Path, suffix: str):
    path = tmp_path / f"corpus{suffix}"
    with bench.OPENERS.get(path.suffix, open)(path, "wt", encoding="utf-8") as file:
        file.write("one\ntwo\n")

    assert list(bench.corpus_lines(path)) == ["one\n", "two\n"]
