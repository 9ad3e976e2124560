"""What an HTML page refers to: its links, the files it loads, its ids, and what it says about itself."""

from __future__ import annotations

from ._page import References
from ._scan import scan
from ._sitemap import sitemap_addresses
from ._tree import read_tree

__all__ = ["References", "parse_references", "sitemap_addresses"]


def parse_references(html: bytes) -> References:
    """Return the references of a page."""
    return scan(html) or read_tree(html)
