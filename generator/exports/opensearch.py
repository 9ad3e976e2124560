"""`opensearch.xml`: how a browser's address bar searches this site (OpenSearch 1.1)."""

from __future__ import annotations

from collections.abc import Iterator

from generator import escape
from generator.site import Site

from . import ExportFile

PATH = "opensearch.xml"
_SHORT_NAME = 16
"""Characters that the format allows for the short name."""
_LONG_NAME = 48
_DESCRIPTION = 1024


def render(site: Site) -> Iterator[ExportFile]:
    """Yield the description; a site without a URL has none, because it names an absolute one."""
    if not site.settings.site_url:
        return
    name = site.settings.site_name
    elements = {
        "ShortName": name[:_SHORT_NAME].strip(),
        "LongName": name[:_LONG_NAME].strip(),
        "Description": f"Search the papers of {name}"[:_DESCRIPTION],
        "InputEncoding": "UTF-8",
    }
    lines = [f"<{key}>{escape.xml(value)}</{key}>" for key, value in elements.items()]
    template = site.url("search/?q={searchTerms}")
    yield ExportFile(
        PATH,
        "\n".join(
            [
                '<?xml version="1.0" encoding="UTF-8"?>',
                '<OpenSearchDescription xmlns="http://a9.com/-/spec/opensearch/1.1/">',
                *lines,
                f'<Url type="text/html" method="get" template="{escape.xml(template)}"/>',
                "</OpenSearchDescription>",
                "",
            ]
        ).encode(),
    )
