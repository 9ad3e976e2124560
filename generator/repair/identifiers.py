"""Names of a paper in registries: DOI, arXiv, OpenReview and ACL Anthology ids, in one spelling each."""

from __future__ import annotations

import re
from urllib.parse import parse_qs, unquote, urlsplit

from generator.paper import Identifier

_DOI = re.compile(r"10\.\d{4,9}(?:\.\d+)*/[^\s\"<>{}|\\^`]+", re.IGNORECASE)
_DOI_PREFIX = re.compile(r"^(?:https?://(?:dx\.|www\.)?doi\.org/|doi:\s*|doi\.org/)", re.IGNORECASE)
_PUBLISHER = re.compile(r"^https?://[^/\s]{1,100}/(?:[a-z]{1,20}/){1,3}(?=10\.\d{4})", re.IGNORECASE)
_ARXIV = re.compile(
    r"(?:arxiv:\s*|https?://(?:[a-z]+\.)?arxiv\.org/(?:abs|pdf|html)/)?"
    r"(?P<id>\d{4}\.\d{4,5}|[a-z-]+(?:\.[A-Z]{2})?/\d{7})(?:v(?P<version>\d{1,3}))?(?:\.pdf)?/?",
    re.IGNORECASE,
)
_ARXIV_DOI = re.compile(r"10\.48550/arxiv\.(.+)", re.IGNORECASE)
_ACL_PATH = re.compile(r"/(?:anthology/)?(\d{4}\.[a-z0-9_]+-[a-z0-9]+\.\d+|[A-Z]\d{2}-\d{4})(?:v\d+)?(?:\.pdf)?/?")
_OPENREVIEW_ID = re.compile(r"[A-Za-z0-9_-]{6,40}")
_MONTHS = 12


def doi(value: str) -> str | None:
    """Return a DOI in lower case without its resolver or its publisher's address, or None when it is none."""
    bare = unquote(_PUBLISHER.sub("", _DOI_PREFIX.sub("", value.strip()), count=1)).rstrip(".,;")
    match = _DOI.fullmatch(bare)
    return match.group().lower() if match else None


def arxiv(value: str) -> str | None:
    """Return an arXiv id without its version, from an id or an address, or None when it is none."""
    match = _ARXIV.fullmatch(value.strip())
    if match is None:
        return None
    found = match["id"]
    if "/" in found:
        archive, _, number = found.partition("/")
        return f"{archive.partition('.')[0].lower()}/{number}"
    return found if 1 <= int(found[2:4]) <= _MONTHS else None


def arxiv_version(value: str) -> tuple[str, int] | None:
    """Return the arXiv id and the number of the version that an id or an address names, or None when it names none."""
    match = _ARXIV.fullmatch(value.strip())
    name = arxiv(value) if match and match["version"] else None
    return (name, int(match["version"])) if match and name else None


def from_address(address: str) -> list[Identifier]:
    """Return the registry ids that an address of the paper itself carries."""
    parts = urlsplit(address)
    host = (parts.hostname or "").removeprefix("www.")
    found = _from_host(host, parts.path, parts.query, address)
    return [found] if found else []


def _from_host(host: str, path: str, query: str, address: str) -> Identifier | None:
    value: str | None = None
    kind = ""
    if host == "arxiv.org" or host.endswith(".arxiv.org"):
        kind, value = "arxiv", arxiv(address.partition("?")[0].partition("#")[0])
    elif host in {"doi.org", "dx.doi.org"}:
        kind, value = "doi", doi(path.lstrip("/"))
    elif host == "openreview.net":
        kind, value = "openreview", next(iter(parse_qs(query).get("id", ())), None)
        value = value if value and _OPENREVIEW_ID.fullmatch(value) else None
    elif host in {"aclanthology.org", "aclweb.org"}:
        match = _ACL_PATH.fullmatch(path)
        kind, value = "acl", match[1] if match else None
    return Identifier(kind, value) if value else None


def of_doi(value: str) -> list[Identifier]:
    """Return the DOI as identifier; arXiv's own DOIs name the arXiv id too."""
    match = _ARXIV_DOI.fullmatch(value)
    also = arxiv(match[1]) if match else None
    return [Identifier("doi", value), *([Identifier("arxiv", also)] if also else [])]
