"""The search of a built site in the terminal: the browser's engine, run by Node, so that the order is the same."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from generator.errors import MachineError, UsageError

_SCRIPT = Path(__file__).with_name("terminal.mjs")
_PATIENCE = 60
_AUTHORS_SHOWN = 4


def search_site(site: Path, words: str, limit: int) -> Iterator[str]:
    """Yield the lines that tell what the site's search finds."""
    if not (site / "search/manifest.json").is_file():
        raise UsageError(f"{site} is no built site with a search index: run `papershelf build` first")
    node = shutil.which("node")
    if node is None:
        raise UsageError(
            "searching in the terminal needs Node (20 or newer), and no `node` is on PATH; "
            "the search page of the site needs none"
        )
    yield from _told(_ask(node, site, words, limit))


def _ask(node: str, site: Path, words: str, limit: int) -> dict[str, Any]:
    command = [node, str(_SCRIPT), str(site), words, str(limit)]
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=_PATIENCE, check=False, encoding="utf-8")  # noqa: S603  # our own script
    except subprocess.TimeoutExpired as error:
        raise MachineError(
            f"Node gave no answer within {_PATIENCE} seconds: try again, or use the search page"
        ) from error
    if done.returncode:
        raise MachineError(f"Node (20 or newer is needed) could not run the search: {done.stderr.strip()[-500:]}")
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


def _told(answer: dict[str, Any]) -> Iterator[str]:
    relaxed = answer["relaxed"] or {}
    if relaxed.get("query"):
        yield f"Showing results for: {relaxed['query']}"
    yield from answer["problems"]
    yield f"{answer['total']} papers"
    for rank, hit in enumerate(answer["hits"], 1):
        names = hit["authors"][:_AUTHORS_SHOWN] + (["…"] if hit["authorCount"] > _AUTHORS_SHOWN else [])
        where = hit["venue"] or hit["year"]
        facts = " · ".join(filter(None, [", ".join(names), str(where) if where else "", hit["url"]]))
        yield f"{rank:3}. {hit['title']}"
        yield f"     {facts}"
    if not answer["hits"] and answer["suggestions"]:
        yield f"Nearest words: {', '.join(answer['suggestions'])}"
