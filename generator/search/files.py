"""Names of index files: the hash of what is in them, so that a file that stays the same keeps its name."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np

FOLDER = "search/"
VERSION = 1
MAGIC = bytes([0x50, 0x53, VERSION])
"""The first bytes of every binary file, so that an error page in its place is seen."""

_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
_HASH_LENGTH = 5
_BATCH = 1 << 14
"""Texts that are compared at one time: 3 MB."""


class IndexFile(NamedTuple):
    """One finished file of the index."""

    path: str
    """Below the site's root."""
    content: bytes


class Part(NamedTuple):
    """One of the files that a sorted list is cut into."""

    first: str
    """The shortest text that sorts behind everything in the part before, and not behind this one's first."""
    content: bytes


def content_hash(*contents: bytes) -> str:
    """Return five digits and letters for the contents: 26 bits, small enough to list thousands in the manifest."""
    total = hashlib.sha256()
    for content in contents:
        total.update(len(content).to_bytes(8, "big") + content)
    number = int.from_bytes(total.digest()[:8], "big")
    digits = []
    for _ in range(_HASH_LENGTH):
        number, digit = divmod(number, len(_DIGITS))
        digits.append(_DIGITS[digit])
    return "".join(digits)


def named(contents: Iterable[bytes]) -> list[str]:
    """Return a name for each content; salt tells two apart that share a hash (1 index in 30 at 2,000 files)."""
    taken: dict[str, bytes] = {}
    names = []
    for content in contents:
        salt = 0
        name = content_hash(content)
        while taken.setdefault(name, content) != content:
            salt += 1
            name = content_hash(content, bytes([salt]))
        names.append(name)
    return names


def order(word: str) -> str:
    """Return the sort key that puts words in the order in which JavaScript compares them: by UTF-16 unit."""
    if word.isascii() or max(word) <= "\uffff":
        return word
    units = word.encode("utf-16-be")
    return "".join(chr(int.from_bytes(units[at : at + 2], "big")) for at in range(0, len(units), 2))


def all_front_coded(texts: Sequence[str]) -> list[int]:
    """Return for each of different texts how many characters it shares with the one before it."""
    shared = [0] if texts else []
    for start in range(0, len(texts) - 1, _BATCH):
        rows = np.array(texts[start : start + _BATCH + 1])
        characters = rows.view(np.uint32).reshape(len(rows), -1)
        shared += (characters[1:] != characters[:-1]).argmax(axis=1).tolist()
    return shared


def front_coded(previous: str, word: str) -> int:
    """Return how many characters a word shares with the one before it."""
    shared = 0
    for one, other in zip(previous, word, strict=False):
        if one != other:
            break
        shared += 1
    return shared
