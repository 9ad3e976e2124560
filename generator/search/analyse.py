"""Words of titles, names and abstracts as they are indexed.

`analyse.js` does the same in the browser; one golden file holds both.

Words are folded: NFKC, lower case, no accents, Greek letters by name (`μP` is `mup`). Compounds (`U-Net`, `U^2-Net`,
`E(3)`) give their parts and joins, so that they are found however a reader writes them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from itertools import chain, pairwise

from generator.maths import to_unicode

from .stop_words import STOP_WORDS

MAX_WORD = 40
"""Characters of a word; what follows is cut off."""
MAX_PARTS = 6
"""A compound of more parts has no joins: it is a list, an address or noise."""
MAX_SHORT_JOIN = 8
"""Letters of a join that is indexed in abstracts: `unet` and `gpt4`, not `longhorizontasks`."""

_LETTERS = {
    "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h", "ŧ": "t",
    "ŋ": "n", "α": "alpha", "β": "beta", "γ": "gamma", "δ": "delta", "ε": "epsilon", "ζ": "zeta", "η": "eta",
    "θ": "theta", "ι": "iota", "κ": "kappa", "λ": "lambda", "μ": "mu", "ν": "nu", "ξ": "xi", "ο": "omicron", "π": "pi",
    "ρ": "rho", "σ": "sigma", "ς": "sigma", "τ": "tau", "υ": "upsilon", "φ": "phi", "χ": "chi", "ψ": "psi",
    "ω": "omega", "‐": "-", "−": "-",
}  # fmt: skip
_TABLE = str.maketrans(_LETTERS)
_MARKS = re.compile("[\u0300-\u036f]")
# What stands within a word and ends none: apostrophes, and the marks of TeX that a reader may type.
_WITHIN = re.compile(r"[$'’‘´`ʼ{}\\\u00ad]")
_CJK = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
# One character of a script without spaces, or a compound: parts joined by one or two connecting marks.
_TOKEN = re.compile(
    rf"[{_CJK}]|(?:(?![{_CJK}])[^\W_])+(?:(?:[)\]]?[-/^+_(\[&]|(?<=\d)\.(?=\d))(?:(?![{_CJK}])[^\W_])+)*"
)
# The same for text without any character beyond ASCII, which is nearly all of it.
_ASCII_TOKEN = re.compile(r"[a-z0-9]+(?:(?:[)\]]?[-/^+_(\[&]|(?<=\d)\.(?=\d))[a-z0-9]+)*")
# What may stand around a word and is no part of it.
_AROUND = ' .,;:()[]"?!'
_CONNECTORS = re.compile(r"[^\w]+|_+")


def tokens(text: str) -> list[str]:
    """Return the folded words of a text in order, compounds still whole."""
    # Most pieces of text are one plain word with a comma or a bracket.
    plain = text.strip(_AROUND)
    if plain.isascii() and plain.isalnum():
        return [plain.lower()]
    folded = fold(text)
    return (_ASCII_TOKEN if folded.isascii() else _TOKEN).findall(folded)


def fold(text: str) -> str:
    """Return the text in lower case, without accents and with Greek letters by name; all marks between words stay."""
    if text.isascii():
        return _WITHIN.sub("", text.lower())
    text = unicodedata.normalize("NFKC", text).lower()
    text = unicodedata.normalize("NFC", _MARKS.sub("", unicodedata.normalize("NFD", text)))
    return _WITHIN.sub("", text.translate(_TABLE))


def parts(token: str) -> tuple[str, ...]:
    """Return the words that a compound is made of; a plain word is its own only part."""
    if token.isalnum():
        return (token[:MAX_WORD],)
    return tuple(part[:MAX_WORD] for part in _CONNECTORS.split(token) if part)


def spread(token: str) -> tuple[str, ...]:
    """Return the parts of a compound, the joins of neighbours and of all: `u 2 net u2 2net u2net`."""
    found = parts(token)
    if not 1 < len(found) <= MAX_PARTS:
        return found
    pairs = (one + other for one, other in pairwise(found))
    joins = (join[:MAX_WORD] for join in (*pairs, "".join(found)))
    return tuple(dict.fromkeys((*found, *joins)))


def abstract_spread(token: str) -> tuple[str, ...]:
    """Return the parts of a token that are no stop words, and a short join of two."""
    if token.isalnum():
        return () if token in STOP_WORDS else (token[:MAX_WORD],)
    found = parts(token)
    kept = tuple(part for part in found if part not in STOP_WORDS)
    join = "".join(found)
    return (*kept, join) if len(found) == 2 and len(join) <= MAX_SHORT_JOIN else kept  # noqa: PLR2004  # two parts


def spread_words(text: str) -> list[str]:
    """Return the words of a text without TeX as titles and names are indexed; no word crosses a space."""
    return list(chain.from_iterable(map(spread, tokens(text))))


def told_words(text: str) -> list[str]:
    """Return the words of a text without TeX as abstracts are indexed; no word crosses a space."""
    return list(chain.from_iterable(map(abstract_spread, tokens(text))))


def title_words(title: str) -> list[str]:
    """Return the distinct words of a title, compounds spread, stop words kept."""
    return list(dict.fromkeys(spread_words(to_unicode(title))))


def author_words(names: Iterable[str]) -> list[str]:
    """Return the distinct words of the authors' names."""
    return list(dict.fromkeys(spread_words(" ".join(names))))


def abstract_words(abstract: str) -> list[str]:
    """Return the words of an abstract in order, stop words left out."""
    return told_words(to_unicode(abstract))
