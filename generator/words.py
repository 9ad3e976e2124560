"""The words of a text: where they stand, the stem under which their spellings meet, and the phrases they form."""

from __future__ import annotations

import re
from itertools import accumulate, product
from typing import TYPE_CHECKING, NamedTuple

from lunr.stemmer import PorterStemmer

from generator.known import Known
from generator.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

# A run of letters and digits; marks of TeX and apostrophes join what they stand between, so that `$\mu$P` is one word.
_WORD = re.compile(r"[^\W_]+(?:[\^{}$\\'’‘´`]+[^\W_]+)*")
_PARTED = re.compile(f"({_WORD.pattern})")
# Most texts are ASCII and join nothing: splitting them takes a tenth of the time of the pattern.
_JOINING = "^{}$\\'`"
_PLAIN_PARTED = re.compile("([A-Za-z0-9]+)")
_SEPARATED = {code: " " for code in range(128) if not chr(code).isalnum()}
# British endings, rewritten to the American ones. Also `noise` becomes `noize`: both sides of a comparison pass here.
_BRITISH = (
    (re.compile(r"(?<=[a-z]{3})is(?=(?:e|ed|es|er|ers|ing|ation|ations)$)"), "iz"),
    (re.compile(r"(?<=[a-z]{3})ys(?=(?:e|ed|er|ers|ing)$)"), "yz"),
    (re.compile(r"(?<=[a-z]{3})our(?=(?:s|ed|ing|al|able|hood|hoods)?$)"), "or"),
    (re.compile(r"(?<=[a-z]{3})tre(?=s?$)"), "ter"),
)
# What any of them ends in: most words are seen to have none of it at once.
_BRITISH_ENDINGS = (
    "ise", "ised", "ises", "iser", "isers", "ising", "isation", "isations", "yse", "ysed", "yser", "ysers", "ysing",
    "our", "ours", "oured", "ouring", "oural", "ourable", "ourhood", "ourhoods", "tre", "tres",
)  # fmt: skip
# Where Porter's algorithm joins words of different meaning (general, generative) or parts forms of one (bias, biased).
_STEMS = {
    "analyses": "analysi",
    "bias": "bias",
    "biased": "bias",
    "biases": "bias",
    "communities": "community",
    "community": "community",
    "expression": "expression",
    "expressions": "expression",
    "fairness": "fairness",
    "general": "general",
    "generality": "general",
    "generally": "general",
    "generalizable": "generaliz",
    "generalization": "generaliz",
    "generalizations": "generaliz",
    "generalize": "generaliz",
    "generalized": "generaliz",
    "generalizes": "generaliz",
    "generalizing": "generaliz",
    "hardness": "hardness",
    "initial": "initial",
    "initially": "initial",
    "interpret": "interpret-",
    "interpreted": "interpret-",
    "interpreting": "interpret-",
    "interprets": "interpret-",
    "ising": "ising",
    "lens": "lens",
    "lenses": "lens",
    "optimal": "optimal",
    "optimality": "optimal",
    "optimally": "optimal",
    "optimizer": "optimizer",
    "optimizers": "optimizer",
    "sheaves": "sheaf",
    "universal": "universal",
    "universality": "universal",
    "universally": "universal",
}
_PORTER = PorterStemmer()


def stem(word: str) -> str:
    """Return what the spellings of one word have in common: plural, ending, accent, British or American."""
    return _STEM_OF[word]


def stems(text: str) -> list[str]:
    """Return the stem of each of the words of a text."""
    return list(map(_STEM_OF.__getitem__, words(text)))


def _stem_of_folded(folded: str) -> str:
    if folded.endswith(_BRITISH_ENDINGS):
        for pattern, american in _BRITISH:
            folded = pattern.sub(american, folded)
    if folded in _STEMS:
        return _STEMS[folded]
    return str(_PORTER.stem(folded)) if folded.isascii() else folded


