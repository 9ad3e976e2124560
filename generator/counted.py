"""How often texts have each word, as it is written: all that is no stop word and no bare number or letter."""

from __future__ import annotations

import re
from array import array
from collections import Counter, defaultdict
from itertools import compress
from typing import TYPE_CHECKING

import msgspec

from generator.known import Known
from generator.maths import to_unicode
from generator.stop_words import STOP_WORDS
from generator.text import fold
from generator.words import words

if TYPE_CHECKING:
    from collections.abc import Iterable

_URL = re.compile(r"https?://\S+")
# `low-rank` counts as a word beside `low` and `rank`, so that it meets `lowrank`; longer chains are phrases.
_COMPOUND = re.compile(r"(?<![\w-])[^\W_]++(?:-[^\W_]++){1,2}+(?![\w-])")
# A title says more than a sentence of the abstract: its words count this often.
_TITLE_WEIGHT = 3
_SHORTEST = 2


class Counted(msgspec.Struct, frozen=True, array_like=True):
    """The words of some texts, one text after another; numbers are of 32 bits."""

    forms: str
    """Each form once, with spaces between: a form has none."""
    columns: bytes
    """The numbers of the forms of each text."""
    counts: bytes
    """How often it has each."""
    lengths: bytes
    """How many each text has."""


def count_texts(texts: Iterable[tuple[str, str]]) -> Counted:
    """Return the words of texts, each a title and an abstract."""
    known: defaultdict[str, int] = defaultdict()
    known.default_factory = known.__len__
    columns, counts, lengths = array("i"), array("i"), array("i")
    for title, abstract in texts:
        forms = _count_forms(title, abstract)
        columns.extend(map(known.__getitem__, forms))
        counts.extend(forms.values())
        lengths.append(len(forms))
    return Counted(" ".join(known), columns.tobytes(), counts.tobytes(), lengths.tobytes())


def _count_forms(title: str, abstract: str) -> dict[str, int]:
    """Return the words of a text as they are written, with how often they count."""
    counts = Counter(_written(abstract))
    for form in _written(title):
        counts[form] += _TITLE_WEIGHT
    return dict(compress(counts.items(), map(_KNOWN.__getitem__, counts)))


def _written(text: str) -> list[str]:
    plain = to_unicode(text)
    if "://" in plain:
        plain = _URL.sub(" ", plain)
    if "-" not in plain:
        return words(plain)
    # The pattern alone would try each word of the text: most of its time.
    return words(plain) + _COMPOUND.findall(" ".join([run for run in plain.split() if "-" in run]))


def _says_something(form: str) -> bool:
    """Tell whether a form is no stop word, number or letter; a compound is none when one of its parts is none."""
    parts = fold(form).split()
    return any(len(part) >= _SHORTEST and not part.isdecimal() and part not in STOP_WORDS for part in parts)


_KNOWN = Known(_says_something)
