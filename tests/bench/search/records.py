"""Papers for the benchmark: out of a file of records (JSON Lines, plain or compressed by xz), or invented."""

from __future__ import annotations

import hashlib
import heapq
import json
import lzma
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from generator.paper import Author, Identifier, Link, Paper, TopicMatch, Venue
from generator.text import clean, slugify

TOPICS = {f"topic-{number}": f"Topic {number}" for number in range(30)}


def read_papers(file: Path, count: int) -> list[Paper]:
    """Return so many papers of the file, chosen and ordered by hash: the same ones on every machine."""
    lines = heapq.nsmallest(count, _hashed(file))
    return [_paper(number, json.loads(line)) for number, (_, line) in enumerate(lines)]


def _hashed(file: Path) -> Iterator[tuple[bytes, str]]:
    with lzma.open(file, "rt", encoding="utf-8") if file.suffix == ".xz" else file.open(encoding="utf-8") as lines:
        for line in lines:
            yield hashlib.sha256(line.encode()).digest()[:8], line


def _paper(number: int, record: dict[str, Any]) -> Paper:
    title = clean(record["title"])
    digest = hashlib.sha256(title.encode()).digest()
    venue, year = clean(record.get("venue") or ""), record.get("year")
    return Paper(
        key=f"record:{number}",
        # The number keeps titles that two records share apart.
        slug=f"{slugify(title)}-{number}",
        title=title,
        abstract=clean(record.get("abstract") or ""),
        authors=tuple(Author(clean(name)) for name in record.get("authors") or ()),
        year=year,
        date=str(year) if year else None,
        venue=Venue(f"{venue} {year or ''}".strip(), venue, year) if venue else None,
        # Topics as many as a catalogue has, by chance: what they cost in bytes does not depend on their meaning.
        topics=tuple(
            TopicMatch(f"topic-{digest[place] % 30}", primary=not place) for place in range(1 + digest[3] % 2)
        ),
        links=(Link("code", record["code"]),) if record.get("code") else (),
        identifiers=tuple(Identifier(kind, record[kind]) for kind in ("arxiv", "doi", "pdf") if record.get(kind)),
        citations=record.get("citations"),
    )
