"""What else stands on a page that lists papers: buttons, calls to subscribe, page numbers, dates, list numbers."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.sources._paragraphs import Paragraph

_LONGEST = 200
"""A longer line is no furniture, whatever words it begins with."""
_ABSTRACT_FROM = 200
"""What is at least so long is prose."""
_MONTH = r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.?"
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?,? )?"
_DATE = (
    rf"{_WEEKDAY}(?:{_DAY} {_MONTH},? \d{{4}}|{_MONTH} {_DAY}(?:,? \d{{4}})?|{_MONTH} \d{{4}}"
    r"|\d{4}-\d\d-\d\d|\d{1,2}[./]\d{1,2}[./]\d{2,4})"
)
# Words that are a button, a link or a heading of a page when they are all that a line says.
_BUTTONS = (
    r"home|about(?: us)?|help|(?:main )?menu|search|settings|notifications?|pricing|docs|documentation",
    r"contact(?: us)?|imprint|careers|blog|faq|privacy(?: policy)?|terms(?: of (?:use|service))?",
    r"(?:accept|reject|allow)(?: all)?(?: cookies)?|cookie (?:settings|policy|preferences)",
    r"share(?: this)?(?: on \w+)?|tweet|save|bookmark|like|reply|comments?|up ?votes?|upvoted|down ?votes?",
    r"follow(?:ing)?|unfollow|read (?:more|(?:the )?paper)|more|less",
    r"(?:show|load|see|view) (?:more|less|all|papers?|pdf|abstract|html|code|details)(?: papers)?",
    r"next(?: page)?|prev(?:ious)?(?: page)?|back(?: to (?:top|list))?|first|last|skip to (?:main )?content",
    r"(?:download )?pdf|html|code|github|arxiv(?: page)?|bibtex|cite|copy(?: link)?|abs|abstract|title",
    r"subscribe(?: now)?|unsubscribe|sign ?(?:up|in|out)|log ?(?:in|out)|register|join(?: us)?",
    r"(?:(?:all|daily|trending|latest|new|top) )?papers|datasets|models|spaces|community",
    r"today|yesterday|this (?:week|month)|newest|oldest|trending|popular|sort(?: by(?: \w+)?)?|filters?",
    r"loading|please wait",
)
# What a call to subscribe or to log in goes on to speak of.
_OFFER = (
    r"(?:newsletters?|digests?|updates?|e-?mails?|mailing list|alerts?|accounts?|upvote|vote|comment|continue|google"
    r"|github|apple|discussion|free|follow|save|bookmark|us|feed)"
)
_COUNTED = r"up ?votes?|votes?|likes?|comments?|authors?|citations?|stars?|views?|shares?|repl(?:y|ies)|minutes? read"
_CALLS = (
    r"(?:get|receive|want)\b.*\b(?:in|to|into) your (?:e-?mail )?inbox\b.*",
    (r"(?:subscribe|sign ?up|sign ?in|log ?in|register|join)\b (?:(?:now|here|today|free) )?"
    rf"(?:to|for|with|and|or|via|using)\b(?=.*\b{_OFFER}\b).*"),
    r"(?:don'?t have|already have|create|need) an account\b.*",
    r"(?:enter|type) your e-?mail\b.*|your e-?mail(?: address)?",
)  # fmt: skip
_NOTICES = (
    r"(?:we|this (?:web)?(?:site|page)|our (?:web)?site) (?:and our partners )?uses? cookies\b.*",
    r"by (?:continuing|using) (?:to|this|our)\b.*\b(?:agree|accept|consent)\b.*|.*\bdo not sell my\b.*",
    r"(?:©|\(c\)|copyright\b).*|.*\ball rights reserved\b.*|powered by .*",
    r"(?:please )?(?:enable|turn on) javascript\b.*",
)


def _whole(name: str, pattern: str) -> str:
    """Return a pattern that is tried once: a line of digits or of one word over and over must cost linear time.

    A possessive repeat of a group says the same, but matches wrongly before Python 3.11.5 (cpython issue 106052).
    """
    return f"(?=(?P<{name}>{pattern}))(?P={name})"


_RANGE = _whole("range", r"(?: ?(?:-|–|to|of|/) ?\d[\d,]*+)+")
_PIECES = (
    _whole("buttons", rf"(?:\[?(?:{'|'.join(_BUTTONS)})\b[\W\d_]*+)+"),
    # Counts and pages: `May 3, 2025 · 12 upvotes`, `Page 2 of 9`, `1 2 3 ... 10 Next`.
    _whole("counts", rf"(?:[·•|+,&]\s?|{_DATE}\b\s?|\d[\d,.]*+[km]?\b\s?|(?:{_COUNTED})\b\s?)+"),
    rf"(?:showing |page |results? )?\d[\d,]*+{_RANGE}(?: (?:results?|papers?|pages?))?",
    r"(?:page|p\.) ?\d+|\d[\d,]*+ (?:results?|papers?|entries|articles)(?: found)?",
    r"[«‹<←]? ?(?:prev(?:ious)?)?" + _whole("numbers", r"(?: ?(?:\d++|…|\.\.\.))+") + r" ?(?:next)? ?[»›>→]?",
    # When, and by whom it was handed in.
    (r"(?:(?:published|submitted|posted|updated|added|last (?:updated|modified)|announced|accepted)(?: on| at|:)?:? )?"
    rf"{_DATE}(?:[,;(] ?(?:v\d|{_DATE}).*)?"),
    r"(?:(?:published|submitted|posted|updated) )?(?:an?|\d+|one) (?:second|minute|hour|day|week|month|year)s? ago",
    r"(?:submitted|posted|shared|uploaded) by\b.{0,60}",
)  # fmt: skip
_CALL = re.compile("|".join(_CALLS), re.IGNORECASE)
_FURNITURE = re.compile("|".join((*_CALLS, *_NOTICES, *_PIECES)), re.IGNORECASE)
_NO_WORD = re.compile(r"[\W\d_]*|[^\W\d_]")
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+|[^\s@]+@[^\s@]+\.\w+|(?:doi|arxiv):\s?\S+", re.IGNORECASE)
_NUMBER = re.compile(r"(?:\(?(?P<plain>\d{1,5})[.)]|\[(?P<boxed>\d{1,5})\][.:]?)\s+(?=\S)")
_BULLET = re.compile(r"(?:[-*•‣▪◦]|#{1,6})\s+(?=\S)")
_LABEL_AT_MOST = 40
_LABEL_TIMES = 3
_LIST_SHARE = 0.25
"""Share of paragraphs that carry a number before the numbers are taken for those of a list."""


def without_furniture(found: Sequence[Paragraph]) -> list[Paragraph]:
    """Return the paragraphs that belong to papers."""
    labels = _repeated_labels(found)
    kept: list[Paragraph] = []
    for index, paragraph in enumerate(found):
        following = found[index + 1] if index + 1 < len(found) else None
        furniture = paragraph.text in labels or is_furniture(paragraph.text)
        if not furniture or _stands_for_title(kept[-1] if kept else None, paragraph, following):
            kept.append(paragraph)
    return kept


def is_furniture(line: str) -> bool:
    """Tell whether a line reads as a part of the page and not of a paper."""
    if len(line) > _LONGEST:
        return False
    return bool(_FURNITURE.fullmatch(line.strip(" .…!")) or _NO_WORD.fullmatch(line) or _ADDRESS.fullmatch(line))


def _stands_for_title(before: Paragraph | None, paragraph: Paragraph, following: Paragraph | None) -> bool:
    """Tell whether what reads as a call is the title between two abstracts, as `Subscribe to Learn: ...` may be."""
    if following is None or len(following.text) < _ABSTRACT_FROM or not _CALL.fullmatch(paragraph.text):
        return False
    return before is None or len(before.text) >= _ABSTRACT_FROM


def _repeated_labels(found: Sequence[Paragraph]) -> frozenset[str]:
    """Return the short lines that stand on the page again and again: no title does, whatever they say."""
    counts = Counter(paragraph.text for paragraph in found if len(paragraph.text) <= _LABEL_AT_MOST)
    return frozenset(line for line, times in counts.items() if times >= _LABEL_TIMES)


def without_numbers(content: Sequence[Paragraph]) -> list[Paragraph]:
    """Return the paragraphs without the numbers or bullets of a list, where enough carry one and the numbers rise."""
    numbers = [int(match["plain"] or match["boxed"]) for item in content if (match := _NUMBER.match(item.text))]
    rising = sum(second == first + 1 for first, second in pairwise(numbers))
    if len(numbers) > 1 and len(numbers) >= _LIST_SHARE * len(content) and 2 * rising >= len(numbers) - 1:
        return [_stripped(item, _NUMBER) for item in content]
    bullets = sum(bool(_BULLET.match(item.text)) for item in content)
    if bullets > 1 and bullets >= _LIST_SHARE * len(content):
        return [_stripped(item, _BULLET) for item in content]
    return list(content)


def _stripped(item: Paragraph, mark: re.Pattern[str]) -> Paragraph:
    match = mark.match(item.text)
    return item._replace(text=item.text[match.end() :], numbered=True) if match else item
