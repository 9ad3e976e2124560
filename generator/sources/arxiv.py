"""Atom feeds of arXiv's export service: entries cut out of the text and parsed one by one, without any declaration."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING

from lxml import etree

from generator.errors import Problem
from generator.paper import RawPaper, Source
from generator.sources import Ignored, _files
from generator.sources._feed import Cutter
from generator.sources._names import split_names
from generator.text import clean, cut, squeeze

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from generator.sources import Item
    from generator.sources._feed import Entry
    from generator.sources._files import Line

NAME = "arxiv"
SUFFIXES = (".atom", ".xml")
MAX_LINE = _files.MAX_DOCUMENT
READS = {
    "title": "title", "summary": "abstract", "author": "authors", "creator": "authors", "published": "date",
    "id": "arxiv", "link": "url, pdf", "doi": "doi", "journal_ref": "venue, note", "comment": "note",
    "category": "keywords", "primary_category": "keywords",
}  # fmt: skip
DROPS = {
    "updated": "the day of the last version, not of the paper",
    "affiliation": "pages do not show it",
    "rights": "no fact of the paper itself",
}
_ROOT = re.compile(r"<(?:\w{1,20}:)?feed[\s>]")
# A journal up to its volume, and a meeting with its year.
_VENUE = re.compile(r"(?=[^\d]*[A-Za-z]{2})([^\d(:;]{2,80}?)[\s,.:;(]*(?:\b[Vv]ol(?:ume|\.)?)?\s*\(?\d")
_MEETING = re.compile(r"[^\d,;:()]{2,80}\s'?(?:19|20)\d\d|(?:19|20)\d\d\s[^\d,;:()]{2,80}")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f]")
_ENTITY = re.compile(r"&(?!(?:amp|lt|gt|quot|apos);)([A-Za-z]\w{0,30};)")
_ANNOUNCED = re.compile(r"\s*arXiv:\S+ Announce Type: [\w-]+\s+Abstract:\s*")
_ID = re.compile(r"(\d{4}\.\d{4,5}|[a-z-]{2,12}(?:\.[A-Z]{2})?/\d{7})(v\d{1,3})?$")


def recognises(name: str, head: str) -> bool:
    """Tell a feed by its root."""
    return _ROOT.search(head) is not None and (name.endswith(SUFFIXES) or head.lstrip().startswith("<"))


def read(lines: Iterable[Line], file: str) -> Iterator[Item]:
    """Yield a record for each entry."""
    cutter = Cutter()
    for line in lines:
        for entry in cutter.feed(line):
            yield from _record(entry, cutter.namespaces, file)
    if cutter.is_declaring():
        told = "the feed declares entities of its own, which are never read; entries that use them are left out"
        yield Problem(file, 1, told, code="xml-entity")
    for entry in cutter.finish():
        yield from _record(entry, cutter.namespaces, file)


def _record(entry: Entry, namespaces: str, file: str) -> Iterator[Item]:
    fault = entry.fault
    try:
        root = None if fault else _parsed(entry.text, namespaces)
    except etree.XMLSyntaxError as error:
        fault = f"no valid XML: {(error.msg or 'damaged').partition(', line ')[0]}"
    if fault or root is None:
        yield Problem(file, entry.line, fault or "an entry without content", code="record-rejected", rejected=True)
        return
    found: dict[str, list[etree._Element]] = {}
    for element in root:
        if isinstance(element.tag, str):
            found.setdefault(etree.QName(element).localname, []).append(element)
    texts = {name: squeeze(_text(elements[0])) for name, elements in found.items()}
    if "/api/errors" in texts.get("id", ""):
        told = f"arXiv answered with an error: {cut(clean(texts.get('summary', '')), 80)}"
        yield Problem(file, entry.line, told, code="record-rejected", rejected=True)
        return
    yield _paper(found, texts, Source(file, entry.line))
    yield from (Ignored(f"field {clean(name)[:40]}") for name in found if name not in READS)


def _parsed(text: str, namespaces: str) -> etree._Element | None:
    """Return the entry as a tree; nothing that a feed can declare is in force."""
    text = _ENTITY.sub(lambda match: html.unescape(match.group()), _CONTROL.sub("", text))
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    feed = etree.fromstring(f"<feed {namespaces}>{text}</feed>".encode("utf-8", "replace"), parser)
    return feed[0] if len(feed) and len(feed[0]) else None


def _text(element: etree._Element) -> str:
    return "".join(map(str, element.itertext()))


def _paper(found: Mapping[str, list[etree._Element]], texts: Mapping[str, str], source: Source) -> RawPaper:
    number = _ID.search(texts.get("id", ""))
    links = {(link.get("title") or link.get("rel") or ""): link.get("href") or "" for link in found.get("link", ())}
    journal, comment = texts.get("journal_ref", ""), texts.get("comment", "")
    venue = _venue(journal)
    people = [squeeze(_text(name)) for author in found.get("author", ()) for name in author if _is_name(name)]
    people += [name for creator in found.get("creator", ()) for name in split_names(_text(creator))]
    return RawPaper(
        source=source,
        format=NAME,
        type="" if journal else "article",
        title=texts.get("title", ""),
        abstract=_ANNOUNCED.sub("", texts.get("summary", "")),
        authors=tuple(people),
        date=texts.get("published", ""),
        venue=venue,
        arxiv=number.group() if number else "",
        doi=texts.get("doi", ""),
        url=links.get("alternate", "") or texts.get("id", "") * texts.get("id", "").startswith("http"),
        pdf=links.get("pdf", ""),
        note="; ".join(filter(None, (journal if journal != venue else "", comment))),
        keywords=tuple(dict.fromkeys(_categories(found))),
    )


def _is_name(element: etree._Element) -> bool:
    return isinstance(element.tag, str) and etree.QName(element).localname == "name"


def _categories(found: Mapping[str, list[etree._Element]]) -> Iterator[str]:
    """Yield the categories, the primary one first."""
    for name in ("primary_category", "category"):
        for element in found.get(name, ()):
            yield from filter(None, [element.get("term")])


def _venue(journal: str) -> str:
    """Return the journal of a reference such as `Phys. Rev. D 75 (2007) 1`, or the whole of one such as `ICML 2019`."""
    if _MEETING.fullmatch(journal):
        return journal
    match = _VENUE.match(journal)
    return match[1].rstrip(" ,.;:(") if match else "" if any(char.isdigit() for char in journal) else journal
