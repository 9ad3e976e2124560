"""Processes that share the work: the same answers in the same order, and none outlives who asked."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from generator import records, workers
from generator.errors import PapershelfError
from generator.paper import RawPaper, Source
from generator.records import Means
from generator.taxonomy import Taxonomy, Topic
from generator.workers import Answer, Pool
from tests.command import ROOT, environment

VALUES = [b"%d" % number for number in range(103)]


def reverser(setting: bytes) -> Answer:
    """Return what turns a value round behind the setting."""
    return lambda value: setting + value[::-1]


def breaker(_setting: bytes) -> Answer:
    """Return what ends its process."""
    return lambda _: os._exit(7)


def interrupter(_setting: bytes) -> Answer:
    """Return what ends its process in the middle of a block."""

    def _interrupt(_: bytes) -> bytes:
        sys.stdout.buffer.write((1000).to_bytes(8, "big") + b"half of it")
        sys.stdout.buffer.flush()
        os._exit(7)

    return _interrupt


@pytest.fixture
def _eager(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let few values be worth a process, which finds this module."""
    monkeypatch.setattr(workers, "_WORTHWHILE", 2)
    monkeypatch.syspath_prepend(str(ROOT))
    for maker in (reverser, breaker, interrupter):
        monkeypatch.setattr(maker, "__module__", "tests.test_workers")


@pytest.mark.usefixtures("_eager")
@pytest.mark.parametrize("count", [1, 2, 3])
def test_answers_come_in_the_order_of_the_values(count: int):
    pool = Pool(reverser, b"<", count)

    answers = [list(pool.answers(values)) for values in (VALUES, VALUES[:1], [], VALUES[:2])]
    pool.close()

    expected = [b"<" + value[::-1] for value in VALUES]
    assert answers == [expected, expected[:1], [], expected[:2]]


@pytest.mark.usefixtures("_eager")
@pytest.mark.parametrize("maker", [breaker, interrupter])
def test_a_worker_that_ends_early_is_a_fault_and_no_end_of_the_answers(maker: Callable[[bytes], Answer]):
    pool = Pool(maker, b"", 2)

    with pytest.raises(PapershelfError, match="ended with code 7"):
        list(pool.answers(VALUES))
    pool.close()


@pytest.mark.usefixtures("_eager")
def test_a_file_of_the_working_folder_is_never_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    (tmp_path / "msgspec.py").write_text("raise SystemExit(9)")
    monkeypatch.chdir(tmp_path)
    pool = Pool(reverser, b"", 2)

    assert list(pool.answers(VALUES)) == [value[::-1] for value in VALUES]
    pool.close()


def test_a_few_values_start_no_process():
    pool = Pool(reverser, b"", 2)

    list(pool.answers(VALUES))

    assert pool._processes == []  # noqa: SLF001


def test_workers_end_with_a_process_that_is_killed(tmp_path: Path):
    code = (
        "import sys, time; from generator import workers; from tests.test_workers import VALUES, reverser\n"
        "workers._WORTHWHILE = 2; reverser.__module__ = 'tests.test_workers'\n"
        "pool = workers.Pool(reverser, b'', 2); list(pool.answers(VALUES))\n"
        "print(*[process.pid for process in pool._processes], flush=True); time.sleep(60)"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code], env=environment(), cwd=tmp_path, stdout=subprocess.PIPE, text=True
    ) as parent:
        assert parent.stdout
        pids = [int(pid) for pid in parent.stdout.readline().split()]
        parent.send_signal(signal.SIGKILL)
    alive = pids
    for _ in range(200):
        alive = [pid for pid in alive if Path(f"/proc/{pid}").exists() and "Z" not in _state(pid)]
        if not alive:
            break
        time.sleep(0.05)

    assert (len(pids), alive) == (2, [])


def _state(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return "Z"


def invented(count: int) -> list[RawPaper]:
    return [
        RawPaper(
            source=Source("papers/invented.jsonl", number), format="jsonl",
            title=f"Invented graph number {number} \ud800 for w^*_{{min}}",
            abstract="About\u200b message passing -- again.",
            authors=("Ada Example", "--"), year="unknown" if number % 2 else "2o24",
        )
        for number in range(count)
    ]  # fmt: skip


@pytest.mark.usefixtures("_eager")
def test_any_number_of_workers_makes_the_same_papers():
    taxonomy = Taxonomy((Topic("graphs", "Graphs", words=("message passing",)),))

    def made(count: int) -> object:
        outcomes = list(records.repair_all(invented(30), Means(workers=count)))
        papers = [outcome.paper for outcome in outcomes if outcome.paper]
        return outcomes, list(records.file_all(papers, taxonomy, Means(workers=count)))

    alone = made(1)

    assert made(2) == alone
    assert made(3) == alone
