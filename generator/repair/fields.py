"""The fields of a record beside its texts: caps, authors, dates, venue, addresses, counts. None of them may raise."""

from __future__ import annotations

import re
from collections.abc import Callable

from generator import escape, latex, maths
from generator.errors import Problem
from generator.paper import Author, Identifier, Link, RawPaper, Repair, Venue, Version
from generator.repair import identifiers, links, people
from generator.repair.dates import parse_date
from generator.text import clean, cut, squeeze

MAX_AUTHORS, MAX_NAME = 500, 200
MAX_KEYWORDS, MAX_KEYWORD = 100, 200
MAX_ID = 200
_MAX_COUNT = 10**9
_YEAR_IN_VENUE = re.compile(r"(?<![\w-])[’'(]?((?:19|20)\d\d)\)?(?![\w-])")
_LINKS = ("code", "project", "data", "slides", "video")
# An address whose scheme was left out, under a domain that no file name ends in.
_BARE_ADDRESS = re.compile(r"(?:[\w-]{1,63}\.){1,5}(?:com|org|net|io|edu|ai|dev|info|gov|[a-z]{2})(?:/\S*)?")
NOTHING = frozenset({"", "none", "null", "n/a", "nan", "unknown", "-"})


class Findings:
    """The problems and repairs of one record; lives while that record is repaired."""

    def __init__(self, raw: RawPaper) -> None:
        self.raw = raw
        self.problems: list[Problem] = []
        self.repairs: list[Repair] = []

    def report(self, field: str, message: str, code: str) -> None:
        """Note a fault that costs the record this field."""
        self.problems.append(Problem(self.raw.source.file, self.raw.source.line, message, field, code))

    def capped(self, field: str, value: str, limit: int) -> str:
        """Return the text cut at a word to the limit, with a report when it was longer."""
        if len(value) <= limit:
            return value
        short = cut(value, limit - 1)
        self.report(field, f"has {len(value):,} characters, of which at most {limit:,} are kept", "truncated")
        self.repairs.append(Repair("truncated", field, f"{len(value):,} characters", f"…{short[-40:]}"))
        return short

    def shortened(self, field: str, values: tuple[str, ...], limit: int) -> tuple[str, ...]:
        """Return the first values of a list, with a report when there were more."""
        if len(values) > limit:
            self.report(field, f"lists {len(values):,}, of which the first {limit} are kept", "truncated")
            self.repairs.append(Repair("truncated", field, f"{len(values):,} entries", f"{limit} entries"))
        return values[:limit]


def read_people(findings: Findings, field: str, names: tuple[str, ...]) -> tuple[Author, ...]:
    """Return the authors or editors in order; a name that repeats is kept once."""
    people_found: dict[str, Author] = {}
    for raw_name in findings.shortened(field, names, MAX_AUTHORS):
        name = findings.capped(field, clean(latex.decode(clean(raw_name))), MAX_NAME)
        author = people.parse_author(name)
        if author is None:
            if name:
                findings.report(field, f"{name!r} is no name", f"{field.removesuffix('s')}-invalid")
        elif author.name in people_found:
            findings.repairs.append(Repair("repeated-author", field, f"{author.name}, {author.name}", author.name))
        else:
            people_found[author.name] = author
    return tuple(people_found.values())


def read_keywords(findings: Findings) -> tuple[str, ...]:
    """Return the keywords, each once."""
    kept = findings.shortened("keywords", findings.raw.keywords, MAX_KEYWORDS)
    words = [findings.capped("keywords", latex.decode(clean(word)), MAX_KEYWORD) for word in kept]
    return tuple(dict.fromkeys(word for word in words if word))


def read_date(findings: Findings) -> tuple[str | None, int | None]:
    """Return date and year; a year alone is a date of four digits."""
    found = _parse_date(findings, "date", findings.raw.date)
    year = _parse_date(findings, "year", findings.raw.year)
    if found is None and year is not None:
        return year, int(year[:4])
    if found is not None and year is not None and found[:4] != year[:4]:
        findings.report("year", f"{year} and the date {found} name different years; the year counts", "date-conflict")
        return found, int(year[:4])
    return found, int(found[:4]) if found else None