# A catalogue of 67,000 papers has some 150,000 spellings, but few of them make up nearly all of the text. Every fourth
# differs from another one by a capital alone.
_STEM_OF_FOLDED = Known(_stem_of_folded)
_STEM_OF = Known(lambda word: _STEM_OF_FOLDED[fold(word).replace(" ", "")])


def words(text: str) -> list[str]:
    """Return the words of a text in order; a hyphen parts words, a mark of TeX or an apostrophe does not."""
    return text.translate(_SEPARATED).split() if _is_plain(text) else _WORD.findall(text)


def _is_plain(text: str) -> bool:
    return text.isascii() and not any(mark in text for mark in _JOINING)


def spans(text: str) -> list[tuple[int, int]]:
    """Return where each of `words` stands in the text."""
    # All in C: half the time of asking each match for its span.
    parted = _PLAIN_PARTED if _is_plain(text) else _PARTED
    ends = list(accumulate(map(len, parted.split(text))))
    return list(zip(ends[::2], ends[1::2], strict=False))


class Phrase(NamedTuple):
    """A phrase to look for: whose it is, as what, and the stems of its words."""

    owner: int
    kind: str
    text: str
    stems: tuple[str, ...]


class Hit(NamedTuple):
    """A phrase found, with the words of the text that it covers, the last one excluded."""

    first: int
    last: int
    phrase: Phrase


class Phrases:
    """Many phrases of many owners, compiled once and found in one pass over a text.

    A hyphen in a phrase matches a hyphen, a space and nothing: `U-Net` is found in `U-Nets`, `U Net` and `UNet`.
    """

    def __init__(self, phrases: Iterable[tuple[int, str, str]]) -> None:
        entries = [Phrase(owner, kind, text, stems) for owner, kind, text in phrases for stems in spellings(text)]
        self._by_stems: dict[tuple[str, ...], list[Phrase]] = {}
        self._lengths: dict[str, tuple[int, ...]] = {}
        """By the first stem, how many words the phrases that begin with it have, the longest first."""
        for phrase in sorted(entries, key=lambda phrase: -len(phrase.stems)):
            self._by_stems.setdefault(phrase.stems, []).append(phrase)
            known = self._lengths.get(phrase.stems[0], ())
            self._lengths[phrase.stems[0]] = tuple(dict.fromkeys((*known, len(phrase.stems))))

    def find(self, stems: Sequence[str]) -> list[Hit]:
        """Return the hits in the order of the text; where hits overlap, the longer one gives the words their meaning.

        Of overlapping hits of one owner the first and longest stays; a hit within a longer one of any owner goes, so
        that `vector quantization` says nothing about `quantization`.
        """
        covered: dict[int, int] = {}
        hits = []
        lengths, by_stems, count = self._lengths, self._by_stems, len(stems)
        for index in [index for index, first in enumerate(stems) if first in lengths]:
            for length in lengths[stems[index]]:
                last = index + length
                # At the end of the text the slice is shorter, and may be another phrase.
                for phrase in by_stems.get(tuple(stems[index:last]), ()) if last <= count else ():
                    if covered.get(phrase.owner, 0) <= index:
                        covered[phrase.owner] = last
                        hits.append(Hit(index, last, phrase))
        return _outermost(hits)


def _outermost(hits: Sequence[Hit]) -> list[Hit]:
    """Return the hits, sorted by where they start and the longer first, that no longer one holds."""
    kept = []
    reach, reach_first = 0, 0
    for hit in hits:
        inside = hit.last <= reach and (hit.first, hit.last) != (reach_first, reach)
        if not inside:
            kept.append(hit)
        if hit.last > reach:
            reach, reach_first = hit.last, hit.first
    return kept


def spellings(text: str) -> list[tuple[str, ...]]:
    """Return the stems of a phrase, once for each way to write its hyphens: as a space, and joined."""
    parts = []
    for part in text.split():
        ways = [tuple(map(stem, words(part)))]
        if "-" in part:
            ways.append((stem("".join(words(part))),))
        parts.append([way for way in ways if way])
    return list(dict.fromkeys(sum(choice, ()) for choice in product(*parts) if choice))
