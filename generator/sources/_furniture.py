"""What else stands on a page that lists papers: buttons, calls to subscribe, page numbers, dates; and numbers of lists."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.sources._paragraphs import Paragraph

_LONGEST = 200
"""A longer line is no furniture, whatever words it begins with."""
_MONTH = r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.?"
_DATE = rf"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?,? )?(?:\d{{1,2}}(?:st|nd|rd|th)? {_MONTH},? \d{{4}}|{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?,? \d{{4}}|{_MONTH} \d{{1,2}}|\d{{4}}-\d\d-\d\d|\d{{1,2}}[./]\d{{1,2}}[./]\d{{2,4}}|{_MONTH} \d{{4}})"
# Words that are a button, a link or a heading of a page when they are all that a line says.
_BUTTON = (
    r"home|about(?: us)?|help|menu|main menu|search|settings|notifications?|pricing|docs|documentation|contact(?: us)?|imprint|careers|blog|faq|"
    r"privacy(?: policy)?|terms(?: of (?:use|service))?|(?:accept|reject|allow)(?: all)?(?: cookies)?|cookie (?:settings|policy|preferences)|"
    r"share(?: (?:this|on .*))?|tweet|save|bookmark|like|reply|comments?|up ?votes?|upvoted|down ?votes?|follow(?:ing)?|unfollow|"
    r"read (?:more|the paper|paper)|(?:show|load|see|view) (?:more|less|all|paper|papers|pdf|abstract|html|code|details)(?: papers)?|more|less|"
    r"next(?: page)?|prev(?:ious)?(?: page)?|back(?: to (?:top|list))?|first|last|skip to (?:main )?content|"
    r"(?:download )?pdf|html|code|github|arxiv(?: page)?|bibtex|cite|copy(?: link)?|abs|abstract|title|"
    r"subscribe(?: now)?|unsubscribe|sign ?(?:up|in|out)|log ?(?:in|out)|register|join(?: us)?|"
    r"papers|all papers|(?:daily|trending|latest|new|top) papers|datasets|models|spaces|community|today|yesterday|this (?:week|month)|"
    r"newest|oldest|trending|popular|sort(?: by)?.{0,20}|filters?|loading|please wait"
)
_FURNITURE = re.compile(
    rf"(?:(?:\[)?(?:{_BUTTON})(?:\])?[\W\d]*)+"
    # Calls: get papers in your inbox, subscribe to a digest, log in to upvote.
    r"|(?:get|receive|want)\b.*\b(?:in|to|into) your (?:e-?mail )?inbox\b.*"
    r"|(?:subscribe|sign ?up|sign ?in|log ?in|register|join)\b (?:now |here |today |free )?(?:to|for|with|and|or|via|using)\b(?=.*\b(?:newsletters?|digests?|updates?|e?-?mails?|mailing list|alerts?|accounts?|upvote|vote|comment|continue|google|github|apple|access|discussion|free|follow|save|bookmark|us|feed)\b).*"
    r"|(?:don'?t have|already have|create|need) an account\b.*|(?:enter|type) your e-?mail\b.*|your e-?mail(?: address)?"
    # Notices.
    r"|(?:we|this (?:web)?(?:site|page)|our (?:web)?site) (?:and our partners )?uses? cookies\b.*|by (?:continuing|using) (?:to|this|our)\b.*\b(?:agree|accept|consent)\b.*"
    r"|(?:©|\(c\)|copyright\b).*|.*\ball rights reserved\b.*|powered by .*|.*\bdo not sell my\b.*|(?:please )?(?:enable|turn on) javascript\b.*"
    # Counts and numbers: 12 upvotes, 3 authors, page 2 of 9, 1 2 3 ... 10 next.
    r"|(?:[·•|+,&] ?|\d[\d,.]*[km]? ?|up ?votes?|votes?|likes?|comments?|authors?|citations?|stars?|views?|shares?|repl(?:y|ies)|min(?:ute)?s? read)+"
    r"|(?:showing |page |results? )?\d[\d,]*(?: ?(?:-|–|to|of|/) ?\d[\d,]*)+(?: (?:of|results?|papers?|entries|pages?|in total)[\d ,]*)*"
    r"|(?:page|p\.) ?\d+|\d[\d,]* (?:results?|papers?|entries|articles)(?: found)?|[«‹<←]? ?(?:prev\w*)?(?: ?(?:\d+|…|\.\.\.))+ ?(?:next)? ?[»›>→]?"
    # Dates and who handed it in.
    rf"|(?:(?:published|submitted|posted|updated|added|last (?:updated|modified)|announced|accepted)(?: on| at|:)?:? )?{_DATE}(?:[,;(] ?(?:v\d|{_DATE}).*)?"
    r"|(?:(?:published|submitted|posted|updated|added) )?(?:an?|\d+|one) (?:second|minute|hour|day|week|month|year)s? ago"
    r"|(?:submitted|posted|shared|uploaded) by\b.{0,60}",
    re.IGNORECASE,
)
_NO_WORD = re.compile(r"[\W\d_]*|[^\W\d_]")
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+|\S+@\S+\.\w+|(?:doi|arxiv):\s?\S+", re.IGNORECASE)
_NUMBER = re.compile(r"(?:\(?(?P<plain>\d{1,5})[.)]|\[(?P<boxed>\d{1,5})\][.:]?)\s+(?=\S)")
_BULLET = re.compile(r"(?:[-*•‣▪◦]|#{1,6})\s+(?=\S)")
_LABEL_AT_MOST = 40
_LABEL_TIMES = 3
_LIST_SHARE = 0.25
"""Share of paragraphs that carry a number before the numbers are taken for those of a list."""


def is_furniture(line: str) -> bool:
    """Tell whether a line is a part of the page and not of a paper."""
    if len(line) > _LONGEST:
        return False
    return bool(_FURNITURE.fullmatch(line.strip(" .…")) or _NO_WORD.fullmatch(line) or _ADDRESS.fullmatch(line))


def repeated_labels(found: Sequence[Paragraph]) -> frozenset[str]:
    """Return the short lines that stand on the page again and again: no title does, whatever the words of the page are."""
    counts = Counter(paragraph.text for paragraph in found if len(paragraph.text) <= _LABEL_AT_MOST)
    return frozenset(line for line, times in counts.items() if times >= _LABEL_TIMES)


def without_numbers(content: Sequence[Paragraph]) -> list[Paragraph]:
    """Return the paragraphs without the numbers or bullets of a list, where enough of them carry one and the numbers rise."""
    numbers = [int(match["plain"] or match["boxed"]) for item in content if (match := _NUMBER.match(item.text))]
    rising = sum(second == first + 1 for first, second in zip(numbers, numbers[1:], strict=False))
    if len(numbers) > 1 and len(numbers) >= _LIST_SHARE * len(content) and 2 * rising >= len(numbers) - 1:
        return [_stripped(item, _NUMBER) for item in content]
    bullets = sum(bool(_BULLET.match(item.text)) for item in content)
    if bullets > 1 and bullets >= _LIST_SHARE * len(content):
        return [_stripped(item, _BULLET) for item in content]
    return list(content)


def _stripped(item: Paragraph, mark: re.Pattern[str]) -> Paragraph:
    match = mark.match(item.text)
    return item._replace(text=item.text[match.end() :], numbered=True) if match else item
