"""References found in the tree of a page, whatever it is."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from lxml import etree

from ._page import References


def _query(expression: str) -> Callable[[etree._Element], Any]:
    return etree.XPath(expression, smart_strings=False)


_PARSER = etree.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True)
# XPath unions, because a walk through the elements in Python takes twice the time of parsing.
_LINKS = _query("//a/@href | //area/@href | //form/@action | //@formaction")
_ADDRESSES = _query("//@href | //@src | //@poster | //object/@data | //form/@action | //@formaction")
_SRCSETS = _query("//@srcset | //@imagesrcset")
_OPEN_GRAPH = _query("//meta[@property='og:url']/@content")
_CANONICAL = _query("string(//link[@rel='canonical']/@href)")
_IDS = _query("//@id")
_NAMES = _query("//a/@name")
_BASE = _query("string(//base/@href)")
_REFRESHES = _query("//meta[@http-equiv]")
_ROBOTS = _query("string(//meta[@name='robots']/@content)")
_REFRESH_TARGET = re.compile(r"^\s*[\d.]*\s*[;,]?\s*(?:url\s*=\s*)?['\"]?([^'\"]*)", re.IGNORECASE)
_SRCSET_PART = re.compile(r"\s*([^\s,]\S*[^\s,]|[^\s,])(?:\s+[^,]+)?\s*(?:,|$)")


def read_tree(html: bytes) -> References:
    """Return the references of a page."""
    tree = etree.HTML(html, _PARSER) if html.strip() else None
    if tree is None:
        tree = etree.Element("html")
    ids = sorted(_IDS(tree))
    refreshes = [_refresh_target(meta) for meta in _REFRESHES(tree) if _is_refresh(meta)]
    return References(
        links=frozenset(_LINKS(tree)),
        addresses=frozenset([*_ADDRESSES(tree), *_OPEN_GRAPH(tree), *_srcset(tree), *refreshes]),
        canonical=_CANONICAL(tree),
        ids=ids,
        anchors=frozenset(ids).union(_NAMES(tree)),
        base=_BASE(tree),
        is_unlisted=bool(refreshes) or "noindex" in _ROBOTS(tree),
    )


def _srcset(tree: etree._Element) -> list[str]:
    return [address for value in _SRCSETS(tree) for address in _SRCSET_PART.findall(value)]


def _is_refresh(meta: etree._Element) -> bool:
    return (meta.get("http-equiv") or "").strip().lower() == "refresh"


def _refresh_target(meta: etree._Element) -> str:
    found = _REFRESH_TARGET.match(meta.get("content") or "")
    return found.group(1).strip() if found else ""
