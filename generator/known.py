"""What a pure function makes of words and short texts, kept while the program runs: most have been met before."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

_Made = TypeVar("_Made")
_MOST = 1 << 17
"""Words to keep; with another word for each they take 20 MB."""
_LONGEST = 64
"""Characters of a word that may come again: a hostile text of one endless word must not stay in memory."""


class Known(dict[str, _Made]):
    """Answers as the function does; as a dictionary it needs no call of Python for a word that it knows.

    Texts of more than `longest` characters are not kept.
    """

    def __init__(self, make: Callable[[str], _Made], longest: int = _LONGEST) -> None:
        super().__init__()
        self._make, self._longest = make, longest

    def __missing__(self, word: str) -> _Made:
        made = self._make(word)
        if len(word) <= self._longest:
            if len(self) >= _MOST:
                self.clear()
            self[word] = made
        return made
