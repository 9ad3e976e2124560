"""Compares our search with Pagefind and with one whole lunr index: quality, bytes, time, and what the index costs.

Usage: python -m tests.bench.search.bench --corpus FILE [--sizes 5000 20000 66984] [--queries 200] [--only pagefind]
Prints Markdown tables. Nothing runs in parallel, so that figures do not disturb each other. Ranks are of all queries;
bytes, requests and times of some of each kind, because each such query opens an engine anew.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from statistics import mean
from typing import Any, NamedTuple

from generator.paper import Paper
from tests.bench.measure import Cost
from tests.bench.search import contenders, queries
from tests.bench.search.records import read_papers

ROOT = Path(__file__).parents[3]
HERE = Path(__file__).parent
CACHE = ROOT / ".cache/search-bench"
OTHERS = ("pagefind", "lunr")
LUNR_LIMIT = 20_000
"""One whole index of more papers takes gigabytes."""
TITLES_LIMIT = 20_000
"""Up to so many papers every title is looked for."""
MEASURED = 30
"""Queries of each kind whose bytes and times are measured."""
PAGEFIND_AT_ONCE = 200
"""Queries that one process answers: Pagefind runs out of its memory after some dozens of opened indexes."""
Answers = list[dict[str, Any]]


class Entry(NamedTuple):
    """One engine at one size."""

    name: str
    cost: Cost
    answers: Answers


def main() -> None:
    """Run the comparison at each size."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus", type=Path, required=True, help="records as JSON Lines, plain or .xz")
    parser.add_argument("--sizes", type=int, nargs="+", default=[5000, 20_000, 66_984])
    parser.add_argument("--queries", type=int, default=200, help="queries of each kind")
    parser.add_argument("--only", nargs="+", choices=OTHERS, default=OTHERS, help="engines to compare with")
    options = parser.parse_args()
    pagefind = contenders.fetch_pagefind(CACHE)
    print(
        f"Pagefind {contenders.pagefind_version(pagefind)}, {date.today()}. "  # noqa: DTZ011  # the reader's day
        f"Queries are made from the records that were not used for tuning (seed `{queries.SEED}`).\n"
    )
    for size in options.sizes:
        papers = read_papers(options.corpus, size)
        asked = list(with_measured(queries.make(papers, options.queries, tuning=False)))
        entries = [_ours(options.corpus, size, asked)]
        if "pagefind" in options.only:
            entries.append(_pagefind(papers, pagefind, asked))
        if "lunr" in options.only and size <= LUNR_LIMIT:
            entries.append(_lunr(papers, asked))
        print(f"### {size:,} papers, {len(asked):,} queries\n")
        shares = ratios(entries[0], entries[1]) if len(entries) > 1 else ()
        print("\n".join([*quality(entries), "", *costs(entries), "", *shares, ""]), flush=True)
        if size <= TITLES_LIMIT:
            print(all_titles(papers), flush=True)


def with_measured(made: Sequence[queries.Query]) -> Iterator[dict[str, Any]]:
    """Yield queries as the engines' scripts take them; the last of each kind, met warm, are those that are measured."""
    left = Counter(query.kind for query in made)
    for query in made:
        yield {**query._asdict(), "isMeasured": left[query.kind] <= MEASURED}
        left[query.kind] -= 1


def _ours(corpus: Path, size: int, asked: Answers) -> Entry:
    folder = CACHE / f"ours-{size}"
    subprocess.run(["rm", "-rf", str(folder)], check=True)
    command = [sys.executable, "-m", "tests.bench.search.build_ours", str(corpus), str(size), str(folder)]
    done = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)
    return Entry("ours", Cost(**json.loads(done.stdout)), _answers("ours.mjs", folder, asked))


def _pagefind(papers: Sequence[Paper], program: Path, asked: Answers) -> Entry:
    folder = CACHE / f"pagefind-{len(papers)}"
    cost = contenders.build_pagefind(papers, program, folder)
    parts = (asked[start : start + PAGEFIND_AT_ONCE] for start in range(0, len(asked), PAGEFIND_AT_ONCE))
    return Entry("Pagefind", cost, [answer for part in parts for answer in _answers("pagefind.mjs", folder, part)])


def _lunr(papers: Sequence[Paper], asked: Answers) -> Entry:
    folder = CACHE / f"lunr-{len(papers)}"
    return Entry("lunr, whole", contenders.build_lunr(papers, folder), _answers("lunr.mjs", folder, asked))


