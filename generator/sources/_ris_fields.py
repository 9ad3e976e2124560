"""The tags and types of RIS, and what each is in a record."""

from __future__ import annotations

TYPES = {
    "JOUR": "article-journal", "JFULL": "periodical", "EJOUR": "article-journal", "ABST": "article-journal",
    "INPR": "article-journal", "MGZN": "article-magazine", "NEWS": "article-newspaper", "CONF": "paper-conference",
    "CPAPER": "paper-conference", "CHAP": "chapter", "ECHAP": "chapter", "BOOK": "book", "EBOOK": "book",
    "EDBOOK": "book", "SER": "book", "THES": "thesis", "RPRT": "report", "GOVDOC": "report", "UNPB": "manuscript",
    "MANSCPT": "manuscript", "PAMP": "pamphlet", "ELEC": "webpage", "WEB": "webpage", "BLOG": "post-weblog",
    "ICOMM": "post", "DATA": "dataset", "AGGR": "dataset", "COMP": "software", "PAT": "patent", "STAND": "standard",
    "SLIDE": "speech", "HEAR": "hearing", "ENCYC": "entry-encyclopedia", "DICT": "entry-dictionary",
    "CTLG": "book", "EDITED": "book", "MPCT": "motion_picture", "VIDEO": "motion_picture", "MAP": "map",
    "PREPRINT": "article", "GEN": "", "SLIP": "",
}  # fmt: skip
PLACES = {
    "title": ("TI", "T1", "CT"), "abstract": ("AB", "N2"), "venue": ("T2", "JF", "JO", "BT", "C3", "JA", "J2"),
    "doi": ("DO", "DI"), "publisher": ("PB",), "place": ("CY", "PP"), "series": ("T3",), "volume": ("VL",),
    "number": ("IS",), "edition": ("ET",), "language": ("LA",), "note": ("N1", "RN"),
}  # fmt: skip
"""Facts of one text with the tags that may have it, the best first."""
READS = {tag: field for field, tags in PLACES.items() for tag in tags} | {
    "TY": "type", "AU": "authors", "A1": "authors", "ED": "editors", "A2": "editors", "KW": "keywords",
    "PY": "date", "Y1": "date", "DA": "date", "UR": "url", "LK": "url", "L2": "url", "L1": "pdf", "SP": "pages",
    "EP": "pages", "SN": "isbn, issn", "M1": "number", "M3": "genre, doi", "C7": "pages", "AN": "arxiv",
}  # fmt: skip
_OF_PROGRAMS = "of use only to the program that wrote it"
_TWICE = "says again, or shorter, what another field says"
DROPS = {
    **dict.fromkeys(("ID", "DB", "DP", "LB", "L3", "L4", "U1", "U2", "U3", "U4", "U5", "Y2", "RP"), _OF_PROGRAMS),
    **dict.fromkeys(("ST", "J1", "C1", "C2"), _TWICE),
    **dict.fromkeys(("A3", "A4", "AD", "TA"), "people other than authors and editors are not shown"),
    **dict.fromkeys(("CN", "AV", "CA", "OP", "RI", "SE", "NV"), "no fact of the paper itself"),
}  # fmt: skip
