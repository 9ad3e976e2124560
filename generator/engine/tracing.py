"""Values of a page that know when a template does more with them than print them."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from typing import Any, NoReturn

from markupsafe import escape

_WORD = "PapershelfHole"
PROBE = f"{_WORD.lower()}-page"
"""The name of the page that is traced: where it is seen in a result, a template has printed an address."""
# Characters that every escaping and stripping changes, so that a hole shows what was done to it.
_OPEN, _CLOSE = "\ue000<&\"'", ">\ue001"
_PATTERN = re.compile(
    "|".join(
        f"{re.escape(start)}[.]+([a-z_]+){re.escape(end)}"
        for start, end in ((_OPEN + _WORD, _CLOSE), (str(escape(_OPEN + _WORD)), str(escape(_CLOSE))))
    )
)
_ALLOWED = frozenset(
    "__class__ __new__ __init__ __str__ __getattribute__ __setattr__ __delattr__ __init_subclass__ __subclasshook__ "
    "__doc__ __sizeof__ __dir__".split()
)


class LookedIntoError(Exception):
    """A template does more with a value of the page than print it; the message says with which."""


class _Hole(str):
    """A value that may be printed and is not empty; `_refuse` stands for everything else that a string can do."""

    __slots__ = ("name",)
    name: str

    def __str__(self) -> str:
        return self

    def __bool__(self) -> bool:
        return True


def _refuse(hole: _Hole, *_: Any, **__: Any) -> NoReturn:
    raise LookedIntoError(hole.name)


for _method in set(dir(str)) - _ALLOWED:
    setattr(_Hole, _method, _refuse)


def hole(name: str, width: int) -> str:
    """Return the value that stands for the page's value of that name; its `width` is how much longer it is."""
    made = _Hole(f"{_OPEN}{_WORD}{'.' * width}{name}{_CLOSE}")
    made.name = f"page.{name}"
    return made


class TracedPage:
    """The page that a shell is rendered with."""

    is_homepage = is_index = is_section = is_link = False
    is_page = active = is_top_level = True
    parent = children = previous_page = next_page = None
    ancestors = toc = ()

    def __init__(self, probe: Any, meta: Mapping[str, Any], width: int) -> None:
        self._probe = probe
        self.meta = meta
        self.title = meta["title"]
        self.content = hole("content", width)
        self.update_date = probe.update_date
        self.canonical_url = hole("canonical_url", width) if probe.canonical_url else None
        self.abs_url = hole("abs_url", width) if probe.abs_url else None

    def __getattr__(self, name: str) -> Any:
        # A name that no page has is undefined here too.
        if getattr(self._probe, name) is None and name == "edit_url":
            return None
        raise LookedIntoError(f"page.{name}")


def cut_at_holes(text: str) -> list[str]:
    """Return text and names of holes in turn; behind a name stands `!` where the value was escaped.

    Raises `LookedIntoError` when a hole was changed in any other way.
    """
    pieces: list[str] = []
    end = 0
    for match in _PATTERN.finditer(text):
        pieces += [text[end : match.start()], match[1] or f"{match[2]}!"]
        end = match.end()
    pieces.append(text[end:])
    left = html.unescape("".join(pieces[::2])).lower()
    if any(mark in left for mark in (_WORD.lower(), _OPEN[0], _CLOSE[-1])):
        raise LookedIntoError("a value that it changes")
    return pieces
