"""References found without a tree, in pages of a theme such as ours: what many of them share is read once.

A page is cut before tags, so what is found in its parts is what is found in the whole.
"""

from __future__ import annotations

from functools import lru_cache

from ._page import References
from ._part import Part, scan_part

_DOCTYPE = b"<!doctype html>"
# Where what is the page's own begins, ends and begins again: the rest is the same in all pages of a folder.
_TITLE, _SCRIPTS, _MAIN = b"<title>", b"<script src=", b"<main "
# A paper of a list, which stands in a dozen lists, and the end of the list.
_ITEM, _END = b"<li data-id=", b"</ol>"
# A frame is the same in all pages of a depth; of items so many take some 50 MB.
_frame = lru_cache(maxsize=1 << 8)(scan_part)


@lru_cache(maxsize=1 << 14)
def _item(rest: bytes) -> Part | None:
    return scan_part(_ITEM + rest)


def scan(html: bytes) -> References | None:
    """Return the references of a page; None for a page that only a parser reads surely."""
    if not html.startswith(_DOCTYPE):
        return None
    frame, *items = html[len(_DOCTYPE) :].split(_ITEM)
    end = b""
    if items:
        items[-1], mark, rest = items[-1].partition(_END)
        end = mark + rest
    title = frame.find(_TITLE)
    scripts = frame.find(_SCRIPTS, title)
    main = frame.find(_MAIN, scripts)
    if min(title, scripts, main) < 0:
        title = scripts = main = 0
    own = scan_part(frame[title:scripts] + frame[main:])
    return _joined([own, *map(_frame, (frame[:title], frame[scripts:main], end)), *map(_item, items)])


def _joined(parts: list[Part | None]) -> References | None:
    known = [part for part in parts if part]
    canonical = [address for part in known for address in part.canonical]
    if len(known) < len(parts) or len(canonical) > 1:
        return None
    ids = sorted([name for part in known for name in part.ids])
    links = frozenset().union(*[part.links for part in known])
    return References(
        links=links,
        addresses=links.union(canonical, *[part.loaded for part in known]),
        canonical="".join(canonical),
        ids=ids,
        anchors=frozenset(ids),
    )
