"""The browser's modules as they are sent: lunr.js out of the installed mkdocs package, and our own without comments.

No code of others is kept in this project. Without their comments lunr.js is 10 KB compressed instead of 25, and the
engine's modules 18 instead of 25: what a first search loads is mostly this.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib.resources import files

from generator.theme import OVERRIDES

from .files import IndexFile

FOLDER = "assets/javascripts/search/"
_LUNR = "contrib/search/templates/search/lunr.js"
# Texts and regular expressions come first, so that nothing within them is taken for a comment.
_COMMENT = re.compile(
    r"""(?P<kept>"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|`(?:[^`\\]|\\.)*`"""
    r"""|(?<=[=(,:\[])\s*/(?![/*])(?:[^/\\\n\[]|\\.|\[(?:[^\]\\\n]|\\.)*\])+/)"""
    r"""|/\*.*?\*/|//[^\n]*""",
    re.DOTALL,
)
# lunr's own query parser, a fifth of it: it stands before the last part, which exports the rest.
_PARSER = re.compile(r"^lunr\.QueryParseError = .*?(?=^\s*;\(function \(root, factory\))", re.DOTALL | re.MULTILINE)
_LINE_END = re.compile(r"\s*\n\s*")
_LICENCE = "/*! lunr 2.3.9 - https://lunrjs.com - Copyright (C) 2020 Oliver Nightingale - MIT License */\n"


def scripts() -> Iterator[IndexFile]:
    """Yield the modules; they replace the files of the same names that the theme would publish."""
    yield IndexFile(f"{FOLDER}lunr.js", lunr_module())
    # Node asks for it before it takes files named .js for modules; browsers never load it.
    yield IndexFile(f"{FOLDER}package.json", b'{"type":"module"}\n')
    for path in sorted((OVERRIDES / FOLDER).glob("*.js")):
        yield IndexFile(FOLDER + path.name, compact(path.read_text(encoding="utf-8")).encode())


def lunr_module() -> bytes:
    """Return lunr.js as an ES module, with its licence, and without the parser that readers' text must never meet."""
    source = _PARSER.sub("", files("mkdocs").joinpath(_LUNR).read_text(encoding="utf-8"))
    head = "const module = { exports: {} }, exports = module.exports;\n"
    return f"{_LICENCE}{head}{compact(source)}\nexport default module.exports;\n".encode()


def compact(source: str) -> str:
    """Return a script without comments, blank lines and indentation; line ends stay: they may end statements."""
    return _LINE_END.sub("\n", _COMMENT.sub(lambda found: found["kept"] or "", source)).strip()
