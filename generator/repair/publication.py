"""The facts of a publication beside author, title, venue and date: what a full reference names."""

from __future__ import annotations

import re
from typing import Any

from generator import latex
from generator.paper import STATES, TYPES, Status
from generator.repair.fields import MAX_ID, NOTHING, Findings
from generator.text import clean, cut, fold

MAX_NOTE = 1_000
_TEXTS = ("publisher", "place", "series", "volume", "number", "edition", "genre")
# What tables and other tools call the types; the names of CSL stand for themselves.
_OTHER_NAMES = {
    "journalarticle": "article-journal", "journal": "article-journal", "magazinearticle": "article-magazine",
    "newspaperarticle": "article-newspaper", "conferencepaper": "paper-conference", "conference": "paper-conference",
    "inproceedings": "paper-conference", "proceedingsarticle": "paper-conference", "workshop": "paper-conference",
    "preprint": "article", "postedcontent": "article", "bookchapter": "chapter", "booksection": "chapter",
    "incollection": "chapter", "inbook": "chapter", "phdthesis": "thesis", "mastersthesis": "thesis",
    "dissertation": "thesis", "techreport": "report", "technicalreport": "report",
    "misc": "document", "other": "document", "talk": "speech", "presentation": "speech", "computerprogram": "software",
    "blogpost": "post-weblog",
}  # fmt: skip
_CSL_NAMES = {name.replace("-", "").replace("_", ""): name for name in TYPES}
_DASH = re.compile(r"\s*[-\u2010-\u2015\u2212]+\s*")
_ISBN = re.compile(r"(?<![\dX])(?:97[89][ -]?)?(?:\d[ -]?){9}[\dXx](?!\d)")
_ISSN = re.compile(r"(?<![\dX-])\d{4}-?\d{3}[\dXx](?![\dX-])")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8}){0,2}")
# BibLaTeX and people write the name, which a tag cannot hold.
_LANGUAGES = {
    "english": "en", "american": "en-US", "british": "en-GB", "german": "de", "ngerman": "de", "french": "fr",
    "spanish": "es", "italian": "it", "portuguese": "pt", "brazilian": "pt-BR", "dutch": "nl", "russian": "ru",
    "chinese": "zh", "japanese": "ja", "korean": "ko", "polish": "pl", "swedish": "sv", "danish": "da",
    "norwegian": "no", "finnish": "fi", "turkish": "tr", "czech": "cs", "greek": "el", "hebrew": "he", "arabic": "ar",
}  # fmt: skip


def read_publication(findings: Findings) -> dict[str, Any]:
    """Return the facts by the name of the field of `Paper`; what is not known is left out."""
    raw = findings.raw
    found = {name: _text(findings, name, getattr(raw, name)) for name in _TEXTS}
    found["note"] = _text(findings, "note", raw.note, MAX_NOTE)
    found["type"] = _type(findings)
    found["pages"] = _DASH.sub("-", _text(findings, "pages", raw.pages) or "") or None
    found["language"] = _language(findings)
    for name, pattern, form in (("isbn", _ISBN, "978-3-16-148410-0"), ("issn", _ISSN, "2049-3630")):
        found[name] = _numbers(findings, name, pattern, form)
    return {name: value for name, value in found.items() if value}


def read_status(findings: Findings) -> Status:
    """Return whether the paper stands, with the reason where it does not."""
    state = findings.raw.status
    if state not in STATES or state == Status().state:
        return Status()
    return Status(state, _text(findings, "status_reason", findings.raw.status_reason, MAX_NOTE))


def _text(findings: Findings, name: str, value: str, limit: int = MAX_ID) -> str | None:
    if not value:
        return None
    shown = findings.capped(name, clean(latex.decode(clean(value))), limit)
    return None if shown.lower() in NOTHING else shown


def _type(findings: Findings) -> str | None:
    value = clean(findings.raw.type)
    if not value or value in TYPES:
        return value or None
    name = fold(value).replace(" ", "")
    known = _OTHER_NAMES.get(name) or _CSL_NAMES.get(name)
    if known is None:
        findings.report("type", f"{cut(value, 40)!r} is no type such as article-journal or thesis", "type-unknown")
    return known


def _language(findings: Findings) -> str | None:
    value = clean(findings.raw.language)
    tag = _LANGUAGES.get(value.lower(), value)
    if not value or _LANGUAGE.fullmatch(tag):
        return tag.replace("_", "-") or None
    findings.report("language", f"{cut(value, 40)!r} is no language such as en or pt-BR", "language-unknown")
    return None


def _numbers(findings: Findings, name: str, pattern: re.Pattern[str], form: str) -> str | None:
    """Return the numbers of books or periodicals in a field, with a space between several."""
    value = clean(getattr(findings.raw, name))
    if value.lower() in NOTHING:
        return None
    plain = _DASH.sub("-", value[:MAX_ID])
    found = list(dict.fromkeys(_hyphenated(name, match.group()) for match in pattern.finditer(plain)))
    if not found:
        findings.report(name, f"{cut(value, 40)!r} is no {name.upper()} such as {form}", f"{name}-invalid")
    return " ".join(found) or None


def _hyphenated(name: str, number: str) -> str:
    number = number.upper().replace(" ", "-")
    return f"{number[:4]}-{number[4:]}" if name == "issn" and "-" not in number else number
