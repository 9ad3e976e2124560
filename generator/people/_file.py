"""`content/authors.yml`: the people whom the maintainer knows under several names, or by their ORCID iD."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.people._orcid import is_orcid
from generator.permalinks import RESERVED, SLUG
from generator.text import fold
from generator.yaml_file import Entry, YamlFile

if TYPE_CHECKING:
    from generator.errors import Problem

_FIELDS = ("name", "aliases", "orcid", "slug")
_EXPECTED = "a list of people, each with `name`, and `aliases`, `orcid` or `slug`, such as `- name: Ada Example`"
_ORCID_URL = "https://orcid.org/"


@dataclass(frozen=True)
class Person:
    """One person as the maintainer states her."""

    name: str
    line: int
    aliases: tuple[str, ...] = ()
    orcid: str | None = None
    slug: str = ""


@dataclass(frozen=True)
class People:
    """Everybody whom the file names."""

    known: tuple[Person, ...] = ()
    file: str = "authors.yml"


def parse_authors(text: str, file: str) -> tuple[People, tuple[Problem, ...]]:
    """Read `authors.yml`; a faulty person is reported with her line and left out, the others stay."""
    source = YamlFile(file, "authors")
    found: list[Person] = []
    for entry in source.sequence(source.root(text), _EXPECTED):
        person = _person(source, entry)
        if person and not _is_taken(source, person, found):
            found.append(person)
    return People(tuple(found), file), tuple(sorted(source.problems))


def _person(source: YamlFile, entry: Entry) -> Person | None:
    source.only(entry, _FIELDS)
    name, orcid, slug = (source.text(entry, field) for field in ("name", "orcid", "slug"))
    if not fold(name):
        source.report(entry.line, "the person has no name", "name", rejected=True)
        return None
    orcid = orcid.removeprefix(_ORCID_URL).strip("/ ").upper()
    if orcid and not is_orcid(orcid):
        source.report(entry.line, f"`{orcid}` is no ORCID iD such as 0000-0002-1825-0097", "orcid")
        orcid = ""
    if slug and (not SLUG.fullmatch(slug) or slug in RESERVED):
        source.report(
            entry.line, f"`{slug}` is no slug: use a-z, 0-9 and single hyphens, such as `ada-example`", "slug"
        )
        slug = ""
    return Person(name, entry.line, source.texts(entry, "aliases"), orcid or None, slug)


def _is_taken(source: YamlFile, person: Person, others: list[Person]) -> bool:
    """Tell whether an earlier person has the ORCID iD, the slug or a name; namesakes need an ORCID iD each."""
    for other in others:
        names = {fold(name) for name in (person.name, *person.aliases)}
        shared = names & {fold(name) for name in (other.name, *other.aliases)}
        same = next(
            (
                value
                for field, value in (("orcid", person.orcid), ("slug", person.slug))
                if value and value == getattr(other, field)
            ),
            None,
        )
        if same or (shared and not (person.orcid and other.orcid)):
            what = same or min(shared)
            told = f"`{what}` is already that of {other.name} in line {other.line}; namesakes need an ORCID iD each"
            source.report(person.line, told, "name", rejected=True)
            return True
    return False
