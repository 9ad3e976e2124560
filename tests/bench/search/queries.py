"""Queries as readers type them, made from records: ten kinds, and typing errors in the first letter.

Records are split by a seeded hash into those for tuning and those for the test; the printed figures are of the latter.
"""

from __future__ import annotations

import hashlib
import random
import re
import unicodedata
from collections.abc import Callable, Sequence
from itertools import islice
from typing import NamedTuple

from generator.paper import Paper
from generator.search.analyse import fold
from generator.search.stop_words import STOP_WORDS

SEED = "papershelf-search-1"
_WORD = re.compile(r"\S+")
_FOLDED = re.compile(r"\w+")
_PLAIN = re.compile(r"[A-Za-z]{4,}")
_COMPOUND = re.compile(r"[A-Za-z0-9]+-[A-Za-z0-9]+")
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_OTHER_SPELLINGS = (("iz", "is"), ("is", "iz"), ("or", "our"), ("our", "or"))
_SPELLED = re.compile(r"[a-z]{3,}(?:i[sz](?:e|ed|ing|ation|er)|ou?r)\b")


class Text(NamedTuple):
    """What is typed, and what it means: a piece of one title, or words of one record."""

    typed: str
    piece: str = ""
    words: tuple[str, ...] = ()


class Query(NamedTuple):
    """What is typed, and which paper it should find."""

    kind: str
    text: str
    slug: str
    title: str


def is_for_tuning(paper: Paper) -> bool:
    """Tell whether a record may be looked at while the engine is tuned: every second one, by hash of its title."""
    return hashlib.sha256(f"{SEED} {paper.title}".encode()).digest()[0] % 2 == 0


def make(papers: Sequence[Paper], per_kind: int, *, tuning: bool, seed: str = SEED) -> list[Query]:
    """Return up to so many queries of each kind, from the records of one half."""
    order = [paper for paper in papers if is_for_tuning(paper) == tuning]
    known = _Known(papers)
    found: list[Query] = []
    for kind, maker in KINDS.items():
        chance = random.Random(f"{seed} {kind}")  # noqa: S311  # reproducible samples
        chance.shuffle(order)
        made = (_query(kind, maker(paper, chance), paper, known) for paper in order)
        found += islice(filter(None, made), per_kind)
    return found


class _Known:
    """Knows all records, to leave out what fits two of them: no engine could choose between those."""

    def __init__(self, papers: Sequence[Paper]) -> None:
        self._titles = [fold(paper.title) for paper in papers]
        self._facts = [
            set(
                _FOLDED.findall(
                    fold(" ".join([paper.title, *(author.name for author in paper.authors), str(paper.year)]))
                )
            )
            for paper in papers
        ]

    def fits_one(self, text: Text) -> bool:
        """Tell whether the piece stands in one title only, and the words in one record's title, names and year."""
        if text.piece:
            piece = fold(text.piece)
            return len({title for title in self._titles if piece in title}) == 1
        words = set(_FOLDED.findall(fold(" ".join(text.words))))
        return not words or sum(words <= facts for facts in self._facts) == 1


def _query(kind: str, text: Text | None, paper: Paper, known: _Known) -> Query | None:
    return Query(kind, text.typed, paper.slug, paper.title) if text and known.fits_one(text) else None


def title(paper: Paper, _chance: random.Random) -> Text | None:
    """The title as it is printed."""
    return Text(paper.title)


def title_part(paper: Paper, chance: random.Random) -> Text | None:
    """Four to six words of the title, side by side."""
    words = _WORD.findall(paper.title)
    length = chance.randint(4, 6)
    if len(words) <= length:
        return None
    start = chance.randint(0, len(words) - length)
    part = words[start : start + length]
    piece = " ".join(part)
    return Text(piece, piece) if len(_content(part)) > 2 else None  # three content words


def memory(paper: Paper, chance: random.Random) -> Text | None:
    """Two or three content words of the title in any order, and a family name."""
    words = _content(_WORD.findall(paper.title))
    if len(words) < 4 or not paper.authors:  # enough to choose from
        return None
    picked = [word.strip(".,:;()?!") for word in chance.sample(words, chance.randint(2, 3))]
    words = [*picked, _family(chance.choice(paper.authors).name)]
    return Text(" ".join(words), words=tuple(words))


def typo(paper: Paper, chance: random.Random) -> Text | None:
    """A part of the title with one letter wrong, behind the first of its word."""
    return _misspelled(paper, chance, lambda word: chance.randint(1, len(word) - 1))


def first_letter(paper: Paper, chance: random.Random) -> Text | None:
    """The same, with the first letter wrong."""
    return _misspelled(paper, chance, lambda _: 0)


