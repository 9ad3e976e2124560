"""One paper as a reference, in the forms that other tools read; pages and exports both use these modules."""

from __future__ import annotations

import re
from typing import Literal

from generator.paper import Paper
from generator.text import fold

EntryType = Literal["article", "inproceedings", "misc"]

# Words that name a periodical or a meeting in any venue's name.
_JOURNAL = re.compile(
    r"\b(journal|transactions|letters|magazine|annals|review|reviews|bulletin|pnas|tmlr|jmlr|access|pattern recognition"
    r"|applications of artificial intelligence|nature|science|plos|neurocomputing)\b"
)
_MEETING = re.compile(r"\b(conference|symposium|workshops?|proceedings|findings|meeting|congress|colloquium)\b")
# An acronym with the year of its edition, such as `ICLR 2024`, is how meetings are cited and journals are not.
_ACRONYM_EDITION = re.compile(r"(?:[A-Z][A-Za-z+-]*[A-Z][A-Za-z+-]*\s)+(?:19|20)\d\d\b")


def entry_type(paper: Paper) -> EntryType:
    """Return what kind of publication the paper is; `misc` where the venue does not tell."""
    if paper.venue is None:
        return "misc"
    name = fold(paper.venue.name)
    if _MEETING.search(name):
        return "inproceedings"
    if _JOURNAL.search(name):
        return "article"
    return "inproceedings" if _ACRONYM_EDITION.search(paper.venue.name) else "misc"


def publication_year(paper: Paper) -> int | None:
    """Return the year of the venue's edition where it is known, else the year of the paper."""
    return (paper.venue.year if paper.venue else None) or paper.year
