"""The style of the American Psychological Association, 7th edition: initials, the year in brackets."""

from __future__ import annotations

from generator.citation import address, publication_type, publication_year
from generator.paper import Author, Paper

from . import _parts as parts
from . import ieee

LISTED = 20
"""Of more authors the first nineteen and the last are named."""


def render(paper: Paper) -> str:
    """Return the reference, such as `Example, A., & Example, B. (2024). Title. In Venue (pp. 1–9). https://doi.org/...`."""
    year = f"({publication_year(paper) or 'n.d.'})"
    title = parts.title(paper) + _kind(paper) + parts.state(paper)
    # The title stands first where nobody is named.
    authors = _authors(paper.authors)
    head = [f"{parts.sentence(authors)} {year}", title] if authors else [f"{parts.sentence(title)} {year}"]
    link = address(paper)
    return " ".join(filter(None, (parts.sentences([*head, *_where(paper)]), link)))


def _authors(authors: tuple[Author, ...]) -> str:
    names = [_name(author) for author in authors]
    if len(names) > LISTED:
        return ", ".join(names[: LISTED - 1]) + ", . . . " + names[-1]
    return parts.joined(names, ", & ", ", & ")


def _name(author: Author) -> str:
    if not parts.has_initials(author):
        return author.name
    return ", ".join(filter(None, (author.family, parts.initials(author.given or ""), author.suffix)))


def _kind(paper: Paper) -> str:
    """Return what stands in brackets behind the title."""
    kind = publication_type(paper)
    if kind == "thesis":
        genre = paper.genre or "Doctoral dissertation"
        return f" [{', '.join(filter(None, (genre, paper.publisher)))}]"
    if kind == "report" and paper.number:
        return f" ({paper.genre or 'Report'} No. {paper.number})"
    if edition := parts.edition(paper, "ed."):
        return f" ({edition})"
    preprint = parts.preprint(paper)
    return (
        f" ({preprint})" if preprint else {"dataset": " [Data set]", "software": " [Computer software]"}.get(kind, "")
    )


def _where(paper: Paper) -> list[str | None]:
    kind = publication_type(paper)
    venue = paper.venue.name if paper.venue else None
    shown = parts.pages(paper)
    if parts.preprint(paper):
        return ["arXiv"]
    if kind == "thesis":
        return []
    if kind == "article-journal" and venue:
        article = f"Article {shown}" if shown and parts.is_one(shown) and not shown.isdigit() else shown
        return [", ".join(filter(None, (venue, parts.issue(paper), article)))]
    if kind in {"paper-conference", "chapter"} and venue:
        place = f" ({'p.' if parts.is_one(shown) else 'pp.'} {shown})" if shown else ""
        editors = parts.editors(paper, ieee.name, " (Ed.), ", " (Eds.), ")
        return [f"In {editors}{venue}{place}", paper.publisher]
    return [venue, paper.publisher]
