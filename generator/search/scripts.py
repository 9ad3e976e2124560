"""The browser's modules as they are sent: lunr.js out of the installed mkdocs package, and our own without comments.

No code of others is kept in this project. Without their comments lunr.js is 10 KB compressed instead of 25, and the
engine's modules 18 instead of 25: what a first search loads is mostly this.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib.resources import files

from generator.cache import NO_CACHE, Cache
from generator.remembered import made_of_words
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


def scripts(cache: Cache = NO_CACHE) -> Iterator[IndexFile]:
    """Yield the modules; they replace the files of the same names that the theme would publish."""
    paths = sorted((OVERRIDES / FOLDER).glob("*.js"))
    sources = [_lunr(), *(path.read_text(encoding="utf-8") for path in paths)]
    lunr, *modules = made_of_words(sources, compact, "scripts", cache)
    yield IndexFile(f"{FOLDER}lunr.js", _as_module(lunr))
    # Node asks for it before it takes files named .js for modules; browsers never load it.
    yield IndexFile(f"{FOLDER}package.json", b'{"type":"module"}\n')
    for path, module in zip(paths, modules, strict=True):
        yield IndexFile(FOLDER + path.name, module.encode())


def lunr_module() -> bytes:
    """Return lunr.js as an ES module, with its licence, and without the parser that readers' text must never meet."""
    return _as_module(compact(_lunr()))


def _lunr() -> str:
    return _PARSER.sub("", files("mkdocs").joinpath(_LUNR).read_text(encoding="utf-8"))


def _as_module(source: str) -> bytes:
    head = "const module = { exports: {} }, exports = module.exports;\n"
    return f"{_LICENCE}{head}{source}\nexport default module.exports;\n".encode()


def compact(source: str) -> str:
    """Return a script without comments, blank lines and indentation; line ends stay: they may end statements."""
    return _LINE_END.sub("\n", _COMMENT.sub(lambda found: found["kept"] or "", source)).strip()
