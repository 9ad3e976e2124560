"""Measure `papershelf build`: CPU seconds (user and system), wall clock, peak memory, pages and bytes, stage by stage.

Builds the catalogue of this repository, then so many records of a corpus (invented ones when no file is named), prints
a Markdown table and writes bench/latest.json. Measure on a machine that does nothing else.
"""

from __future__ import annotations

import argparse
import gzip
import json
import lzma
import os
import platform
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import IO, Any, NamedTuple

from tests.bench.invented import invented_lines

PROJECT = Path(__file__).parents[2]
RESULT = PROJECT / "bench" / "latest.json"
# One day for all runs: nothing but the program changes between two measurements.
NOW = "2026-01-01"
OPENERS: dict[str, Callable[..., IO[str]]] = {".xz": lzma.open, ".gz": gzip.open}
_KIB_PER_MB = 1024
_BYTES_PER_MB = 1_000_000


class Run(NamedTuple):
    """What one build cost and made."""

    name: str
    papers: int
    pages: int
    megabytes: float
    cpu_s: float
    wall_s: float
    peak_rss_mb: float
    stages: list[dict[str, Any]]


def main() -> None:
    """Measure both builds and report them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpus", type=Path, help="JSON Lines of records, plain, .gz or .xz (default: invented ones)")
    parser.add_argument("--records", type=int, default=5_000, help="how many of them (default: 5000)")
    options = parser.parse_args()
    # On a disk the time for writing many small files swings by a factor of nine from run to run.
    memory = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None  # noqa: S108 - only a parent for a private folder
    with tempfile.TemporaryDirectory(dir=memory, prefix="papershelf-bench-") as scratch:
        seed, corpus = Path(scratch, "seed"), Path(scratch, "corpus")
        shutil.copytree(PROJECT / "content", seed)
        (corpus / "papers").mkdir(parents=True)
        shutil.copyfile(PROJECT / "content" / "topics.yml", corpus / "topics.yml")
        lines = corpus_lines(options.corpus) if options.corpus else invented_lines(options.records)
        with (corpus / "papers" / "corpus.jsonl").open("w", encoding="utf-8") as file:
            file.writelines(islice(lines, options.records))
        name = options.corpus.name if options.corpus else "invented records"
        runs = [measure("this catalogue", seed, Path(scratch)), measure(name, corpus, Path(scratch))]
    RESULT.parent.mkdir(exist_ok=True)
    RESULT.write_text(as_json(runs), encoding="utf-8")
    print("\n".join(as_table(runs)))


def corpus_lines(path: Path) -> Iterator[str]:
    """Yield the lines of a file of records."""
    with OPENERS.get(path.suffix, open)(path, "rt", encoding="utf-8") as file:
        yield from file


def measure(name: str, content: Path, scratch: Path) -> Run:
    """Build one content folder in a process of its own."""
    output, profile = scratch / "site", scratch / "profile.jsonl"
    words = [
        "build",
        f"--content={content}",
        f"--output={output}",
        f"--now={NOW}",
        f"--profile={profile}",
        "--no-cache",
    ]
    # A corpus of real records has some that are refused; they are not what is measured.
    command = [sys.executable, "-m", "generator.cli", *words, "--max-rejected=100"]
    begin = time.monotonic()
    with (scratch / "errors").open("w+b") as errors:
        process = subprocess.Popen(command, cwd=PROJECT, stdout=subprocess.DEVNULL, stderr=errors)
        # Not process.wait(): only wait4 tells what this one process and its workers used.
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        wall = time.monotonic() - begin
        if process.returncode:
            errors.seek(0)
            sys.exit(f"bench: {' '.join(command)}: {process.returncode}\n{errors.read().decode(errors='replace')}")
    run = Run(
        name=name,
        papers=(output / "api" / "papers.jsonl").read_bytes().count(b"\n"),
        pages=sum(1 for _ in output.rglob("*.html")),
        megabytes=sum(path.stat().st_size for path in output.rglob("*") if path.is_file()) / _BYTES_PER_MB,
        cpu_s=usage.ru_utime + usage.ru_stime,
        wall_s=wall,
        peak_rss_mb=usage.ru_maxrss / _KIB_PER_MB,
        stages=[json.loads(line) for line in profile.read_text(encoding="utf-8").splitlines()],
    )
    shutil.rmtree(output)
    return run


def as_json(runs: Iterable[Run]) -> str:
    """Return the runs and the machine they ran on."""
    machine = {"python": platform.python_version(), "system": platform.platform(), "processors": os.cpu_count()}
    return json.dumps({"machine": machine, "runs": [run._asdict() for run in runs]}, indent=2) + "\n"


def as_table(runs: Iterable[Run]) -> Iterator[str]:
    """Yield the lines of a Markdown table for all runs, and one for the stages of each."""
    yield "| build | papers | pages | MB | CPU s | CPU ms a page | wall s | peak MB |"
    yield "| --- " + "| ---: " * 7 + "|"
    for run in runs:
        yield (
            f"| {run.name} | {run.papers} | {run.pages} | {run.megabytes:.1f} | {run.cpu_s:.2f} "
            f"| {1000 * run.cpu_s / run.pages:.2f} | {run.wall_s:.2f} | {run.peak_rss_mb:.0f} |"
        )
    for run in runs:
        yield from ("", f"| {run.name}: stage | CPU s | wall s | peak MB |", "| --- | ---: | ---: | ---: |")
        for stage in run.stages:
            yield f"| {stage['stage']} | {stage['cpu_s']:.2f} | {stage['wall_s']:.2f} | {stage['peak_rss_mb']:.0f} |"


if __name__ == "__main__":
    main()
