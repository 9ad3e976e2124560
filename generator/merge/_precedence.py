"""Which of the records of one paper speaks first: decided by what they say, never by the order or names of files."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from generator import text
from generator.merge._identity import registered_name
from generator.paper import REGISTRIES

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generator.paper import Paper

_TRUST = {
    **dict.fromkeys(("arxiv", "bibtex", "csl_json", "ris"), 0),
    "listing": 1,
    "awesome": 3,
}
"""Formats from the most trusted on: registries and reference managers keep what they were given, a text of titles and
abstracts is what the maintainer chose, tables are typed or made by scripts, lists of links are copied in passing."""
_TABLE = 2
_PREPRINT_SERVERS = frozenset(
    {"arxiv", "arxiv org", "biorxiv", "chemrxiv", "corr", "eartharxiv", "hal", "medrxiv", "openreview", "preprint",
     "psyarxiv", "research square", "ssrn", "techrxiv"}
)  # fmt: skip
"""Folded names of venues where papers stand before they are published."""
_UNSAID = {"key": "", "slug": "", "sources": (), "identities": (), "first_seen": ""}
"""What is no statement of a record about its paper."""


def by_precedence(records: Iterable[Paper]) -> list[Paper]:
    """Return the records, the one that speaks first at the head; of an arXiv paper the newest version leads."""
    ranked = sorted(records, key=_rank)
    places = [index for index, record in enumerate(ranked) if version_number(record)]
    newest = sorted((ranked[index] for index in places), key=version_number, reverse=True)
    for index, record in zip(places, newest, strict=True):
        ranked[index] = record
    return ranked


def is_preprint(record: Paper) -> bool:
    """Tell whether the record describes a preprint: it stands in an archive, and no publication is named."""
    if record.venue is not None:
        return text.fold(record.venue.series) in _PREPRINT_SERVERS
    return not is_published(record) and record.identifier("arxiv") is not None


def is_published(record: Paper) -> bool:
    """Tell whether the record names a publication: a venue that is no archive, or the DOI of a publisher."""
    if record.venue is not None and text.fold(record.venue.series) not in _PREPRINT_SERVERS:
        return True
    names = (registered_name(item) for item in record.identifiers if item.kind in REGISTRIES)
    return record.venue is None and any(name.startswith(("doi:", "acl:")) for name in names)


def version_number(record: Paper) -> int:
    """Return the number of the version of the preprint that a record names, 0 where it names none."""
    return max((int(item.name.rpartition("v")[2]) for item in record.versions if item.identifier), default=0)


def _rank(record: Paper) -> tuple[int, bool, int, bytes, tuple[tuple[str, int], ...]]:
    said = msgspec.structs.replace(record, **_UNSAID)
    filled = sum(getattr(said, field) not in (None, "", ()) for field in said.__struct_fields__)
    trust = min((_TRUST.get(source.format, _TABLE) for source in record.sources), default=_TABLE)
    places = tuple((source.file, source.line) for source in record.sources)
    # The text decides between equals; only records that say the very same are told apart by where they stand.
    return trust, is_preprint(record), -filled, msgspec.json.encode(said), places
