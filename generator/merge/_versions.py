"""The forms in which one paper appeared: versions of a preprint, and publications."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from generator import text
from generator.merge._precedence import is_preprint, is_published
from generator.paper import Identifier, Paper, Version

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


def versions(records: Iterable[Paper]) -> tuple[Version, ...]:
    """Return the versions that the records describe, by date and name; nothing where they all describe one."""
    found: dict[str, Version] = {}
    for version in (version for record in records for version in _of_record(record)):
        known = found.setdefault(text.fold(version.name), version)
        if len(version.date or "") > len(known.date or ""):
            found[text.fold(version.name)] = msgspec.structs.replace(known, date=version.date)
    numbered = any(name.startswith("arxiv v") for name in found)
    # A record that names no version speaks of one of those that are known by number.
    kept = [version for name, version in found.items() if not (numbered and name == "arxiv")]
    return tuple(sorted(kept, key=_age)) if len(kept) > 1 else ()


def _of_record(record: Paper) -> Iterator[Version]:
    if is_published(record):
        doi = next((item for item in record.identifiers if item.kind == "doi"), None)
        name = record.venue.name if record.venue else f"DOI {doi.value}" if doi else "Publication"
        yield Version(name, record.date, doi)
    elif record.versions:
        yield from (msgspec.structs.replace(version, date=version.date or record.date) for version in record.versions)
    elif is_preprint(record):
        arxiv = record.identifier("arxiv")
        name = "arXiv" if arxiv else record.venue.name if record.venue else ""
        yield Version(name, record.date, Identifier("arxiv", arxiv) if arxiv else None)


def _age(version: Version) -> tuple[bool, str, str]:
    # Preprints come before publications; a year alone sorts before its months, so that the name decides last.
    is_publication = version.identifier is None or version.identifier.kind != "arxiv"
    return is_publication, version.date or "", version.name
