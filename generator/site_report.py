"""What the link checker says of a built site: counts, and each fault with the page that shows it."""

from __future__ import annotations

import msgspec


class Finding(msgspec.Struct, frozen=True, order=True):
    """One fault of the site."""

    page: str
    """The file that shows it, below the site's root."""
    what: str
    target: str

    def __str__(self) -> str:
        """Return `page: what: target`."""
        return f"{self.page}: {self.what}: {self.target}"


class SiteReport(msgspec.Struct, frozen=True, kw_only=True):
    """What was looked at, and what is wrong with it."""

    pages: int
    links: int
    """Addresses that lead into the site, each once a page, sitemap entries too."""
    anchors: int
    """Those of them that name a place in a page."""
    ids: int
    unlisted: tuple[str, ...]
    """Pages to which nothing needs to lead: redirects, and those that ask search engines to leave them out."""
    findings: tuple[Finding, ...]
    """Sorted."""

    def summary(self) -> str:
        """Return the counts as one line."""
        return (
            f"{self.pages} pages, {self.links} links, {self.anchors} anchors, {self.ids} ids, "
            f"{len(self.unlisted)} unlisted pages: {len(self.findings) or 'no'} findings"
        )
