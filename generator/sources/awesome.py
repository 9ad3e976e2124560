"""Lists of papers in Markdown, as `awesome` repositories keep them: items with a link, under headings, and tables."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from generator.errors import Problem
from generator.paper import RawPaper, Source
from generator.sources import Ignored, _files
from generator.sources._awesome_item import edition, parse_item
from generator.sources._columns import SPELLINGS, columns
from generator.sources._fields import LISTS, split_keywords
from generator.sources._markdown import links, plain, simplified
from generator.sources._markdown_blocks import MAX_ITEM, blocks
from generator.sources._names import split_names
from generator.text import squeeze

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from generator.sources import Item
    from generator.sources._files import Line
    from generator.sources._markdown_blocks import Block

NAME = "awesome"
SUFFIXES: tuple[str, ...] = ()
MAX_LINE = _files.MAX_LINE
READS = {
    "words of the first link": "title", "its address": "url", "links named paper, pdf, code ...": "by their names",
    "headings above": "keywords, or venue and year", "names, NeurIPS 2020": "authors, venue, year",
    "other words": "note", "columns of a table": "as in a table",
}  # fmt: skip
DROPS = {
    "badges and pictures": "no fact of the paper itself",
    "items without a link to another site": "no paper is named",
    "contents, licence, how to contribute": "no paper is named",
}
_NO_PAPERS = re.compile(
    r"(?:table of )?contents?|contribut\w*.*|licen[cs]e|acknowledge?ments?|citation|cite.*|star history|about.*|toc"
    r"|how to .*|related (?:lists?|repositories)|maintainers?|contact.*|changelog|news|updates?",
    re.IGNORECASE,
)
_LINKED_ITEM = re.compile(r"^\s*(?:[-*+]|\d{1,4}[.)])\s.*\]\(\s*<?https?://", re.MULTILINE)
_LINKED_ROW = re.compile(r"^\s*\|.*\]\(\s*<?https?://", re.MULTILINE)
_MIN_ITEMS = 2
_MAX_CATEGORY = 60
_ADDRESSES = frozenset({"url", "pdf", "code", "project", "data", "slides", "video"})


def recognises(name: str, head: str) -> bool:
    """Tell such a list by items with links to other sites, in Markdown or where the name says nothing."""
    if not re.search(r"\.(?:md|markdown|mkd|txt)$", name) and "." in name:
        return False
    return len(_LINKED_ITEM.findall(head)) + len(_LINKED_ROW.findall(head)) >= _MIN_ITEMS


def read(lines: Iterable[Line], file: str) -> Iterator[Item]:
    """Yield a record for each item or row that links to a paper."""
    pending: Block | None = None
    categories: list[Block] = []
    for block in blocks(lines):
        if pending and block.indent > pending.indent and not block.cells and parse_item(block.text) is None:
            pending = pending._replace(text=f"{pending.text} | {block.text}"[:MAX_ITEM])
            continue
        if pending and _is_category(pending) and block.indent > pending.indent:
            categories.append(pending)
        elif pending:
            yield from _of_item(pending, _words(categories), file)
        categories = [item for item in categories if item.indent < block.indent and item.above == block.above]
        pending = None if block.cells else block
        if block.cells:
            yield from _of_row(block, file)
    if pending:
        yield from _of_item(pending, _words(categories), file)


def _is_category(block: Block) -> bool:
    return not links(block.text) and len(block.text) <= _MAX_CATEGORY and not block.fault


def _words(categories: Iterable[Block]) -> tuple[str, ...]:
    return tuple(plain(category.text).rstrip(":") for category in categories)


def _of_item(block: Block, categories: tuple[str, ...], file: str) -> Iterator[Item]:
    if block.fault:
        yield Problem(file, block.line, block.fault, code="record-rejected", rejected=True)
        return
    facts = parse_item(block.text)
    if facts is None or any(map(_NO_PAPERS.fullmatch, block.above)):
        yield Ignored("list item that is no paper")
        return
    venue, year, keywords = _from_headings((*block.above, *categories))
    found: dict[str, Any] = {
        "title": facts.title, "authors": facts.authors, "venue": facts.venue or venue, "year": facts.year or year,
        "keywords": keywords, "note": facts.rest, **facts.links,
    }  # fmt: skip
    yield RawPaper(source=Source(file, block.line), format=NAME, **found)
    if facts.is_cut:
        told = "the list ends in `et al.`; only those who are named are known"
        yield Problem(file, block.line, told, "authors", "authors-cut")


def _from_headings(above: Iterable[str]) -> tuple[str, str, tuple[str, ...]]:
    """Return venue, year and keywords of the headings above an item."""
    venue = year = ""
    keywords = []
    for heading in above:
        found = edition(heading)
        venue, year = found[0] or venue, found[1] or year
        if not any(found):
            keywords.append(heading)
    return venue, year, tuple(dict.fromkeys(keywords))


def _of_row(block: Block, file: str) -> Iterator[Item]:
    known, _ = columns(block.header)
    cells = [simplified(cell) for cell in block.cells]
    if block.fault:
        yield Problem(file, block.line, block.fault, code="record-rejected", rejected=True)
        return
    if "title" not in known or not any(cells[position : position + 1] for position in known["title"]):
        yield Ignored("row of a table without titles")
        return
    title = _cell(cells, known["title"])
    others = [cell for position, cell in enumerate(cells) if position not in known["title"]]
    facts = parse_item(title) or parse_item(" | ".join([plain(title), *others]))
    addresses = facts.links if facts else {}
    found: dict[str, Any] = {"title": facts.title if facts else squeeze(plain(title))}
    for field, positions in known.items():
        if field in found or field not in SPELLINGS:
            continue
        value = _cell(cells, positions)
        found[field] = _address(value) if field in _ADDRESSES else squeeze(plain(value))
    for field in LISTS:
        value = found.get(field, "")
        found[field] = tuple(split_keywords(value) if field == "keywords" else split_names(value))
    found["keywords"] = (*_from_headings(block.above)[2], *found["keywords"])
    missing = {field: url for field, url in addresses.items() if not found.get(field)}
    yield RawPaper(source=Source(file, block.line), format=NAME, **{**found, **missing})


def _cell(cells: Sequence[str], positions: Sequence[int]) -> str:
    return next((cells[position] for position in positions if position < len(cells) and cells[position]), "")


def _address(cell: str) -> str:
    found = links(cell)
    return found[0].url if found else cell if cell.startswith("http") else ""
