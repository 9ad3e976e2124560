"""The addresses that a sitemap lists (sitemaps.org, version 0.9), plain or compressed."""

from __future__ import annotations

import gzip
import zlib
from pathlib import Path

from lxml import etree


def sitemap_addresses(file: Path) -> list[str]:
    """Return the addresses in their order; raises `ValueError` where the file cannot be read as one."""
    try:
        content = file.read_bytes()
        content = gzip.decompress(content) if file.name.endswith(".gz") else content
        tree = etree.fromstring(content, etree.XMLParser(resolve_entities=False))
    except (etree.XMLSyntaxError, OSError, EOFError, zlib.error) as error:
        raise ValueError(str(error)) from error
    return [(item.text or "").strip() for item in tree.iter("{*}loc")]
