"""Builds our index in a process of its own; prints CPU of the indexing alone, and peak memory of everything."""

from __future__ import annotations

import json
import resource
import sys
import time
from pathlib import Path

from generator import search
from generator.search.scripts import scripts
from tests.bench.search.records import TOPICS, read_papers


def main(corpus: str, count: int, folder: Path) -> None:
    """Read the records, build, write, and print the cost."""
    papers = read_papers(Path(corpus), count)
    before = time.process_time()
    sizes = []
    for path, content in search.index(papers, TOPICS):
        place = folder / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(content)
        sizes.append(len(content))
    cpu = time.process_time() - before
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    for path, content in scripts():
        place = folder / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(content)
    print(json.dumps({"cpu_s": cpu, "peak_mb": peak, "files": len(sizes), "output_mb": sum(sizes) / 1e6}))


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), Path(sys.argv[3]))
