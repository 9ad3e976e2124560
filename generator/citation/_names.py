"""Names of authors in the order of a bibliography."""

from __future__ import annotations

from generator.paper import Author


def inverted(author: Author) -> str:
    """Return `Family, Given, Suffix`; a name that is not surely split stays whole."""
    if not (author.family and author.given):
        return author.name
    return ", ".join(filter(None, (author.family, author.given, author.suffix)))
