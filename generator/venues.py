"""The venues as `content/venues.yml` states them: one series for all the ways to write its name."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import msgspec

from generator.text import fold
from generator.yaml_file import Entry, YamlFile

if TYPE_CHECKING:
    from generator.errors import Problem
    from generator.paper import Paper, Venue

_FIELDS = ("name", "aliases", "series", "url")
_EXPECTED = "a mapping of venues, such as `iclr:` with `name`, `aliases`, `series` and `url` below it"
_KEY = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_URL = re.compile(r"https?://[^\s/@]+(?:/\S*)?")
# What is no part of a series' name: words that join, and what tells one edition from another.
_NUMBER = re.compile(r"\d+(?:st|nd|rd|th)?")
_NOISE = frozenset({"a", "and", "annual", "in", "for", "of", "on", "proc", "proceedings", "the"})
_ORDINALS = frozenset(
    (
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth "
        "fifteenth sixteenth seventeenth eighteenth nineteenth twenty twentieth thirty thirtieth forty fortieth "
        "fifty fiftieth"
    ).split()
)
_PARENTHESIS = re.compile(r"\s*\(([^()]*)\)")


@dataclass(frozen=True)
class VenueSeries:
    """A conference, workshop, journal or publisher over all its editions."""

    key: str
    series: str
    """The short name that papers are filed under, such as `NeurIPS`."""
    name: str = ""
    """The full name; empty when it is not surely known."""
    aliases: tuple[str, ...] = ()
    url: str | None = None
    line: int = 0
    """Where it stands in the file."""


@dataclass(frozen=True)
class Venues:
    """All known series, in the order of the file."""

    known: tuple[VenueSeries, ...] = ()

    @cached_property
    def _by_alias(self) -> dict[str, VenueSeries]:
        found: dict[str, VenueSeries] = {}
        for venue in self.known:
            for alias in _names(venue):
                found.setdefault(_bare(alias), venue)
        return found

    @cached_property
    def _met(self) -> dict[str, VenueSeries | None]:
        # Thousands of papers write the venue in one of a few ways.
        return {}

    def series(self, name: str) -> VenueSeries | None:
        """Return the series that a name means, whatever edition, case or alias it uses; None when it is unknown."""
        if name not in self._met:
            self._met[name] = self._sought(name)
        return self._met[name]

    def _sought(self, name: str) -> VenueSeries | None:
        for candidate in _candidates(name):
            venue = self._by_alias.get(_bare(candidate))
            if venue is not None:
                return venue
        return None

    def resolve(self, venue: Venue) -> Venue:
        """Return the venue with the series' name that all its aliases share; unchanged when it is unknown."""
        found = self.series(venue.name) or self.series(venue.series)
        if found is None or found.series == venue.series:
            return venue
        return msgspec.structs.replace(venue, series=found.series)

    def at_series(self, paper: Paper) -> Paper:
        """Return the paper with its venue resolved."""
        venue = self.resolve(paper.venue) if paper.venue else None
        return paper if venue is paper.venue else msgspec.structs.replace(paper, venue=venue)


def parse_venues(text: str, file: str) -> tuple[Venues, tuple[Problem, ...]]:
    """Read `venues.yml`; a faulty venue is reported with its line and left out, the others stay."""
    source = YamlFile(file, "venues")
    found: dict[str, VenueSeries] = {}
    owners: dict[str, str] = {}
    for key, entry in source.mapping(source.root(text), _EXPECTED):
        venue = _venue(source, key, entry)
        if key in found or not _KEY.fullmatch(key):
            fault = "is there already" if key in found else "is no key: use a-z, 0-9 and single hyphens, such as `iclr`"
            source.report(entry.line, f"`{key}` {fault}", rejected=True)
            continue
        found[key] = venue
        for alias in _names(venue):
            owner = owners.setdefault(_bare(alias), key)
            if owner != key:
                source.report(entry.line, f"`{alias}` already means `{owner}`", "aliases")
    return Venues(tuple(found.values())), tuple(sorted(source.problems))


def _venue(source: YamlFile, key: str, entry: Entry) -> VenueSeries:
    """Return the entry as a series; a URL that is none is reported and left out."""
    source.only(entry, _FIELDS)
    url = source.text(entry, "url")
    if url and not _URL.fullmatch(url):
        source.report(entry.line, f"`{url}` is no web address: expected one such as `https://iclr.cc/`", "url")
        url = ""
    name, series = source.text(entry, "name"), source.text(entry, "series")
    return VenueSeries(key, series or name or key, name, source.texts(entry, "aliases"), url or None, entry.line)


def _names(venue: VenueSeries) -> tuple[str, ...]:
    """Return everything that means the series."""
    return tuple(dict.fromkeys(name for name in (venue.series, venue.key, venue.name, *venue.aliases) if name))


def _bare(name: str) -> str:
    """Return the words of a name that all editions share, folded; the whole name when that leaves none."""
    words = fold(name).split()
    kept = [word for word in words if word not in _NOISE | _ORDINALS and not _NUMBER.fullmatch(word)]
    return " ".join(kept or words)


def _candidates(name: str) -> tuple[str, ...]:
    """Return the name as it is, and what stands before and in its parentheses: many give the short name there.

    A workshop's parentheses name the conference that it belongs to, which it is not.
    """
    if "workshop" in name.lower():
        return (name,)
    return (name, _PARENTHESIS.sub("", name), *_PARENTHESIS.findall(name))