def _parse_date(findings: Findings, field: str, value: str) -> str | None:
    value = clean(value)
    if value.lower() in NOTHING:
        return None
    found = parse_date(value)
    if found is None:
        shown = cut(value, 40)
        findings.report(field, f"{shown!r} is no date such as 2024, 2024-03 or 2024-03-27", "date-invalid")
    return found


def read_venue(findings: Findings) -> Venue | None:
    """Return the venue; its series is the name without the year of the edition."""
    name = findings.capped("venue", latex.decode(clean(findings.raw.venue)), MAX_ID)
    if name.lower() in NOTHING:
        return None
    year = _YEAR_IN_VENUE.search(name)
    series = squeeze(_YEAR_IN_VENUE.sub(" ", name)).strip(" ,;:-–—") if year else name
    return Venue(name, series or name, int(year[1]) if year else None)


def read_citations(findings: Findings) -> int | None:
    """Return the count of citations, a whole number from zero."""
    value = clean(findings.raw.citations)
    if value.lower() in NOTHING:
        return None
    digits = value.removesuffix(".0").replace(",", "")
    if digits.isascii() and digits.isdigit() and len(digits) <= len(str(_MAX_COUNT)):
        return int(digits)
    findings.report("citations", f"{cut(value, 40)!r} is no count such as 0 or 128", "citations-invalid")
    return None


def read_address(findings: Findings, field: str, value: str) -> str | None:
    """Return a safe address from a field, or None with a report."""
    value = clean(value)
    if value.lower() in NOTHING:
        return None
    if _BARE_ADDRESS.fullmatch(value):
        value = f"https://{value}"
    address = escape.url(value)
    if address is None:
        findings.report(
            field,
            f"{cut(value, 80)!r} is no address that can be linked, such as https://example.org/paper",
            "url-unsafe",
        )
    return address


def read_identifiers(findings: Findings) -> tuple[Identifier, ...]:
    """Return the identifiers from the fields that name this very paper; never from its abstract."""
    raw = findings.raw
    url, pdf = read_address(findings, "url", raw.url), read_address(findings, "pdf", raw.pdf)
    found: list[Identifier] = []
    for field, value, parse, form in (
        ("doi", raw.doi, identifiers.doi, "10.1000/182"), ("arxiv", raw.arxiv, identifiers.arxiv, "2403.07487"),
    ):  # fmt: skip
        found += _registered(findings, field, clean(value), parse, form)
    for address in (url, pdf):
        found += identifiers.from_address(address) if address else []
    first = {item.kind: item for item in reversed(found)}
    kept = [first[kind] for kind in ("doi", "arxiv", "openreview", "acl") if kind in first]
    return (*kept, *(Identifier(kind, value) for kind, value in (("url", url), ("pdf", pdf)) if value))


def _registered(
    findings: Findings, field: str, value: str, parse: Callable[[str], str | None], form: str
) -> list[Identifier]:
    if value.lower() in NOTHING:
        return []
    known = parse(value) if len(value) <= MAX_ID else None
    if known is None:
        findings.report(field, f"{cut(value, 80)!r} is no {field} such as {form}", f"{field}-invalid")
        return []
    return identifiers.of_doi(known) if field == "doi" else [Identifier(field, known)]


def read_versions(findings: Findings) -> tuple[Version, ...]:
    """Return the version of the preprint that the record names, as in `2403.07487v2`; none where it names none."""
    for value in (findings.raw.arxiv, findings.raw.url, findings.raw.pdf):
        named = identifiers.arxiv_version(clean(value)) if "v" in value else None
        if named:
            return (Version(f"arXiv v{named[1]}", identifier=Identifier("arxiv", named[0])),)
    return ()


def read_links(findings: Findings, abstract: str) -> tuple[Link, ...]:
    """Return the links of the fields, then those of the abstract, each address once."""
    raw = findings.raw
    given = [(kind, read_address(findings, kind, getattr(raw, kind))) for kind in _LINKS]
    found = [link for kind, address in given if address and (link := links.link_of(address, kind))]
    if "http" in abstract:
        found += links.links_in("".join(f" {piece.text} " for piece in maths.split(abstract) if not piece.is_tex))
    first: dict[str, Link] = {}
    for link in found:
        first.setdefault(link.url.rstrip("/"), link)
    return tuple(first.values())
