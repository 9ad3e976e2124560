"""Addresses that look wrong or cannot live long, by their form and by services that are known: nothing is fetched."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from generator.doctor._advice import Advice, Fix, at
from generator.gather import Gathered
from generator.paper import Paper

CODES = {
    "link-closed": "An address belongs to a service that has been closed.",
    "link-passing": "An address is made to pass: a short form, an anonymised copy, or a shared file.",
    "link-odd": "An address has a form that hardly leads anywhere.",
    "link-misplaced": "An address stands in the wrong field.",
}
_CLOSED = frozenset(
    {"academic.research.microsoft.com", "berlios.de", "citeseer.ist.psu.edu", "code.google.com", "codeplex.com",
     "geocities.com", "git.io", "gitorious.org", "goo.gl", "googlecode.com", "mloss.org"}
)  # fmt: skip
_PASSING = frozenset(
    {"bit.ly", "t.co", "tinyurl.com", "ow.ly", "is.gd", "anonymous.4open.science", "dropbox.com", "drive.google.com",
     "1drv.ms", "we.tl", "wetransfer.com", "pastebin.com"}
)  # fmt: skip
_LOCAL = re.compile(r"(?:localhost|.*\.(?:local|localdomain|internal|test|invalid)|(?:127|10|192\.168)\.[\d.]+)")
_TRAILING = re.compile(r"[.,;:'\"]+$")
_TWICE = re.compile(r"^https?://(?=https?(?:://|:/|%3a))", re.IGNORECASE)


def examine(gathered: Gathered) -> Iterator[Advice]:
    """Yield advice about the addresses of each paper."""
    for paper in gathered.catalogue.papers:
        addresses = [(item.kind, item.value) for item in paper.identifiers if item.kind in ("url", "pdf")]
        addresses += [(link.kind, link.url) for link in paper.links]
        for field, address in addresses:
            yield from _address(paper, field, address, alone=[kind for kind, _ in addresses].count(field) == 1)


def _address(paper: Paper, field: str, address: str, *, alone: bool) -> Iterator[Advice]:
    parts = urlsplit(address)
    host = (parts.hostname or "").removeprefix("www.")
    shown = repr(address[:80])
    if host in _CLOSED:
        yield at(paper, field, "link-closed", f"{shown}: {host} has been closed")
    elif host in _PASSING:
        yield at(paper, field, "link-passing", f"{shown}: addresses of {host} do not last")
    elif _LOCAL.fullmatch(host) or "." not in host:
        yield at(paper, field, "link-odd", f"{shown}: {host} is no host of the web")
    elif _TWICE.match(address):
        yield at(
            paper, field, "link-odd", f"{shown}: begins twice", _without(paper, field, address, _TWICE, alone=alone)
        )
    elif _TRAILING.search(address):
        fix = _without(paper, field, address, _TRAILING, alone=alone)
        yield at(paper, field, "link-odd", f"{shown}: ends in punctuation", fix)
    elif field == "pdf" and "/abs/" in parts.path and host == "arxiv.org":
        yield at(paper, field, "link-misplaced", f"{shown}: the page of an abstract is no PDF")
    elif field == "code" and host in ("arxiv.org", "doi.org", "openreview.net"):
        yield at(paper, field, "link-misplaced", f"{shown}: the page of a paper is no code")


def _without(paper: Paper, field: str, address: str, pattern: re.Pattern[str], *, alone: bool) -> Fix | None:
    """Return the correction that takes what the pattern finds away; None where the field has several addresses."""
    value = pattern.sub("", address)
    if not alone or not re.match(r"https?://\w", value):
        return None
    return Fix(paper, field, (("value", value), ("why", "the address was copied with what stands beside it")))
