"""Generated pages as Markdown sees them: one line of finished HTML, which is stored as it is and taken apart by nobody.

Markdown would look at each tag of the line to find the end of the element that it consists of. For the 187 pages that a
build of 5,000 papers compares with a full render that took 3 of its 46 seconds.
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
_START, _END = "<article", "</article>"
# As the templates write it: a maintainer's own article may have an attribute that asks for its Markdown to be read.
_WRITTEN = re.compile(r'<article class="[a-z]+"(?: (?!markdown)[a-z-]+="[^"]*")*>')


class Articles(Extension):
    """Teaches Markdown to take an article that stands alone on its line, between blank lines, as one block."""

    def extendMarkdown(self, md: Any) -> None:  # noqa: N802  # the library's name
        """Register the preprocessor."""
        md.preprocessors.register(_Articles(md), NAME, _PRIORITY)


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
