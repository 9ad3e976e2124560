"""Where the records of one paper disagree: what is kept, what the others say, and where they stand."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from generator import maths, text
from generator.errors import Problem
from generator.merge._identity import family_name
from generator.merge._precedence import is_preprint
from generator.paper import REGISTRIES, Conflict, Paper

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

_LONGEST = 200
"""Of a longer text the beginning is enough to find the place."""


class Differences:
    """The records of one paper held against what is kept of them; it lives as long as the merge of the paper."""

    def __init__(self, records: Sequence[Paper], chosen: Mapping[str, Any]) -> None:
        self.records = records
        self.chosen = chosen
        self.published = any(not is_preprint(record) and record.year for record in records)

    def conflicts(self) -> Iterator[Conflict]:
        """Yield a conflict for each value that is known, was not taken, and means something else."""
        for record in self.records:
            for field, (compared, shown) in _COMPARED.items():
                kept, said = self.chosen[field], getattr(record, field)
                if said and kept and compared(kept) != compared(said) and not self._is_version(field, record):
                    yield Conflict(field, shown(kept), shown(said), record.sources[0])

    def _is_version(self, field: str, record: Paper) -> bool:
        """Tell whether the difference is that of a preprint from its publication, or of a more precise date."""
        if field in _OF_PUBLICATION and self.published and is_preprint(record):
            return True
        if field in _DETAILS:
            # What belongs to another venue is told by the venue.
            return bool(record.venue and record.venue.series != self.chosen["venue"].series)
        kept, said = str(self.chosen[field]), str(getattr(record, field))
        if field != "date":
            return False
        # Another year is told once, of the year.
        return kept.startswith(said) or said.startswith(kept) or kept[:4] != said[:4]


def conflict_problem(conflict: Conflict, paper: Paper) -> Problem:
    """Return a conflict as a problem of the place whose value is not shown."""
    origin = next((item.source for item in paper.origins if item.field == conflict.field), None)
    of = f" of {origin.file}:{origin.line}" if origin else ""
    told = f"{text.cut(conflict.said, 80)} contradicts {text.cut(conflict.kept, 80)}{of}, which is kept"
    place, code = conflict.source, "id-conflict" if conflict.field in REGISTRIES else "conflict"
    return Problem(place.file, place.line, told, conflict.field, code)


def _text(value: str) -> str:
    return text.cut(value, _LONGEST)


def _names(value: Any) -> str:
    return text.cut(", ".join(author.name for author in value), _LONGEST)


def _shown(value: Any) -> str:
    return _text(str(value))


_DETAILS = ("type", "publisher", "place", "series", "volume", "number", "pages", "edition", "genre", "isbn", "issn")
_OF_PUBLICATION = frozenset({"year", "date", "venue", *_DETAILS})
# What is compared of each field, and what is shown of it: equal to the eye is equal.
_COMPARED: Mapping[str, tuple[Callable[[Any], object], Callable[[Any], str]]] = {
    "title": (lambda value: text.fold(maths.to_unicode(value)), _text),
    "abstract": (text.fold, _text),
    "authors": (lambda value: [family_name(author) for author in value], _names),
    "year": (str, str),
    "date": (str, str),
    "venue": (lambda value: text.fold(value.series), lambda value: value.name),
    **dict.fromkeys(_DETAILS, (text.fold, _shown)),
}
