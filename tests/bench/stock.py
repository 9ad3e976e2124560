"""MkDocs with Material as they come: the same pages and lists as Markdown files, and the search that is built in.

The header names five pages and no page lists all others: with the navigation that MkDocs makes by itself each page
would hold a link to every other one.
"""

from __future__ import annotations

import html
import re
import sys
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from generator.maths import to_unicode
from generator.text import cut
from tests.bench.facts import Facts
from tests.bench.measure import Cost, measured, with_size

PAGE_SIZE = 100
NAMES_ON_A_PAGE = 500
# What Markdown would take for emphasis, code or a link.
_SPECIAL = re.compile(r"[\\`*_\[\]]")
_CONFIGURATION = """\
site_name: Papershelf
site_url: https://papershelf.example/
theme:
  name: material
  font: false
nav:
  - Home: index.md
  - Papers: papers/index.md
  - Topics: topics/index.md
  - Years: years/index.md
  - Authors: authors/index.md
not_in_nav: /*
validation:
  omitted_files: ignore
"""


def write_project(folder: Path, facts: Facts) -> None:
    """Write a project of MkDocs whose pages say what ours do."""
    docs = folder / "docs"
    for path, text in _pages(facts):
        file = docs / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    (folder / "mkdocs.yml").write_text(_CONFIGURATION, encoding="utf-8")


def build(folder: Path) -> Cost:
    """Build the project into its folder `site`."""
    quiet = {"NO_MKDOCS_2_WARNING": "1", "DISABLE_MKDOCS_2_WARNING": "true"}
    cost = measured([sys.executable, "-m", "mkdocs", "build", "--quiet"], folder, **quiet)
    return with_size(cost, folder / "site")


def _pages(facts: Facts) -> Iterator[tuple[str, str]]:
    topics = {slug: topic["name"] for slug, topic in facts.topics.items()}
    years = {_year(paper): _year(paper) for paper in facts.papers}
    yield "index.md", "# Papershelf\n\nA catalogue of papers.\n"
    yield from ((f"{name}.md", f"# {name.title()}\n") for name in ("search", "about", "about/data"))
    for paper in facts.papers:
        yield f"papers/{paper['slug']}.md", _paper(paper, topics)
    yield from _list("papers", "All papers", facts.papers)
    yield from _list("latest", "Latest", facts.papers[: 3 * PAGE_SIZE])
    yield from _shelves("authors", facts.authors, facts.papers, lambda paper: paper["author_slugs"])
    yield from _shelves("topics", topics, facts.papers, lambda paper: paper["topic_slugs"])
    yield from _shelves("venues", facts.venues, facts.papers, lambda paper: filter(None, [paper["venue_slug"]]))
    yield from _shelves("years", years, facts.papers, lambda paper: [_year(paper)])


def _year(paper: Mapping[str, Any]) -> str:
    return str(paper["year"] or "unknown")


def _paper(paper: Mapping[str, Any], topics: Mapping[str, str]) -> str:
    authors = ", ".join(
        f"[{_text(author['name'])}](../{author['address'].rstrip('/')}.md)"
        if author["address"].startswith("authors/")
        else _text(author["name"])
        for author in paper["authors"]
    )
    venue = f"[{_text(paper['venue'])}](../venues/{paper['venue_slug']}.md)" if paper["venue_slug"] else ""
    parts = [
        f"# {_text(paper['title'])}",
        authors,
        " · ".join(filter(None, [venue, paper["date"]])),
        " · ".join(f"[{action['name']}]({action['url']})" for action in paper["actions"]),
        f"## Abstract\n\n{_text(paper['abstract'] or '')}",
        f"## BibTeX\n\n```\n{paper['bibtex']}```",
        "## Topics\n\n" + "\n".join(f"- [{_text(topics[slug])}](../topics/{slug}.md)" for slug in paper["topic_slugs"]),
        "## Related papers\n\n" + "\n".join(map(_related, paper["related"])),
    ]
    return "\n\n".join(filter(None, parts)) + "\n"


def _related(item: Mapping[str, Any]) -> str:
    return f"- [{_text(item['title'])}]({item['slug']}.md) {_text(', '.join(item['words']))}"


def _shelves(
    kind: str,
    names: Mapping[str, str],
    papers: Iterable[Mapping[str, Any]],
    slugs_of: Callable[[Mapping[str, Any]], Iterable[str]],
) -> Iterator[tuple[str, str]]:
    """Yield the index of a kind of list, and the lists."""
    members: dict[str, list[Mapping[str, Any]]] = defaultdict(list)
    for paper in papers:
        for slug in slugs_of(paper):
            members[slug].append(paper)
    ordered = sorted(names, key=lambda slug: names[slug])
    lines = [(f"{kind}/{slug}.md", _text(names[slug]), len(members[slug])) for slug in ordered]
    for number, start in enumerate(range(0, len(lines), NAMES_ON_A_PAGE), 1):
        path = _numbered(f"{kind}/index", kind, number)
        up = "../" * path.count("/")
        some = lines[start : start + NAMES_ON_A_PAGE]
        items = "\n".join(f"- [{name}]({up}{target}) {count}" for target, name, count in some)
        yield path, f"# {kind.title()}\n\n{items}\n"
    for slug in ordered:
        yield from _list(f"{kind}/{slug}", names[slug], members[slug])


def _list(base: str, title: str, papers: Sequence[Mapping[str, Any]]) -> Iterator[tuple[str, str]]:
    first = f"{base}/index" if "/" not in base else base
    for number, start in enumerate(range(0, max(1, len(papers)), PAGE_SIZE), 1):
        path = _numbered(first, base, number)
        up = "../" * path.count("/")
        items = "\n\n".join(_item(paper, up) for paper in papers[start : start + PAGE_SIZE])
        yield path, f"# {_text(title)}\n\n{len(papers)} papers\n\n{items}\n"


def _numbered(first: str, base: str, number: int) -> str:
    return f"{first}.md" if number == 1 else f"{base}/page/{number}.md"


def _item(paper: Mapping[str, Any], up: str) -> str:
    names = ", ".join(author["name"] for author in paper["authors"][:4])
    facts = " · ".join(filter(None, [names, paper["venue"], paper["date"]]))
    link = f"[{_text(paper['title'])}]({up}papers/{paper['slug']}.md)"
    return f"## {link}\n\n{_text(facts)}\n\n{_text(cut(to_unicode(paper['abstract'] or ''), 240))}"


def _text(value: str) -> str:
    return _SPECIAL.sub(r"\\\g<0>", html.escape(to_unicode(value), quote=False))
