"""The style of the Association for Computational Linguistics: full names, the year behind them."""

from __future__ import annotations

from collections.abc import Iterator

from generator.citation import publication_type, publication_year
from generator.paper import Paper

from . import _parts as parts


def render(paper: Paper) -> str:
    """Return the reference, such as `Ada Example and Bo Example. 2024. Title. In Venue, pages 1–9.`."""
    year = publication_year(paper)
    return parts.sentences(
        [
            parts.joined([author.name for author in paper.authors]),
            str(year) if year else None,
            _with(parts.title(paper), ", ", parts.edition(paper, "edition")) + parts.state(paper),
            *_where(paper),
        ]
    )


def _where(paper: Paper) -> list[str | None]:
    kind = publication_type(paper)
    venue = paper.venue.name if paper.venue else None
    publisher = ", ".join(filter(None, (paper.publisher, paper.place))) or None
    if preprint := parts.preprint(paper):
        return [f"Preprint, {preprint}"]
    if kind == "thesis":
        return [", ".join(filter(None, (paper.genre or "Ph.D. thesis", publisher)))]
    if kind == "report":
        number = " ".join(filter(None, (paper.genre or "Technical report", paper.number)))
        return [", ".join(filter(None, (number, publisher)))]
    if kind == "article-journal" and venue:
        issue = parts.issue(paper)
        return [_with(", ".join(filter(None, (venue, issue))), ":" if issue else ", ", parts.pages(paper))]
    if kind in {"paper-conference", "chapter"} and venue:
        return [f"In {', '.join(filter(None, _book(paper, venue)))}", paper.publisher]
    return [venue, publisher]


def _book(paper: Paper, venue: str) -> Iterator[str | None]:
    """Yield what is said of the volume that the paper is part of."""
    yield parts.editors(paper, lambda editor: editor.name, ", editor", ", editors")
    yield venue
    if paper.volume:
        yield _with(f"volume {paper.volume}", " of ", paper.series or "")
    if shown := parts.pages(paper):
        yield f"{'page' if parts.is_one(shown) else 'pages'} {shown}"
    yield paper.place


def _with(text: str, sign: str, more: str) -> str:
    return f"{text}{sign}{more}" if more else text
