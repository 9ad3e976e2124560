"""Addresses in a text: what copying did to them, and which of them belong to the paper."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from generator import escape
from generator.paper import Link
from generator.repair.rules import Log

DESCRIPTIONS = {
    "link-command": "A TeX link command was copied as `address{text}`; the address is kept once.",
    "doubled-url": "The same address stood twice in a row; it is kept once.",
    "url-punctuation": "A space stood between an address and the full stop after it; it is removed.",
}

_HREF = re.compile(r"\\href\s*\{(https?://[^\s{}]+)\}\s*\{([^{}]*)\}|\\url\s*\{([^\s{}]+)\}")
# An address up to the next one, so that a run of addresses is read once and not from each of its starts.
_ONE = r"https?://(?:(?!https?://)[^\s<>\"`|\\^{}])"
_LINK_COMMAND = re.compile(rf"({_ONE}+)\{{([^{{}}]{{0,300}})\}}")
_DOUBLED = re.compile(rf"({_ONE}{{4,300}}?)[.,;]?\s?\1(?=[\s.,;)]|$)")
_SPACED = re.compile(rf"({_ONE}+) \.(?=\s|$)")
_ADDRESS = re.compile(rf"{_ONE}+")
_TRAILING = ".,;:!?'\"”’»)]}>*。，）"
_CODE_HOSTS = ("github.com", "gitlab.com", "bitbucket.org", "huggingface.co", "anonymous.4open.science", "codeberg.org")
_VIDEO_HOSTS = ("youtube.com", "youtu.be", "vimeo.com", "bilibili.com")
_DATA_HOSTS = ("zenodo.org", "kaggle.com", "figshare.com")
# Addresses of papers that the text cites, not of what belongs to it.
_CITED_HOSTS = ("arxiv.org", "doi.org", "openreview.net", "aclanthology.org", "dl.acm.org", "ieeexplore.ieee.org")
_MAX_LINKS = 10
_REPOSITORY_PARTS = 2


def apply(text: str, log: Log) -> str:
    """Undo what a TeX link command, doubling or a stray space did to addresses; the sentence around them stays."""
    if "http" not in text and "\\url" not in text:
        return text
    for rule, pattern, replace in _REPAIRS:
        changes = [(match.start(), match.end(), replace(match)) for match in pattern.finditer(text)]
        text = log.splice(rule, text, [change for change in changes if text[change[0] : change[1]] != change[2]])
    return text


def _from_href(match: re.Match[str]) -> str:
    address, shown = match[1] or match[3], match[2] or ""
    return address if not shown or shown in address or shown.startswith("http") else f"{shown} ({address})"


def _from_link_command(match: re.Match[str]) -> str:
    return match[2] if match[2].startswith("http") and match[1].startswith(match[2]) else match[1]


_REPAIRS = (
    ("link-command", _HREF, _from_href),
    ("link-command", _LINK_COMMAND, _from_link_command),
    ("doubled-url", _DOUBLED, lambda match: match[1]),
    ("url-punctuation", _SPACED, lambda match: f"{match[1]}."),
)


def find_addresses(text: str) -> list[str]:
    """Return the safe addresses in a text, without the punctuation of the sentence around them, each once."""
    found = (escape.url(trim(match.group())) for match in _ADDRESS.finditer(text))
    return list(dict.fromkeys(address for address in found if address))


def trim(address: str) -> str:
    """Return the address without the punctuation that ends its sentence; a closing bracket stays when it was opened."""
    while address and address[-1] in _TRAILING:
        if address[-1] == ")" and address.count("(") >= address.count(")"):
            break
        address = address[:-1]
    return address


def link_of(address: str, kind: str = "") -> Link | None:
    """Return the typed link of a safe address (`kind` is what a field named it), or None for a cited paper's."""
    parts = urlsplit(address)
    host = (parts.hostname or "").removeprefix("www.")
    if kind == "" and host.endswith(_CITED_HOSTS):
        return None
    kind = kind or _kind_of(host, parts.path)
    note = "anonymised" if host == "anonymous.4open.science" or "anonym" in host.partition(".")[0] else None
    return Link(kind, _canonical(address, host), note)


def _kind_of(host: str, path: str) -> str:
    if host == "huggingface.co" and path.startswith("/datasets/"):
        return "data"
    for kind, hosts in (("code", _CODE_HOSTS), ("video", _VIDEO_HOSTS), ("data", _DATA_HOSTS)):
        if host in hosts:
            return kind
    return "project"


def _canonical(address: str, host: str) -> str:
    """Return one spelling for the addresses of a repository: https, no `www.`, no `.git`, no slash at the end."""
    if host not in {"github.com", "gitlab.com", "bitbucket.org"}:
        return address
    path = urlsplit(address).path.rstrip("/").removesuffix(".git")
    rest = address.partition(host)[2][len(urlsplit(address).path) :]
    return f"https://{host}{path}{rest}"


def links_in(text: str) -> list[Link]:
    """Return the links that a text gives for its paper, in order, each once."""
    found = [link for address in find_addresses(text) if (link := link_of(address)) is not None]
    return list(dict.fromkeys(found))[:_MAX_LINKS]
