"""The other search engines of the comparison: Pagefind over pages that say the same, and Lunr with one whole index."""

from __future__ import annotations

import html
import json
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

from generator.paper import Paper
from generator.search.scripts import lunr_module
from tests.bench.measure import Cost, measured, with_size

HERE = Path(__file__).parent


def fetch_pagefind(cache: Path) -> Path:
    """Return the newest Pagefind, installed by npm into a folder that git ignores."""
    cache.mkdir(parents=True, exist_ok=True)
    (cache / "package.json").write_text('{"private": true, "type": "module"}\n', encoding="utf-8")
    command = ["npm", "install", "--no-audit", "--no-fund", "--omit-lockfile-registry-resolved=true", "pagefind@latest"]
    subprocess.run(command, cwd=cache, check=True, stdout=subprocess.DEVNULL, timeout=300)
    return cache / "node_modules/.bin/pagefind"


def pagefind_version(program: Path) -> str:
    """Return the version number of an installed Pagefind."""
    manifest = program.parents[1] / "pagefind" / "package.json"
    return str(json.loads(manifest.read_text(encoding="utf-8"))["version"])


def build_pagefind(papers: Sequence[Paper], program: Path, folder: Path) -> Cost:
    """Write a page for each paper, index them, and return what the indexing took."""
    shutil.rmtree(folder, ignore_errors=True)
    for paper in papers:
        page = folder / "papers" / paper.slug / "index.html"
        page.parent.mkdir(parents=True)
        page.write_text(_page(paper), encoding="utf-8")
    return index_with_pagefind(program, folder)


def index_with_pagefind(program: Path, site: Path, *options: str) -> Cost:
    """Index a site where it stands, and return what that took and how large the index is."""
    return with_size(measured([program, "--site", site, *options]), site / "pagefind")


def _page(paper: Paper) -> str:
    authors = ", ".join(author.name for author in paper.authors)
    venue = paper.venue.name if paper.venue else ""
    title, authors, abstract = (html.escape(text) for text in (paper.title, authors, paper.abstract))
    return (
        f'<!doctype html><html lang="en"><head><title>{title}</title></head><body data-pagefind-body><h1>{title}</h1>'
        f"<p>{authors}</p><p>{html.escape(venue)}, {paper.year or ''}</p><p>{abstract}</p></body></html>"
    )


def build_lunr(papers: Sequence[Paper], folder: Path) -> Cost:
    """Build one lunr index of everything, as MkDocs' own search does, and return what it took."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "lunr.mjs").write_bytes(lunr_module())
    records = [
        {"id": paper.slug, "title": paper.title, "authors": " ".join(author.name for author in paper.authors),
         "abstract": paper.abstract, "year": str(paper.year or "")}
        for paper in papers
    ]  # fmt: skip
    (folder / "records.json").write_text(json.dumps(records), encoding="utf-8")
    cost = measured(["node", "--max-old-space-size=6000", str(HERE / "lunr_build.mjs"), str(folder)])
    sizes = [(folder / "index.json").stat().st_size]
    return cost._replace(files=1, output_mb=sum(sizes) / 1e6)
