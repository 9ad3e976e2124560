"""What an entry of BibTeX takes over from others: `crossref` from a volume, `xdata` from a set of shared fields."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.sources._bibtex_entries import Entry, Field

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_MAX_STEPS = 8
"""Entries that one may lead to, one through the other."""
_VOLUMES = frozenset({"book", "collection", "mvbook", "mvcollection", "mvproceedings", "periodical", "proceedings"})
"""Types of what papers stand in; such an entry that others refer to is no paper of the listing."""
# What names the volume itself: BibLaTeX hands some of it down, which would give every paper of it the same DOI.
_OWN = frozenset(
    {
        "abstract", "annotation", "annote", "author", "crossref", "doi", "eprint", "ids", "key", "keywords", "note",
        "pages", "sortkey", "subtitle", "title", "titleaddon", "url", "xdata", "xref",
    }
)  # fmt: skip
_RENAMED = {"title": "booktitle", "subtitle": "booksubtitle", "titleaddon": "booktitleaddon"}


def inherited(entry: Entry, others: Mapping[str, Entry]) -> tuple[dict[str, Field], list[str]]:
    """Return the fields of the entry with those that it inherits, and the keys that it names and the file lacks."""
    fields = dict(entry.fields)
    missing: list[str] = []
    for shared in _referred(entry, "xdata", others, missing):
        for name, field in shared.fields.items():
            fields.setdefault(name, field)
    for parent in _referred(entry, "crossref", others, missing):
        for name, field in _handed_down(parent, entry.type):
            fields.setdefault(name, field)
    return fields, missing


def volumes(entries: Mapping[str, Entry]) -> set[str]:
    """Return the keys of the entries that others stand in and that are no papers themselves."""
    named = {key for entry in entries.values() for key in _keys(entry, "crossref")}
    return {key for key in named if key in entries and entries[key].type in _VOLUMES}


def _handed_down(parent: Entry, child: str) -> Iterator[tuple[str, Field]]:
    for name, field in parent.fields.items():
        if name in _RENAMED and parent.type in _VOLUMES:
            yield "journaltitle" if parent.type == "periodical" and name == "title" else _RENAMED[name], field
        elif (name == "author" and child in {"inbook", "bookinbook", "suppbook"}) or name not in _OWN:
            yield name, field


def _referred(entry: Entry, name: str, others: Mapping[str, Entry], missing: list[str]) -> Iterator[Entry]:
    """Yield the entries that a field names, and those that these name in turn, each once."""
    seen = {entry.key.lower()}
    queue = _keys(entry, name)
    while queue and len(seen) <= _MAX_STEPS:
        key = queue.pop(0)
        if key in seen:
            continue
        seen.add(key)
        if key in others:
            yield others[key]
            queue += _keys(others[key], name)
        else:
            missing.append(key)


def _keys(entry: Entry, name: str) -> list[str]:
    value = entry.fields.get(name)
    return [key for part in value.value.strip(' {}"').split(",") if (key := part.strip().lower())] if value else []
