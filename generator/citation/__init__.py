"""One paper as a reference, in the forms that other tools read; pages and exports both use these modules.

A form of citation is a module of this package that makes text of one paper. Those that many papers make a file of are
listed in `formats`; the facts that all forms share are here.
"""

from __future__ import annotations

import re
from functools import lru_cache

from generator.paper import Paper
from generator.text import fold

# Words that name a periodical, a meeting or an archive in any venue's name.
_JOURNAL = re.compile(
    r"\b(journal|transactions|letters|magazine|annals|review|reviews|bulletin|pnas|tmlr|jmlr|tacl|jair|ijcv|ijrr|tpami"
    r"|pami|tnnls|tog|tip|ra l|ral|tro|t ro|access|pattern recognition|applications of artificial intelligence|nature"
    r"|science|plos|neurocomputing|neural networks|neural computation|machine learning)\b"
)
_MEETING = re.compile(
    r"\b(conference|symposium|workshops?|proceedings|findings|meeting|congress|colloquium"
    r"|advances in neural information processing systems)\b"
)
_ARCHIVE = re.compile(r"\b(arxiv|biorxiv|medrxiv|chemrxiv|corr|ssrn|preprints?|openreview|zenodo|hal|osf)\b")
# An acronym, alone or with the year of its edition, is how meetings are cited and journals are not: `ICLR 2024`, `3DV`.
_WORD = r"[A-Z\d](?=[A-Za-z\d+-]*[A-Z])[A-Za-z\d+-]*+"
_ACRONYM = re.compile(rf"{_WORD}(?:\s{_WORD})*(?:\s(?:19|20)\d\d\b.*)?")


def publication_type(paper: Paper) -> str:
    """Return the type of CSL: what the source gave, else what the venue tells; `document` where nothing does."""
    if paper.type:
        return paper.type
    if paper.venue is None:
        return "article" if paper.identifier("arxiv") else "document"
    return _type_of_venue(paper.venue.name)


# Every form of citation asks, and a venue has hundreds of papers.
@lru_cache(maxsize=1 << 12)
def _type_of_venue(venue: str) -> str:
    name = fold(venue)
    if _MEETING.search(name):
        return "paper-conference"
    if _ARCHIVE.search(name):
        return "article"
    # The short title of a journal has no year behind it.
    if _JOURNAL.search(name):
        return "article-journal"
    return "paper-conference" if _ACRONYM.fullmatch(venue) else "document"


def publication_year(paper: Paper) -> int | None:
    """Return the year of the venue's edition where it is known, else the year of the paper."""
    return (paper.venue.year if paper.venue else None) or paper.year


def publication_date(paper: Paper) -> tuple[str, ...]:
    """Return year, month and day as they are known; a date of another year than the edition's is none of it."""
    year = publication_year(paper)
    if paper.date and (year is None or paper.date.startswith(str(year))):
        return tuple(paper.date.split("-"))
    return (str(year),) if year else ()


def address(paper: Paper) -> str | None:
    """Return where a reader finds the paper: the resolver of its DOI, arXiv, else the page or file that is known."""
    doi, arxiv = paper.identifier("doi"), paper.identifier("arxiv")
    if doi:
        return f"https://doi.org/{doi}"
    return f"https://arxiv.org/abs/{arxiv}" if arxiv else paper.identifier("url") or paper.identifier("pdf")


def remark(paper: Paper) -> str:
    """Return what a reader of the reference must know: that the paper is retracted, and the note of its source."""
    return " ".join(f"{text.rstrip('.')}." for text in (paper.status_note, paper.note) if text)


def page_range(paper: Paper) -> tuple[str, str]:
    """Return the first and last page; an article number is the first alone."""
    first, _, last = (paper.pages or "").partition("-")
    return first, last
