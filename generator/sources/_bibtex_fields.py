"""The fields and types of BibTeX and BibLaTeX, and what each is in a record."""

from __future__ import annotations

TITLES = {"title": "subtitle", "journaltitle": "journalsubtitle", "journal": "", "booktitle": "booksubtitle"}
"""Fields with the one that holds the rest of them."""
VENUES = ("journaltitle", "journal", "booktitle", "eventtitle", "howpublished")
PROSE = {
    "abstract": "abstract", "publisher": "publisher", "school": "publisher", "institution": "publisher",
    "organization": "publisher", "address": "place", "location": "place", "series": "series", "volume": "volume",
    "number": "number", "issue": "number", "pages": "pages", "eid": "pages", "articleno": "pages",
    "edition": "edition", "type": "genre", "note": "note", "addendum": "note", "langid": "language",
    "language": "language", "isbn": "isbn", "issn": "issn",
}  # fmt: skip
VERBATIM = {
    "doi": "doi", "url": "url", "pdf": "pdf", "code": "code", "software": "code", "github": "code",
    "project": "project", "website": "project", "dataset": "data", "slides": "slides", "video": "video",
}  # fmt: skip
KEYWORDS = ("keywords", "keyword", "primaryclass", "eprintclass")
READS = {
    "@type": "type", "title": "title", "subtitle": "title", "author": "authors", "editor": "editors",
    **dict.fromkeys(("year", "date", "month", "day"), "date"),
    **dict.fromkeys((*VENUES, "journalsubtitle", "booksubtitle"), "venue"),
    **PROSE, **VERBATIM, **dict.fromkeys(("eprint", "archiveprefix", "eprinttype"), "arxiv"),
    **dict.fromkeys(KEYWORDS, "keywords"), "crossref": "what the volume says", "xdata": "what the shared fields say",
}  # fmt: skip
_OF_PROGRAMS = "of use only to the program that wrote it"
_OF_PRINT = "how a style prints the entry, no fact of it"
_MORE_PEOPLE = "people other than authors and editors are not shown"
_TWICE = "says again, or shorter, what another field says"
DROPS = {
    **dict.fromkeys(("file", "bibsource", "biburl", "timestamp", "owner", "date-added", "date-modified"), _OF_PROGRAMS),
    **dict.fromkeys(("urldate", "citeulike-article-id", "mendeley-tags", "bdsk-url-1", "groups", "id"), _OF_PROGRAMS),
    **dict.fromkeys(("annote", "annotation", "comment", "review", "rating"), "the owner's private notes"),
    **dict.fromkeys(("key", "sortkey", "options", "shorttitle", "pagetotal", "numpages", "chapter"), _OF_PRINT),
    **dict.fromkeys(("translator", "bookauthor", "annotator", "commentator", "advisor"), _MORE_PEOPLE),
    **dict.fromkeys(("shortjournal", "issn-l", "eventdate", "venue", "origdate", "ids"), _TWICE),
}  # fmt: skip
TYPES = {
    "article": "article-journal", "suppperiodical": "article-journal", "inproceedings": "paper-conference",
    "conference": "paper-conference", "incollection": "chapter", "inbook": "chapter", "suppbook": "chapter",
    "suppcollection": "chapter", "bookinbook": "chapter", "inreference": "entry-encyclopedia", "book": "book",
    "mvbook": "book", "booklet": "pamphlet", "collection": "book", "mvcollection": "book", "proceedings": "book",
    "mvproceedings": "book", "reference": "book", "periodical": "periodical", "phdthesis": "thesis",
    "mastersthesis": "thesis", "thesis": "thesis", "techreport": "report", "report": "report", "manual": "report",
    "unpublished": "manuscript", "patent": "patent", "dataset": "dataset", "software": "software",
    "online": "webpage", "electronic": "webpage", "www": "webpage", "misc": "document",
}  # fmt: skip
GENRES = {
    "phdthesis": "PhD thesis", "mastersthesis": "Master's thesis", "mathesis": "Master's thesis",
    "techreport": "Technical report", "resreport": "Research report",
}  # fmt: skip
NO_WORKS = frozenset({"xdata", "set", "control", "ieeetranbstctl", "customa", "bibnote"})
