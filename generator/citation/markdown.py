"""A paper as an item of a Markdown list, as collections of links have them."""

from __future__ import annotations

from generator import escape, maths
from generator.paper import Paper

from . import address, publication_year

LISTED = 10
"""Of more authors the first ones are named."""


def render(paper: Paper, key: str) -> str:  # noqa: ARG001  # an item has no key
    """Return `- [Title](address) Authors. *Venue*, year.` on one line; a paper without an address has no link."""
    link = address(paper)
    title = escape.markdown(maths.to_unicode(paper.title))
    shown = f"[{title}]({escape.markdown_url(link)})" if link else f"**{title}**"
    names = [author.name for author in paper.authors[:LISTED]]
    authors = ", ".join(names) + (", et al" if len(paper.authors) > LISTED else "")
    year = publication_year(paper)
    # A venue that has the year of its edition in its name does not need it again.
    when = str(year) if year and not (paper.venue and str(year) in paper.venue.name) else ""
    venue = f"*{escape.markdown(paper.venue.name)}*" if paper.venue else ""
    state = f"**{paper.status.state.capitalize()}**" if paper.status.state != "published" else ""
    facts = (escape.markdown(authors), ", ".join(filter(None, (venue, when))), state)
    return f"- {shown}" + "".join(f" {fact}." for fact in facts if fact) + "\n"
