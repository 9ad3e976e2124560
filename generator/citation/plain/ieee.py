"""The style of the Institute of Electrical and Electronics Engineers: initials first, the title in quotes."""

from __future__ import annotations

from collections.abc import Iterator

from generator.citation import publication_type, publication_year
from generator.paper import Author, Paper

from . import _parts as parts

LISTED = 6
"""Of more authors only the first is named."""


def render(paper: Paper) -> str:
    """Return the reference, such as `A. Example and B. Example, “Title,” in Venue, 2024, pp. 1–9.`."""
    doi = paper.identifier("doi")
    url = None if doi or parts.preprint(paper) else paper.identifier("url")
    facts = ", ".join(filter(None, (*_where(paper), f"doi: {doi}" if doi else None)))
    authors = f"{_authors(paper.authors)}, " if paper.authors else ""
    reference = parts.sentence(f"{authors}{_title(paper, facts)}{facts}".rstrip())
    return reference + (f" [Online]. Available: {url}" if url else "")


def _title(paper: Paper, facts: str) -> str:
    title = parts.title(paper)
    if publication_type(paper) == "book":
        edition = parts.edition(paper, "ed.")
        return parts.sentence(f"{title}{f', {edition}' if edition else ''}{parts.state(paper)}") + " "
    mark = "" if title.endswith(("?", "!")) else "," if facts else "."
    return f"“{title}{parts.state(paper)}{mark}”{' ' if facts else ''}"


def _authors(authors: tuple[Author, ...]) -> str:
    names = [name(author) for author in authors]
    return f"{names[0]} et al." if len(names) > LISTED else parts.joined(names)


def name(author: Author) -> str:
    """Return the initials and the family name."""
    if not parts.has_initials(author):
        return author.name
    return " ".join(filter(None, (parts.initials(author.given or ""), author.family, author.suffix)))


def _where(paper: Paper) -> Iterator[str | None]:
    kind = publication_type(paper)
    venue = paper.venue.name if paper.venue else None
    year = str(publication_year(paper) or "") or None
    house = ": ".join(filter(None, (paper.place, paper.publisher)))
    if preprint := parts.preprint(paper):
        yield from (year, preprint)
    elif kind == "thesis":
        yield from (paper.genre or "Ph.D. dissertation", paper.publisher, paper.place, year)
    elif kind == "report":
        number = " ".join(filter(None, (paper.genre or "Rep.", paper.number)))
        yield from (paper.publisher, paper.place, number, year)
    elif kind == "article-journal" and venue:
        yield from (venue, _volume(paper), f"no. {paper.number}" if paper.number else None, _pages(paper), year)
    elif kind in {"paper-conference", "chapter"} and venue:
        editors = parts.editors(paper, name, ", Ed.", ", Eds.")
        series = f"ser. {paper.series}" if paper.series else None
        volume = ", ".join(filter(None, (f"in {venue}", editors, series, _volume(paper))))
        yield f"{volume.removesuffix('.')}. {house}" if house else volume
        yield from (year, _pages(paper))
    else:
        yield from (venue, house, year)


def _volume(paper: Paper) -> str | None:
    return f"vol. {paper.volume}" if paper.volume else None


def _pages(paper: Paper) -> str | None:
    shown = parts.pages(paper)
    if not shown:
        return None
    if parts.is_one(shown):
        return f"p. {shown}" if shown.isdigit() else f"Art. no. {shown}"
    return f"pp. {shown}"
