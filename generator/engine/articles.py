"""Generated pages as Markdown sees them: one line of finished HTML, which is stored as it is and taken apart by nobody.

Markdown would look at each tag of the line to find the end of the element that it consists of. For the 187 pages that a
build of 5,000 papers compares with a full render that took 3 of its 46 seconds. What looks at text before that, for
blank lines or the starts of code, is shown a stand-in: extensions of a maintainer read her own words, not the article.
"""

from __future__ import annotations

import re
from typing import Any

from markdown import Extension
from markdown.preprocessors import Preprocessor

ARTICLES = f"{__name__}:Articles"
"""What Markdown is told to load: other plugins know extensions by their names."""
NAME = "papershelf_articles"
# Before Markdown's own look at raw HTML (20), behind the builder's, which wants the names in it (21.9).
_PRIORITY = 21
# Before Markdown's look at white space (30), and back again before the builder's at raw HTML.
_HIDING, _SHOWING = 31, 21.95
_STAND_IN = "\x1aarticle\x1a"
# What Markdown changes or removes in any line.
_CHANGED = re.compile("[\x02\x03\t\r]")
_START, _END = "<article", "</article>"
# As the templates write it: a maintainer's own article may have an attribute that asks for its Markdown to be read.
_WRITTEN = re.compile(r'<article class="[a-z]+"(?: (?!markdown)[a-z-]+="[^"]*")*>')


class Articles(Extension):
    """Teaches Markdown to take an article that stands alone on its line, between blank lines, as one block."""

    def extendMarkdown(self, md: Any) -> None:  # noqa: N802  # the library's name
        """Register the preprocessors."""
        hidden = _Hidden(md)
        md.preprocessors.register(hidden, f"{NAME}_hidden", _HIDING)
        md.preprocessors.register(_Shown(md, hidden), f"{NAME}_shown", _SHOWING)
        md.preprocessors.register(_Articles(md), NAME, _PRIORITY)


class _Hidden(Preprocessor):
    """Owns the article that a page begins with, while a stand-in is in its place: no code can have begun before it."""

    def __init__(self, md: Any) -> None:
        super().__init__(md)
        self.article = ""

    def run(self, lines: list[str]) -> list[str]:
        """Return the lines with the stand-in for such an article."""
        place = next((place for place, line in enumerate(lines) if line.strip()), -1)
        is_hidden = place >= 0 and _is_alone(lines, place) and not _CHANGED.search(lines[place])
        self.article = lines[place] if is_hidden else ""
        return [*lines[:place], _STAND_IN, *lines[place + 1 :]] if is_hidden else lines


class _Shown(Preprocessor):
    def __init__(self, md: Any, hidden: _Hidden) -> None:
        super().__init__(md)
        self._hidden = hidden

    def run(self, lines: list[str]) -> list[str]:
        """Return the lines with the article in the place of the first stand-in."""
        if not self._hidden.article or _STAND_IN not in lines:
            return lines
        place = lines.index(_STAND_IN)
        return [*lines[:place], self._hidden.article, *lines[place + 1 :]]


class _Articles(Preprocessor):
    def run(self, lines: list[str]) -> list[str]:
        """Return the lines with a placeholder for each such article."""
        return [self._stored(line) if _is_alone(lines, place) else line for place, line in enumerate(lines)]

    def _stored(self, line: str) -> str:
        # The end of the line belongs to it, as where Markdown finds the block itself.
        return str(self.md.htmlStash.store(f"{line}\n"))


def _is_alone(lines: list[str], place: int) -> bool:
    """Tell whether a line is an article, whole, and nothing else is in its paragraph."""
    line = lines[place]
    return (
        line.startswith(_START)
        and line.endswith(_END)
        and line.count(_START) == line.count(_END) == 1
        and bool(_WRITTEN.match(line))
        and not any(other.strip() for other in (*lines[place - 1 : place], *lines[place + 1 : place + 2]))
    )
