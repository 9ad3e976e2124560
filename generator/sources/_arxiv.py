"""The arXiv id that a record names somewhere else than in a field of its own."""

from __future__ import annotations

import re

_ID = r"(\d{4}\.\d{4,5}(?:v\d{1,2})?|[a-z-]{2,10}(?:\.[A-Z]{2})?/\d{7}(?:v\d{1,2})?)"
_NAMED = re.compile(
    rf"arxiv(?:\.org/(?:abs|pdf)/|\s*(?:preprint)?\s*:?\s*(?:arxiv)?\s*:?\s*(?:abs/)?)\s*{_ID}(?![\d.]\d)",
    re.IGNORECASE,
)
_BARE = re.compile(rf"(?:abs/)?{_ID}")


def arxiv_id(*values: str) -> str:
    """Return the id of the first text that begins with `arXiv:2403.07487` or is an id; else nothing."""
    for value in values:
        match = _NAMED.match(value.lstrip(" [(")) or _BARE.fullmatch(value.strip())
        if match:
            return match[1]
    return ""
