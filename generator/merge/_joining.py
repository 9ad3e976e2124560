"""One paper out of the records that speak of it: each field from the record that speaks first of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec

from generator import text
from generator.merge._conflicts import Differences, conflict_problem
from generator.merge._identity import family_name, rank, registered_name
from generator.merge._precedence import by_precedence, is_preprint
from generator.merge._versions import versions
from generator.paper import REGISTRIES, Author, Conflict, Origin, Paper

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from generator.errors import Problem
    from generator.paper import Identifier, Link, Status

_GRAVITY = ("published", "corrected", "withdrawn", "retracted")
"""States from light to grave: one record that knows of a retraction is enough."""
_NOTHING = (None, "", ())
_JOINED = frozenset(
    {
        "key", "slug", "authors", "date", "identifiers", "links", "code_note", "keywords", "status", "versions",
        "topics", "repairs", "flags", "sources", "origins", "conflicts", "identities", "first_seen",
    }
)  # fmt: skip
"""Fields that are not simply taken from the first record that has them."""
_TEXTS = frozenset({"title", "abstract", "citations", "language", "note"})
"""Fields that a preprint may know as well as a publication; all others describe the publication."""
_CHOSEN = tuple(field for field in Paper.__struct_fields__ if field not in _JOINED)


def joined(records: Sequence[Paper], names: Iterable[str]) -> tuple[Paper, list[Problem]]:
    """Return the paper that the records make together, under those names, and their conflicts."""
    identities = tuple(sorted(dict.fromkeys(names), key=lambda name: (rank(name), name)))
    if len(records) == 1:
        return msgspec.structs.replace(records[0], key=identities[0], identities=identities, versions=()), []
    ranked = by_precedence(records)
    published = sorted(ranked, key=is_preprint)
    chosen = _chosen(ranked, published)
    chosen["authors"] = _authors(ranked)
    identifiers, doubled = _identifiers(published)
    links = _links(ranked)
    conflicts = (*doubled, *Differences(published, chosen).conflicts())
    paper = Paper(
        **chosen,
        key=identities[0],
        identities=identities,
        identifiers=identifiers,
        links=links,
        code_note=None if any(link.kind == "code" for link in links) else _first(ranked, "code_note"),
        keywords=_distinct((word for record in ranked for word in record.keywords), text.fold),
        status=max((record.status for record in ranked), key=_gravity),
        versions=versions(ranked),
        repairs=_of_kept_texts(ranked, chosen, "repairs"),
        flags=_of_kept_texts(ranked, chosen, "flags"),
        sources=_sources(ranked),
        origins=tuple(_origins(ranked, chosen)),
        conflicts=conflicts,
    )
    return paper, [conflict_problem(conflict, paper) for conflict in conflicts]


def _chosen(ranked: Sequence[Paper], published: Sequence[Paper]) -> dict[str, Any]:
    """Return the fields that are taken whole from one record."""
    venue = _first(published, "venue")
    # Pages and publisher of another venue would make a reference to nothing.
    there = [record for record in published if not venue or not record.venue or record.venue.series == venue.series]
    chosen = {field: _first(ranked if field in _TEXTS else there, field) for field in _CHOSEN}
    chosen["year"] = _first(published, "year")
    return chosen | _dated(published, chosen)


def _first(records: Iterable[Paper], field: str) -> Any:
    """Return the field of the first record that has it, else what the field is where nothing is known."""
    nothing = None
    for record in records:
        value = getattr(record, field)
        if value not in _NOTHING:
            return value
        nothing = value
    return nothing


def _distinct(values: Iterable[Any], key: Callable[[Any], object]) -> tuple[Any, ...]:
    kept: dict[object, Any] = {}
    for value in values:
        kept.setdefault(key(value), value)
    return tuple(kept.values())


def _gravity(status: Status) -> tuple[int, str]:
    return (_GRAVITY.index(status.state) if status.state in _GRAVITY else 0), status.reason or ""


def _dated(records: Sequence[Paper], chosen: dict[str, Any]) -> dict[str, Any]:
    """Return year and date: the first year, and the most precise form of the first date that fits it."""
    year = chosen["year"]
    dates = [record.date for record in records if record.date and (not year or record.date[:4] == str(year))]
    if not dates:
        return {"date": str(year) if year else None}
    return {"date": max((date for date in dates if date.startswith(dates[0])), key=len)}


def _authors(records: Sequence[Paper]) -> tuple[Author, ...]:
    """Return the authors of the first record that names any, with what other records add to the same people."""
    lists = [record.authors for record in records if record.authors]
    if not lists:
        return ()
    families = [family_name(author) for author in lists[0]]
    same = [people for people in lists[1:] if [family_name(author) for author in people] == families]
    return tuple(_completed(author, [people[index] for people in same]) for index, author in enumerate(lists[0]))


def _completed(author: Author, others: Iterable[Author]) -> Author:
    missing = [field for field in author.__struct_fields__ if getattr(author, field) is None]
    if "family" in missing or "given" in missing:
        # The parts of another spelling would not make the name that is shown.
        missing = [field for field in missing if field in ("orcid", "affiliation")]
    known = {
        field: next((value for other in others if (value := getattr(other, field)) is not None), None)
        for field in missing
    }
    return msgspec.structs.replace(author, **known) if any(known.values()) else author


def _identifiers(records: Iterable[Paper]) -> tuple[tuple[Identifier, ...], list[Conflict]]:
    """Return the identifiers, one of each registry; a second one is a conflict."""
    kept: dict[tuple[str, str], Identifier] = {}
    doubled = []
    for record in records:
        for item in record.identifiers:
            # An arXiv DOI stands beside a publisher's.
            one = registered_name(item).split(":")[0] if item.kind in REGISTRIES else item.value
            mine = kept.setdefault((item.kind, one), item)
            if registered_name(mine) != registered_name(item):
                doubled.append(Conflict(item.kind, mine.value, item.value, record.sources[0]))
    return tuple(kept.values()), doubled


def _links(records: Iterable[Paper]) -> tuple[Link, ...]:
    return _distinct(
        (link for record in records for link in record.links), lambda link: (link.kind, _same_address(link.url))
    )


def _same_address(url: str) -> str:
    """Return the form in which two spellings of one address are equal."""
    bare = url.lower().partition("://")[2].removeprefix("www.")
    return bare.rstrip("/").removesuffix(".git")


def _of_kept_texts(records: Iterable[Paper], chosen: dict[str, Any], kind: str) -> tuple[Any, ...]:
    """Return the repairs or flags of the texts that are shown, not those of texts that another record's replaced."""
    return _distinct(
        (
            item
            for record in records
            for item in getattr(record, kind)
            if item.field not in chosen or getattr(record, item.field, None) == chosen[item.field]
        ),
        lambda item: item,
    )


def _sources(records: Iterable[Paper]) -> tuple[Any, ...]:
    """Return where the records stand, a listing first: its order is the maintainer's own."""
    sources = _distinct((source for record in records for source in record.sources), lambda source: source)
    return tuple(sorted(sources, key=lambda source: source.position is None))


def _origins(records: Sequence[Paper], chosen: dict[str, Any]) -> Iterator[Origin]:
    for field, value in chosen.items():
        givers = (record for record in records if getattr(record, field) not in _NOTHING)
        # The authors are of the first record that names any, however much others add to them.
        giver = next((record for record in givers if field == "authors" or getattr(record, field) == value), None)
        if giver is not None:
            yield Origin(field, giver.sources[0])
