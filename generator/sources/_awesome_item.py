"""One item of a list of papers in Markdown: its title and links, and what its words say about venue, year, authors."""

from __future__ import annotations

import re
from typing import NamedTuple

from generator.sources._markdown import Link, links, plain, simplified
from generator.sources._names import split_names
from generator.text import squeeze

# What the words of a link say that it leads to; the first that fits counts.
_PROGRAM = r"code|github|repo(?:sitory)?|implementation|pytorch|tensorflow|jax"
_LABELS = [
    (field, re.compile(pattern, re.IGNORECASE))
    for field, pattern in (
        ("pdf", r"pdf|full text"),
        ("slides", r"slides?|presentation"),
        ("video", r"videos?|talk|youtube|recording"),
        ("data", r"data(?:sets?)?"),
        ("code", rf"(?:official |source |our )?(?:{_PROGRAM})(?: \((?:official|{_PROGRAM})\))?|(?:github )?stars?"),
        ("project", r"project(?: page)?|website|web ?page|page|homepage|demo|blog"),
        (
            "url",
            r"(?:paper|link|arxiv|abs(?:tract)?|openreview|acl|here|doi|html|publication|url|preprint)(?:[: ]\S+)?",
        ),
        ("", r"bib(?:tex)?|badge|twitter|supp(?:lementary|l?\.)?|poster|appendix|reviews?|colab|\W*"),
    )
]
_YEAR = re.compile(r"(?<![\w./-])((?:19|20)\d\d)(?![\w/])")
# An acronym with its year, as `NeurIPS 2020`, `CVPR'21` and `ICLR-2019`.
_VENUE = re.compile(
    r"(?<![\w-])((?:[A-Z][A-Za-z&]*[A-Z][A-Za-z+&]*|arXiv|Nature|Science|Findings of [A-Z]{2,8}|Interspeech)"
    r"(?: (?:Workshops?|Findings|Datasets and Benchmarks|Communications|Robotics|Machine Intelligence))?)"
    r"(?:\s*[-,]?\s*((?:19|20)\d\d)|\s?['’](\d\d))(?!\w)"
)
# The same the other way round, as `2020-CVPR`.
_YEAR_FIRST = re.compile(r"(?<![\w-])((?:19|20)\d\d)[- ]([A-Z][A-Za-z]*[A-Z]+)(?![\w-])")
_SEPARATOR = re.compile(r"\s+[-–—|·•:]\s+|[.;]\s+|\s*[()\[\]|]\s*|^\s*[-–—,.:|·]\s*")
_NAME = re.compile(
    r"[^\W\d_][\w.'’-]*(?:\s+(?:(?:van|von|de|der|den|da|di|del|la|le|el|al|bin)\s+)*[^\W\d_][\w.'’-]*){1,4}"
)
_WORD = re.compile(r"[^\W_]")
_ET_AL = re.compile(r"(?:,?\s*(?:and\s+)?(?:et\.?\s*al\b\.?|and others))+")
_BY = re.compile(r"(?:by|from|authors?\s*:)\s+", re.IGNORECASE)
_MIN_TITLE_WORDS = 3


class Facts(NamedTuple):
    """What an item says; `links` by field, `rest` what was not understood."""

    title: str
    links: dict[str, str]
    authors: tuple[str, ...] = ()
    venue: str = ""
    year: str = ""
    rest: str = ""
    is_cut: bool = False
    """Whether the list of authors ends in `et al.`"""


def parse_item(text: str) -> Facts | None:
    """Return what an item says of a paper; None for an item that has no link out of the page, or no title."""
    line = simplified(text)
    found = [link for link in links(line) if link.url.startswith(("http://", "https://"))]
    if not found:
        return None
    first = found[0]
    label = _label(first.text)
    before = squeeze(plain(line[: first.start]))
    if label is None:
        title, words = first.text, f"{line[: first.start]} | {line[first.end :]}"
        addresses = {"url": first.url} | _addresses(found[1:])
    else:
        title, words = _title_before(before), line[first.start :]
        addresses = _addresses(found)
        words = f"{before.replace(title, ' | ', 1)} | {words}"
    if not title:
        return None
    return _facts(squeeze(title).strip('"“” '), addresses, _without_links(words))


def _label(text: str) -> str | None:
    """Return the field that the words of a link name, or None where they are a title."""
    bare = text.strip(" []()|:*")
    return next((field for field, pattern in _LABELS if pattern.fullmatch(bare)), None)


def _addresses(found: list[Link]) -> dict[str, str]:
    addresses: dict[str, str] = {}
    for link in found:
        field = _label(link.text)
        if field:
            addresses.setdefault(field, link.url)
    return addresses


def _title_before(before: str) -> str:
    """Return the title in the words before the first link: the longest piece between separators, if it has words."""
    pieces = [piece.strip(' -–—:.,*"“”[]()') for piece in re.split(r"\s[-–—|]\s|[\[\]()]|\.\s+", before)]
    longest = max((piece for piece in pieces), key=len, default="")
    return longest if len(longest.split()) >= _MIN_TITLE_WORDS else ""


def _without_links(words: str) -> str:
    for link in reversed(links(words)):
        kept = "" if _label(link.text) is not None else link.text
        words = f"{words[: link.start]} {kept} {words[link.end :]}"
    return squeeze(plain(words))


def _facts(title: str, addresses: dict[str, str], words: str) -> Facts:
    words = _YEAR_FIRST.sub(r"\2 \1", words, count=1)
    venue = _VENUE.search(words)
    name = squeeze(venue[1]) if venue else ""
    year = (venue[2] or f"20{venue[3]}") if venue else ""
    if venue:
        words = f"{words[: venue.start()]} | {words[venue.end() :]}"
    elif match := _YEAR.search(words):
        year = match[1]
        words = f"{words[: match.start()]} | {words[match.end() :]}"
    is_cut = bool(_ET_AL.search(words))
    pieces = [piece.strip(" ,.-–—:|*_") for piece in _SEPARATOR.split(_ET_AL.sub(" | ", words))]
    pieces = [_BY.sub("", piece, count=1) if _BY.match(piece) else piece for piece in pieces if _WORD.search(piece)]
    authors = next((piece for piece in pieces if _are_names(piece, at_least=1 if is_cut else 2)), "")
    rest = ". ".join(piece for piece in pieces if piece != authors)
    names = tuple(split_names(authors))
    return Facts(title, addresses, names, f"{name} {year}" if name else "", year, rest, is_cut and bool(names))


def _are_names(piece: str, at_least: int) -> bool:
    """Tell a list of people: each is two to five words that begin with a capital; one alone may be anything."""
    names = split_names(piece)
    return len(names) >= at_least and all(
        _NAME.fullmatch(name) and name[0].isupper() and name.split()[-1][0].isupper() for name in names
    )


def edition(text: str) -> tuple[str, str]:
    """Return venue and year where a heading is nothing but these, such as `ICLR 2024` or `2024`."""
    if match := _VENUE.fullmatch(text):
        year = match[2] or f"20{match[3]}"
        return f"{squeeze(match[1])} {year}", year
    return "", text if _YEAR.fullmatch(text) else ""
