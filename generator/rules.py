"""What the maintainer wrote beside the listings: topics, venues, authors and corrections, in files of their own."""

from __future__ import annotations

from pathlib import Path

import msgspec

from .corrections import Corrections, parse_corrections
from .errors import Problem
from .people import People, parse_authors
from .taxonomy import Taxonomy, parse_taxonomy
from .venues import Venues, parse_venues


class Rules(msgspec.Struct, frozen=True):
    """All of it, and what is wrong with it."""

    taxonomy: Taxonomy
    venues: Venues
    corrections: Corrections
    people: People
    problems: tuple[Problem, ...]


def read_rules(content: Path) -> Rules:
    """Read the files of the content folder that are there."""
    taxonomy, of_topics = parse_taxonomy(*_text(content, "topics.yml"))
    venues, of_venues = parse_venues(*_text(content, "venues.yml"))
    corrections, of_corrections = parse_corrections(*_text(content, "corrections.yml"))
    people, of_authors = parse_authors(*_text(content, "authors.yml"))
    return Rules(taxonomy, venues, corrections, people, (*of_topics, *of_venues, *of_corrections, *of_authors))


def _text(content: Path, name: str) -> tuple[str, str]:
    """Return the text of an optional file of the content folder, and its name."""
    path = content / name
    return (path.read_text(encoding="utf-8-sig", errors="replace") if path.is_file() else ""), name
