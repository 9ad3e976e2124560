"""The settings of a site: what `mkdocs.yml` says under `extra.catalogue`, with its defaults."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

import msgspec

from .errors import UsageError

SMALL_CATALOGUE = 5_000
"""Papers up to which each list of topics, venues and years comes in four forms; above in BibTeX alone."""
LARGE_CATALOGUE = 20_000
"""Papers above which authors of one or two papers have no page of their own, which would double the site, and pages and
files are as short as they can be (`Site.is_large`)."""


class Settings(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a maintainer can set. `site_name`, `site_url` and `repo_url` come from the top of `mkdocs.yml`."""

    site_name: str = "Papershelf"
    site_url: str = ""
    repo_url: str = ""
    language: str = "en"
    page_size: int = 100
    """Papers on one page of a list."""
    author_page_from: int | Literal["auto"] = "auto"
    """Authors have pages from so many papers on; `auto` is 1 up to 20,000 papers in the catalogue, 3 above."""
    author_feeds_up_to: int = LARGE_CATALOGUE
    """Authors have feeds in catalogues of at most so many papers."""
    map: bool = True
    """Whether `/map/` shows how near the papers are to each other."""
    size_limit_mb: int = 950
    """A larger site is not published: GitHub Pages takes 1 GB."""
    provenance: str = ""
    """Where the records and facts come from, for the page about the data."""
    text_licence: str = ""
    """What the titles and abstracts may be used for, as one sentence for the page about the data."""
    data_licence: str = ""
    """The same for the catalogue's own data: identifiers, topics, relations."""
    examples: tuple[str, ...] = ()
    """Searches that the home page proposes."""
    digest_sender: str = ""
    """Whom the digest comes from, such as `Papershelf <digest@papershelf.example>`."""
    digest_subscribe: str = ""
    """Where the Subscribe button leads: a page of the web, or `mailto:` and an address; empty leads to the feed."""
    digest_unsubscribe: str = ""
    """An address of the web that takes a subscriber's token at its end and a POST to remove her, where there is one."""

    def author_threshold(self, papers: int) -> int:
        """Return from how many papers on an author has a page, in a catalogue of that many papers."""
        if self.author_page_from != "auto":
            return self.author_page_from
        return 1 if papers <= LARGE_CATALOGUE else 3


def parse_settings(catalogue: Mapping[str, Any], **site: str) -> Settings:
    """Return the settings from `extra.catalogue` and the site's own keys; a wrong key or type is a `UsageError`."""
    try:
        settings = msgspec.convert({**catalogue, **site}, Settings, strict=True)
    except msgspec.ValidationError as error:
        raise UsageError(f"mkdocs.yml: extra.catalogue: {error}") from error
    if settings.page_size < 1:
        raise UsageError("mkdocs.yml: extra.catalogue: page_size must be at least 1")
    return settings
