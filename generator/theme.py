"""Where the theme's files are: beside the package in a checkout, below its data in an installed distribution."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).parent
OVERRIDES = next(
    (place for place in (_PACKAGE.parent / "overrides", _PACKAGE / "data" / "overrides") if place.is_dir()),
    _PACKAGE.parent / "overrides",
)
"""The folder of blocks, partials, stylesheets and modules."""
MARK = "catalogue.html"
"""The template by which a folder is known to hold the theme."""