def _misspelled(paper: Paper, chance: random.Random, where: Callable[[str], int]) -> Text | None:
    part = title_part(paper, chance)
    words = part.piece.split() if part else []
    long = [at for at, word in enumerate(words) if _PLAIN.fullmatch(word) and len(word) > 4]
    if not part or not long:
        return None
    at = chance.choice(long)
    place = where(words[at])
    words[at] = _with_error(words[at].lower(), place, chance)
    return Text(" ".join(words), part.piece)


def _with_error(word: str, place: int, chance: random.Random) -> str:
    letter = chance.choice(_LETTERS.replace(word[place], ""))
    errors = [
        word[:place] + letter + word[place + 1 :],
        word[:place] + letter + word[place:],
        word[:place] + word[place + 1 :],
    ]
    if place and place + 1 < len(word) and word[place] != word[place + 1]:
        errors.append(word[:place] + word[place + 1] + word[place] + word[place + 2 :])
    return chance.choice(errors[: 1 if not place else None])


def prefix(paper: Paper, chance: random.Random) -> Text | None:
    """Words of the title, the last one begun with three letters or more."""
    words = _WORD.findall(paper.title)
    if len(words) < 5:  # enough to choose from
        return None
    length = chance.randint(3, 4)
    start = chance.randint(0, len(words) - length)
    part = words[start : start + length]
    last = part[-1]
    if not _PLAIN.fullmatch(last) or len(last) < 5 or len(_content(part)) < 3:
        return None
    typed = " ".join([*part[:-1], last[: chance.randint(3, len(last) - 1)]])
    return Text(typed, typed)


def abstract(paper: Paper, chance: random.Random) -> Text | None:
    """Five or six words of the abstract, in any order."""
    words = sorted({word.lower() for word in _PLAIN.findall(paper.abstract)} - STOP_WORDS)
    return Text(" ".join(chance.sample(words, chance.randint(5, 6)))) if len(words) > 30 else None


def author_year(paper: Paper, chance: random.Random) -> Text | None:
    """Two or three family names and the year."""
    if len(paper.authors) < 3 or not paper.year:  # enough to choose from
        return None
    names = [_family(author.name) for author in chance.sample(paper.authors, 3)]
    words = (*names, str(paper.year))
    return Text(" ".join(words), words=words)


def accents(paper: Paper, chance: random.Random) -> Text | None:
    """An author's name typed without its accents, and two words of the title."""
    marked = [author.name for author in paper.authors if not author.name.isascii()]
    words = _content(_WORD.findall(paper.title))
    if not marked or len(words) < 2:  # two are taken
        return None
    name = fold(chance.choice(marked))
    typed = [name, *chance.sample(words, 2)]
    return Text(" ".join(typed), words=tuple(typed)) if name.isascii() else None


def stop_words(paper: Paper, _chance: random.Random) -> Text | None:
    """A title that is mostly common words."""
    words = _WORD.findall(paper.title)
    return Text(paper.title) if len(words) > 2 and 2 * len(_content(words)) <= len(words) else None


def symbols(paper: Paper, chance: random.Random) -> Text | None:
    """A part of the title with a compound joined or parted, a British or American ending, or a sign left out."""
    words = _WORD.findall(paper.title)
    marked = [
        at for at, word in enumerate(words) if _COMPOUND.search(word) or _SPELLED.search(word) or not word.isascii()
    ]
    if not marked or len(words) < 4:  # enough to choose from
        return None
    at = chance.choice(marked)
    part = slice(max(0, at - 2), at + 3)
    piece = " ".join(words[part])
    words[at] = _written_otherwise(words[at], chance)
    return Text(" ".join(words[part]), piece) if len(_content(words[part])) > 2 else None  # content


def _written_otherwise(word: str, chance: random.Random) -> str:
    if _COMPOUND.search(word):
        return word.replace("-", chance.choice(["", " "]))
    if not word.isascii():
        return unicodedata.normalize("NFKC", word).replace("²", "2")
    found = _SPELLED.search(word)
    for one, other in _OTHER_SPELLINGS:
        if found and one in found[0][3:]:
            return word[: found.start() + 3] + word[found.start() + 3 :].replace(one, other, 1)
    return word


def _content(words: Sequence[str]) -> list[str]:
    return [word for word in words if fold(word).strip(".,:;()?!") not in STOP_WORDS and len(word) > 2]


def _family(name: str) -> str:
    return name.rsplit(maxsplit=1)[-1]


KINDS: dict[str, Callable[[Paper, random.Random], Text | None]] = {
    "title": title,
    "title part": title_part,
    "memory": memory,
    "typo": typo,
    "first letter": first_letter,
    "prefix": prefix,
    "abstract words": abstract,
    "author + year": author_year,
    "accents": accents,
    "stop-word titles": stop_words,
    "symbols": symbols,
}
