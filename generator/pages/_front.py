"""Front matter of the maintainer's own pages."""

from __future__ import annotations

import re

import yaml

_FRONT = re.compile(r"\A---\s*\n(.*?)\n---\s*(?:\n|\Z)", re.DOTALL)


def front_matter(markdown: str) -> tuple[dict[str, str], str]:
    """Return the front matter as strings, and the Markdown below it; what is no mapping counts as text."""
    match = _FRONT.match(markdown)
    values = yaml.safe_load(match.group(1)) if match else None
    if match is None or not isinstance(values, dict):
        return {}, markdown
    return {str(name): str(value) for name, value in values.items()}, markdown[match.end() :]
