"""One paper out of the records that speak of it: the first that knows a field gives it; contradictions are reported."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec

from generator import text
from generator.errors import Problem
from generator.merge._identity import REGISTRIES, family_name, rank, registered_name

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from generator.paper import Identifier, Link, Paper, Status

_GRAVITY = ("published", "withdrawn", "retracted")
"""States from light to grave: one record that knows of a retraction is enough."""
_PUBLICATION = (
    "type", "editors", "publisher", "place", "series", "volume", "number", "pages", "edition", "genre", "isbn", "issn",
    "language", "note",
)  # fmt: skip
"""What describes the publication; each is taken from the first record that has it."""


def joined(records: Sequence[Paper], names: Iterable[str]) -> tuple[Paper, list[Problem]]:
    """Return the paper that the records make together, under those names, and their conflicts."""
    identities = tuple(sorted(dict.fromkeys(names), key=rank))
    first = records[0]
    if len(records) == 1:
        return msgspec.structs.replace(first, key=identities[0], identities=identities), []
    identifiers, problems = _identifiers(records)
    links = _links(records)
    paper = msgspec.structs.replace(
        first,
        key=identities[0],
        identities=identities,
        abstract=_first(records, "abstract", ""),
        authors=_first(records, "authors", ()),
        year=_first(records, "year", None),
        date=_date(records),
        venue=_first(records, "venue", None),
        citations=_first(records, "citations", None),
        code_note=None if any(link.kind == "code" for link in links) else _first(records, "code_note", None),
        identifiers=identifiers,
        links=links,
        keywords=_distinct((word for record in records for word in record.keywords), text.fold),
        status=max((record.status for record in records), key=_gravity),
        repairs=_distinct((repair for record in records for repair in record.repairs), lambda repair: repair),
        flags=_distinct((flag for record in records for flag in record.flags), lambda flag: flag),
        sources=_distinct((source for record in records for source in record.sources), lambda source: source),
        **{field: _first(records, field, getattr(first, field)) for field in _PUBLICATION},
    )
    return paper, [*problems, *_conflicts(records)]


def _first(records: Iterable[Paper], field: str, nothing: Any) -> Any:
    return next((value for record in records if (value := getattr(record, field)) not in (None, "", ())), nothing)


def _distinct(values: Iterable[Any], key: Callable[[Any], object]) -> tuple[Any, ...]:
    kept: dict[object, Any] = {}
    for value in values:
        kept.setdefault(key(value), value)
    return tuple(kept.values())


def _gravity(status: Status) -> int:
    return _GRAVITY.index(status.state) if status.state in _GRAVITY else 0


def _date(records: Iterable[Paper]) -> str | None:
    """Return the first date, or a more precise form of it that another record knows."""
    dates = [record.date for record in records if record.date]
    return max((date for date in dates if date.startswith(dates[0])), key=len, default=None)


def _identifiers(records: Iterable[Paper]) -> tuple[tuple[Identifier, ...], list[Problem]]:
    """Return the identifiers, one of each registry; a second one is reported."""
    kept: dict[tuple[str, str], tuple[Identifier, Paper]] = {}
    problems = []
    for record in records:
        for item in record.identifiers:
            # An arXiv DOI stands beside a publisher's.
            one = registered_name(item).split(":")[0] if item.kind in REGISTRIES else item.value
            mine, owner = kept.setdefault((item.kind, one), (item, record))
            if registered_name(mine) != registered_name(item):
                problems.append(
                    _conflict(record, owner, item.kind, said=item.value, kept=mine.value, code="id-conflict")
                )
    return tuple(item for item, _ in kept.values()), problems


def _links(records: Iterable[Paper]) -> tuple[Link, ...]:
    return _distinct(
        (link for record in records for link in record.links), lambda link: (link.kind, _same_address(link.url))
    )


def _same_address(url: str) -> str:
    """Return the form in which two spellings of one address are equal."""
    bare = url.lower().partition("://")[2].removeprefix("www.")
    return bare.rstrip("/").removesuffix(".git")


# What is compared of each field, and what is shown of it: equal to the eye is equal.
_COMPARED: Mapping[str, tuple[Callable[[Any], object], Callable[[Any], str]]] = {
    "abstract": (text.fold, lambda value: f"{text.cut(value, 40)!r} of {len(value):,} characters"),
    "authors": (
        lambda value: [family_name(author) for author in value],
        lambda value: text.cut(", ".join(author.name for author in value), 80),
    ),
    "year": (lambda value: value, str),
    "venue": (lambda value: text.fold(value.name), lambda value: value.name),
}


def _conflicts(records: Sequence[Paper]) -> Iterator[Problem]:
    """Yield a problem for each field in which a record contradicts the first that has it."""
    for field, (compared, shown) in _COMPARED.items():
        known = [record for record in records if getattr(record, field) not in (None, "", ())]
        for record in known[1:]:
            mine, other = getattr(known[0], field), getattr(record, field)
            if compared(mine) != compared(other):
                yield _conflict(record, known[0], field, said=shown(other), kept=shown(mine))
    dated = [record for record in records if record.date]
    for record in dated[1:]:
        mine, other = str(dated[0].date), str(record.date)
        if not mine.startswith(other) and not other.startswith(mine):
            yield _conflict(record, dated[0], "date", said=other, kept=mine)


def _conflict(record: Paper, owner: Paper, field: str, *, said: str, kept: str, code: str = "conflict") -> Problem:
    place, other = record.sources[0], owner.sources[0]
    return Problem(
        place.file, place.line, f"{said} contradicts {kept} of {other.file}:{other.line}, which is kept", field, code
    )