def _answers(script: str, folder: Path, wanted: Answers) -> Answers:
    """Ask one process, or two where one fails."""
    queries_file, answers_file = CACHE / "part.json", CACHE / "answers.json"
    queries_file.write_text(json.dumps(wanted), encoding="utf-8")
    files = map(str, (HERE / script, folder, queries_file, answers_file))
    done = subprocess.run(["node", "--max-old-space-size=6000", *files], check=len(wanted) == 1)
    if done.returncode:
        half = len(wanted) // 2
        return [*_answers(script, folder, wanted[:half]), *_answers(script, folder, wanted[half:])]
    answers: Answers = json.loads(answers_file.read_text(encoding="utf-8"))
    return answers


def quality(entries: Sequence[Entry]) -> Iterator[str]:
    """Yield a table of MRR at 10, with success at 1 and at 10 in per cent."""
    yield "| MRR@10 (first %, among ten %) | " + " | ".join(entry.name for entry in entries) + " |"
    yield "|---" * (len(entries) + 1) + "|"
    for kind in [*_kinds(entries[0]), "all"]:
        yield f"| {kind} | " + " | ".join(_quality(_of(entry, kind)) for entry in entries) + " |"


def _kinds(entry: Entry) -> list[str]:
    """Return the kinds of which the records gave any query."""
    return [kind for kind in queries.KINDS if _of(entry, kind)]


def _of(entry: Entry, kind: str) -> Answers:
    return [answer for answer in entry.answers if kind in (answer["kind"], "all")]


def _quality(answers: Answers) -> str:
    ranks = [answer["rank"] for answer in answers]
    first, found = mean(rank == 1 for rank in ranks), mean(rank > 0 for rank in ranks)
    return f"{mrr(answers):.3f} ({100 * first:.0f}, {100 * found:.0f})"


def mrr(answers: Answers) -> float:
    """Return the mean of one over the rank; nothing within ten counts zero."""
    return mean(1 / answer["rank"] if answer["rank"] else 0 for answer in answers)


def quantile(answers: Answers, key: str, share: float) -> float:
    """Return the value that so large a share of what was measured does not exceed."""
    values = sorted(answer[key] for answer in answers if answer["isMeasured"])
    return float(values[min(len(values) - 1, int(len(values) * share))])


def costs(entries: Sequence[Entry]) -> Iterator[str]:
    """Yield a table of bytes, requests, times, and the index."""
    yield "| engine | cold KB median / p95 | requests | warm, CPU ms | index, CPU s | peak MB | files | output MB |"
    yield "|---|---|---|---|---|---|---|---|"
    for name, cost, answers in entries:
        middle, high = quantile(answers, "bytes", 0.5) / 1000, quantile(answers, "bytes", 0.95) / 1000
        times = f"{quantile(answers, 'ms', 0.5):.1f} / {quantile(answers, 'ms', 0.95):.1f}"
        yield (
            f"| {name} | {middle:.0f} / {high:.0f} | {quantile(answers, 'requests', 0.5):.0f} | {times} "
            f"| {cost.cpu_s:.1f} | {cost.peak_mb:.0f} | {cost.files:,} | {cost.output_mb:.1f} |"
        )


def ratios(ours: Entry, other: Entry) -> Iterator[str]:
    """Yield what ours costs as a share of the other's."""
    shares = {
        "cold bytes, median": quantile(ours.answers, "bytes", 0.5) / quantile(other.answers, "bytes", 0.5),
        "cold bytes, p95": quantile(ours.answers, "bytes", 0.95) / quantile(other.answers, "bytes", 0.95),
        "cold bytes, the worst kind's median": max(
            quantile(_of(ours, kind), "bytes", 0.5) / quantile(_of(other, kind), "bytes", 0.5) for kind in _kinds(ours)
        ),
        "index CPU": ours.cost.cpu_s / other.cost.cpu_s,
        "peak memory": ours.cost.peak_mb / other.cost.peak_mb,
        "output": ours.cost.output_mb / other.cost.output_mb,
    }
    counts = quantile(ours.answers, "facetBytes", 0.5) / 1000
    yield (
        f"Ours as a share of {other.name}: " + "; ".join(f"{name} {share:.2f}" for name, share in shares.items()) + ". "
        f"The first counts of topics, code and PDFs cost {counts:.0f} KB more."
    )


def all_titles(papers: Sequence[Paper]) -> str:
    """Return how many of all titles are first when they are typed whole."""
    asked = [queries.Query("every title", paper.title, paper.slug, paper.title)._asdict() for paper in papers]
    answers = _answers("ours.mjs", CACHE / f"ours-{len(papers)}", asked)
    missed = [answer["title"] for answer in answers if answer["rank"] != 1]
    return f"{len(answers) - len(missed):,} of {len(answers):,} titles are first; the others: {missed[:20]}\n"


if __name__ == "__main__":
    main()
