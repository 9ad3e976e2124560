"""From what a source read to a paper: every field cleaned and checked, every fault of copying undone or flagged.

The contract of a rule module is `rules.Rule`. A new kind of fault is one more module in `_RULES`.
"""

from __future__ import annotations

import re

import msgspec

from generator.errors import Problem
from generator.maths import to_unicode
from generator.paper import Link, Paper, RawPaper
from generator.repair import boilerplate, databases, fields, latex, links, maths, prose
from generator.repair.publication import read_publication, read_status
from generator.repair.rules import Log, Rule
from generator.text import clean

__all__ = ["DESCRIPTIONS", "MAX_ABSTRACT", "MAX_TITLE", "repair"]

MAX_TITLE, MAX_ABSTRACT = 1_000, 20_000

# The order matters: addresses are whole before anything else looks at the text, TeX's escapes are gone before
# expressions are read, and dashes come last, because a minus sign is one only outside an expression.
_RULES: tuple[Rule, ...] = (boilerplate, databases, links, latex, maths, prose)

DESCRIPTIONS: dict[str, str] = {
    "truncated": "A field was longer than any real one and was cut.",
    "repeated-author": "A name stood more than once in the list of authors; it is kept once.",
} | {name: sentence for rule in _RULES for name, sentence in rule.DESCRIPTIONS.items()}
"""Every rule by name, with the sentence that pages show."""

_PROMISE_ABSTRACTS = frozenset({"listing", "jsonl"})
"""Formats that are written for this catalogue; bibliographies often have no abstracts, which is no fault of theirs."""
_CODE_WORDS = ("code", "implementation", "scripts", "software")
_CODE = r"(?:source code|code|implementations?|codebase|scripts|software|models? and code)"
_PROMISE = re.compile(
    rf"\bwill\b[^.]{{0,60}}\b(?:releas|open[- ]?sourc|publish|availab|public|shar|accessible)[^.]{{0,60}}\b{_CODE}\b"
    rf"|\b{_CODE}\b[^.]{{0,60}}\bwill\b[^.]{{0,40}}\b(?:releas|open|publi|availab|shar|accessible)",
    re.IGNORECASE,
)
_MENTION = re.compile(
    rf"\b{_CODE}\b[^.]{{0,60}}\b(?:is|are|can be|has been|have been)\b[^.]{{0,30}}"
    r"\b(?:availab|releas|publi|open|found|accessed|online)"
    rf"|\b(?:we|our)\b[^.]{{0,30}}\b(?:release|publish|open[- ]?source|share)[^.]{{0,40}}\b{_CODE}\b",
    re.IGNORECASE,
)
_MENTIONED = ("availab", "releas", "publi", "open", "found", "accessed", "online", "share")
"""What any mention has one of."""


def repair(raw: RawPaper) -> tuple[Paper | None, tuple[Problem, ...]]:
    """Return the paper with the problems found; None for a record whose title shows nothing. Never raises."""
    findings = fields.Findings(raw)
    title = Log("title", raw)
    shown_title = _repaired(findings.capped("title", clean(raw.title), MAX_TITLE), title)
    if not to_unicode(shown_title).strip():
        message = "is empty after cleaning; a paper needs a title of at least one visible character"
        return None, (Problem(raw.source.file, raw.source.line, message, "title", "title-empty", rejected=True),)
    abstract = Log("abstract", raw)
    shown_abstract = _repaired(findings.capped("abstract", clean(raw.abstract), MAX_ABSTRACT), abstract)
    if not shown_abstract and raw.format in _PROMISE_ABSTRACTS:
        findings.report("abstract", "is missing; the paper is published without it", "abstract-missing")
    return _paper(findings, shown_title, shown_abstract, (title, abstract)), tuple(findings.problems)


def _repaired(text: str, log: Log) -> str:
    """Return a clean text repaired, and clean again where that has changed anything."""
    repaired = text
    for rule in _RULES:
        repaired = rule.apply(repaired, log)
    return text if repaired == text else clean(repaired)


def _paper(findings: fields.Findings, title: str, abstract: str, logs: tuple[Log, ...]) -> Paper:
    date, year = fields.read_date(findings)
    links_found = fields.read_links(findings, abstract)
    return Paper(
        title=title,
        abstract=abstract,
        authors=fields.read_people(findings, "authors", findings.raw.authors),
        editors=fields.read_people(findings, "editors", findings.raw.editors),
        date=date,
        year=year,
        venue=fields.read_venue(findings),
        identifiers=fields.read_identifiers(findings),
        links=links_found,
        code_note=_code_note(abstract, links_found),
        keywords=fields.read_keywords(findings),
        citations=fields.read_citations(findings),
        status=read_status(findings),
        repairs=(*findings.repairs, *(item for log in logs for item in log.repairs)),
        flags=tuple(item for log in logs for item in log.flags),
        versions=fields.read_versions(findings),
        sources=(msgspec.structs.replace(findings.raw.source, format=findings.raw.format),),
        **read_publication(findings),
    )


def _code_note(abstract: str, found: tuple[Link, ...]) -> str | None:
    """Tell whether the abstract promises or mentions code without saying where it is."""
    if any(link.kind == "code" for link in found):
        return None
    lower = abstract.lower()
    if not any(word in lower for word in _CODE_WORDS):
        return None
    # The patterns try each word: most of these texts have none of what both of their branches need.
    if "will" in lower and _PROMISE.search(abstract):
        return "promised"
    is_candidate = "://" not in abstract and any(part in lower for part in _MENTIONED)
    return "mentioned" if is_candidate and _MENTION.search(abstract) else None
