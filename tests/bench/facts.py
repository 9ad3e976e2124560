"""What a built site of ours says, read back from it, so that the other generators build pages of the same content."""

from __future__ import annotations

import gzip
import html
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

# A name among the authors of a paper's page, with the address of her page, or of a search where she has none; in large
# catalogues the browser adds that.
_AUTHOR = re.compile(r'<a(?:[^>]* href="(?:\.\./)*(authors/[^/"]+/|search/\?[^"]+)")?>(.*?)</a>')
_VENUE = re.compile(r'<a[^>]* href="(?:\.\./)*(venues/[^/"]+/)">(.*?)</a>')
_TOPIC = re.compile(r'<a(?: class="(\w+)")? href="(?:\.\./)*topics/([^/"]+)/">(.*?)</a>')
_HEADING = re.compile(r"<h1[^>]*>(.*?)</h1>")
_COINS = re.compile(r'<li><h2><a href="[^"]*papers/([^/"]+)/">(?:(?!</li>).)*class="Z3988" title="([^"]*)"')
_TAG = re.compile(r"<[^>]+>")
_ACTIONS = re.compile(r'<p class="actions">(.*?)</p>', re.DOTALL)
_ACTION = re.compile(r'<a[^>]* href="([^"]+)">([^<]+)</a>')
_BIBTEX = re.compile(r'id="bibtex">(.*?)</code>', re.DOTALL)
_DESCRIPTION = re.compile(r'<meta name="description"[^>]* content="([^"]*)"')


class Facts(NamedTuple):
    """Everything that the pages of the other generators are made from."""

    papers: list[dict[str, Any]]
    """In the order of the list of all papers: newest first."""
    authors: dict[str, str]
    """The names of those who have a page, by slug."""
    topics: dict[str, dict[str, str]]
    """Name and colour, by slug."""
    venues: dict[str, str]
    """Names, by slug."""
    abstracts_in_lists: bool
    """Whether lists show the beginning of each abstract, as those of large catalogues may not."""
    files_beside_lists: bool
    """Whether each author's list has feeds and a file of references, as those of large catalogues may not."""


def read_facts(site: Path) -> Facts:
    """Return what the site says about its papers; a page that is laid out in another way than expected is an error."""
    first_list = (site / "papers" / "index.html").read_text(encoding="utf-8")
    facts = Facts(
        [],
        {},
        _topics(site),
        {},
        abstracts_in_lists='class="lines"' in first_list,
        files_beside_lists=any(site.glob("authors/*/feed.xml")),
    )
    coins = _coins(site)
    records = sorted(_records(site), key=lambda record: record["title"])
    # Two stable sorts: the newest first, and by title among those of one day.
    records.sort(key=lambda record: record["date"] or "", reverse=True)
    titles = {record["slug"]: record["title"] for record in records}
    for record in records:
        page = (site / "papers" / record["slug"] / "index.html").read_text(encoding="utf-8")
        paper = _paper(record, page, titles, facts)
        facts.papers.append({**paper, "coins": coins.get(record["slug"], "")})
    return facts


def _records(site: Path) -> Iterator[dict[str, Any]]:
    plain = site / "api" / "papers.jsonl"
    with plain.open("rb") if plain.is_file() else gzip.open(f"{plain}.gz") as file:
        yield from map(json.loads, file)


def _coins(site: Path) -> dict[str, str]:
    """Return what the items of lists say to citation managers, by slug."""
    lists = [site / "papers" / "index.html", *site.glob("papers/page/*/index.html")]
    found = (_COINS.findall(page.read_text(encoding="utf-8")) for page in lists)
    return {slug: html.unescape(coins) for items in found for slug, coins in items}


def _topics(site: Path) -> dict[str, dict[str, str]]:
    """Return the name of each topic that has a page; its colour stands on the pages of its papers."""
    pages = sorted((site / "topics").glob("*/index.html"))
    names = {page.parent.name: _HEADING.search(page.read_text(encoding="utf-8")) for page in pages}
    return {slug: {"name": _text(name[1]), "colour": ""} for slug, name in names.items() if name}


def _paper(record: dict[str, Any], page: str, titles: dict[str, str], facts: Facts) -> dict[str, Any]:
    authors = [(address, _text(name)) for address, name in _AUTHOR.findall(page)]
    bibtex, description, actions = _BIBTEX.search(page), _DESCRIPTION.search(page), _ACTIONS.search(page)
    if len(authors) != len(record["authors"]) or not actions:
        raise ValueError(f"the page of {record['slug']} is not laid out as tests/bench/facts.py expects")
    topics = [(slug, colour, _text(name)) for colour, slug, name in _TOPIC.findall(page)]
    facts.topics.update({slug: {"name": name, "colour": colour} for slug, colour, name in topics if colour})
    own_pages = {_slug(address): name for address, name in authors if address.startswith("authors/")}
    facts.authors.update(own_pages)
    venue = _VENUE.search(page)
    if venue:
        facts.venues[_slug(venue[1])] = _text(venue[2])
    return {
        **record,
        "description": html.unescape(description[1]) if description else "",
        "authors": [{"name": name, "address": address} for address, name in authors],
        "author_slugs": list(own_pages),
        "topic_slugs": [topic["slug"] for topic in record["topics"]] or [topics[0][0]],
        "venue_slug": _slug(venue[1]) if venue else None,
        "primary": topics[0][0],
        "actions": [{"name": name, "url": html.unescape(url)} for url, name in _ACTION.findall(actions[1])],
        # Large catalogues leave it to the browser, and so do then the pages of the others.
        "bibtex": html.unescape(bibtex[1]) if bibtex else "",
        "related": [{**item, "title": titles[item["slug"]]} for item in record["related"]],
    }


def _text(markup: str) -> str:
    return html.unescape(_TAG.sub("", markup))


def _slug(address: str) -> str:
    return address.split("/")[1]
