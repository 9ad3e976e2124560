"""`api/names/`: where each paper stands, by its identities and its former addresses, in pieces for browsers.

A reading list asks for the pieces that its names lie in, after `release.json` has said that something changed.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from functools import partial

import msgspec

from generator.packing import packed
from generator.paper import REGISTRIES, Paper
from generator.site import Site

from . import ExportFile
from .api import VERSION

FOLDER = "api/names/"
SIZE = 400
"""Names in a piece: some 12 KB as they are sent."""
SLUG = "slug:"
"""What the name of an address begins with; those that papers have now are not listed."""


def render(site: Site) -> Iterator[ExportFile]:
    """Yield the pieces, `0.json.gz` and so on, an index that names the first name of each, and the release."""
    names = sorted(_slugs(site).items())
    parts = [names[start : start + SIZE] for start in range(0, len(names), SIZE)]
    contents = [msgspec.json.encode(dict(part)) + b"\n" for part in parts]
    for number, content in enumerate(contents):
        yield ExportFile(f"{FOLDER}{number}.json.gz", partial(packed, content), hashlib.sha256(content).digest())
    index = {"version": VERSION, "firsts": [part[0][0] for part in parts]}
    release = {"version": VERSION, "release": hashlib.sha256(b"".join(contents)).hexdigest()[:16]}
    yield ExportFile(f"{FOLDER}index.json", msgspec.json.encode(index) + b"\n")
    yield ExportFile(f"{FOLDER}release.json", msgspec.json.encode(release) + b"\n")


def _slugs(site: Site) -> dict[str, str | None]:
    """Return the slug of each name; None for the former address of a paper that is gone."""
    gone = {SLUG + entry.slug: entry.target for entry in site.catalogue.gone if entry.kind == "paper"}
    return gone | {name: paper.slug for paper in site.catalogue.papers for name in _names(paper)}


def _names(paper: Paper) -> Iterator[str]:
    """Yield the name that the paper's page and lists give it, and its identifiers in registries."""
    yield paper.key
    yield from (name for name in paper.identities if name.partition(":")[0] in REGISTRIES)
