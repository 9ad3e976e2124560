"""The tokens of a text with damaged expressions, and its brackets and scripts."""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from typing import NamedTuple

from generator.repair._names import SCRIPT_WORDS, join, script_name, unglued
from generator.symbols import GREEK, SYMBOLS

MAX_TOKENS = 80
"""Tokens of the longest expression that is read: each start costs at most so much."""
MAX_DEPTH = 6
MAX_NORM = 12
"""Tokens between the bars of a norm: a bar seldom says where it closes."""

_TOKEN = re.compile(
    r"(?P<cmd>\\[A-Za-z]+)|(?P<word>[A-Za-z]+)|(?P<num>\d+(?:\.\d+)?)|(?P<script>[\^_])|(?P<open>[(\[{])|(?P<close>[)\]}])"
    r"|(?P<space>\s+)|(?P<op>[=<>+\-−/*|,;:!'≤≥≪≫∈×·→≈∼⊂⊆])|(?P<other>.)",
    re.DOTALL,
)


class Token(NamedTuple):
    """A piece of the text with its kind (a group of `_TOKEN`) and place."""

    kind: str
    text: str
    start: int
    partner: int = -1
    """The index of the bracket that closes this one, where one does."""


class Item(NamedTuple):
    """What was read: the index of the token behind it, its TeX, whether it is sure and takes an operand."""

    end: int
    tex: str
    strong: bool = False
    opens: bool = False


def tokenise(text: str) -> list[Token]:
    """Return the tokens of the text, with a last one that is no part of anything."""
    tokens = [Token(match.lastgroup or "", match.group(), match.start()) for match in _TOKEN.finditer(text)]
    _pair(tokens)
    return [*tokens, Token("end", "", len(text))]


def _pair(tokens: list[Token]) -> None:
    """Note each opening bracket's partner: what is never closed is not read in vain from every start before it."""
    opened: list[int] = []
    for index, token in enumerate(tokens):
        if token.kind == "open":
            opened.append(index)
        elif token.kind == "close" and opened:
            opening = opened.pop()
            tokens[opening] = tokens[opening]._replace(partner=index)


class Brackets(ABC):
    """Reads from one start; lives for one attempt. Every method takes a token's index and returns an `Item` or None."""

    def __init__(self, tokens: list[Token], start: int) -> None:
        self.tokens = tokens
        self.limit = start + MAX_TOKENS

    @abstractmethod
    def item(self, index: int, depth: int) -> Item | None:
        """Read an atom with its scripts."""

    def group(self, index: int, depth: int) -> Item | None:
        """Read a bracket whose whole content is mathematics; inside it spaces mean nothing."""
        opening = self.tokens[index]
        if not index < opening.partner < self.limit:
            return None
        body = self.body(index + 1, depth + 1)
        if body is None:
            return None
        closing = self.tokens[body.end].text
        if (opening.text == "{") != (closing == "}"):
            return None
        left, right = (rf"\{sign}" if sign in "{}" else sign for sign in (opening.text, closing))
        return Item(body.end + 1, f"{left}{body.tex}{right}", body.strong)

    def body(self, index: int, depth: int) -> Item | None:
        """Read up to a closing bracket, or return None at the first thing that is no mathematics."""
        tex, strong, index = "", False, self.past_space(index)
        while self.tokens[index].kind != "close":
            token = self.tokens[index]
            found = self.item(index, depth) if token.text == "|" else None
            found = found or (Item(index + 1, token.text) if token.kind == "op" else self.item(index, depth))
            if found is None or index >= self.limit:
                return None
            gap = " " if self.tokens[index - 1].kind == "space" and tex else ""
            tex, strong, index = join(tex + gap, found.tex), strong or found.strong, self.past_space(found.end)
        return Item(index, tex, strong) if tex else None

    def bars(self, index: int, depth: int) -> Item | None:
        """Read a norm: what stands between single or double bars without brackets, where a script follows."""
        width = 2 if self.tokens[index + 1].text == "|" else 1
        tex, end = "", index + width
        while self.tokens[end].text != "|":
            token = self.tokens[end]
            if token.kind in {"open", "close", "end"} or end > index + MAX_NORM:
                return None
            found = Item(end + 1, token.text) if token.kind in {"op", "space"} else self.item(end, depth + 1)
            if found is None:
                return None
            tex, end = join(tex, found.tex), found.end
        end += width
        is_norm = tex.strip() and self.tokens[end - 1].text == "|" and self.tokens[end].kind == "script"
        return Item(end, "|" * width + tex + "|" * width, strong=True) if is_norm else None

    def past_space(self, index: int) -> int:
        """Return the index of the next token that is no space."""
        return index + 1 if self.tokens[index].kind == "space" else index

    def scripts(self, index: int, base: str) -> Item | None:
        """Read the scripts at a token, or return None where one of them is no script, as in `snake_case`."""
        tex, end = "", index
        while self.tokens[end].kind == "script":
            sign = self.tokens[end].text
            if sign == "_" and (base == "num" or (base == "one" and self.tokens[end + 1].text != "{")):
                return None
            body = self.script_body(end + 1, base)
            if body is None:
                return None
            tex, end = tex + sign + body.tex, body.end
        return Item(end, tex, strong=True)

    def script_body(self, index: int, base: str) -> Item | None:
        """Read what stands behind `^` or `_`."""
        token = self.tokens[index]
        if token.text in {"*", "+", "'"}:
            return Item(index + 1, token.text)
        if token.text in {"-", "−"} and self.tokens[index + 1].kind == "num":
            return Item(index + 2, f"{{-{self.tokens[index + 1].text}}}")
        if token.kind == "num":
            return Item(index + 1, token.text if len(token.text) == 1 else f"{{{token.text}}}")
        if token.text == "(":
            group = self.group(index, 0)
            return group and group._replace(tex=f"{{{group.tex}}}")
        if token.kind == "word":
            return self.script_word(index, base)
        return self.argument(index, 0)

    def script_word(self, index: int, base: str) -> Item | None:
        """Read a letter or a name of TeX; behind a sure base, a letter with what was glued to it."""
        text = self.tokens[index].text
        if text in SCRIPT_WORDS or text in GREEK:
            return Item(index + 1, f"\\{text}")
        if len(text) == 1:
            is_name = self.tokens[index + 1].kind == "num"
            return None if is_name else Item(index + 1, text)
        is_glued = base == "sure" and len(text) == 2  # noqa: PLR2004  # `varepsilon_ur` is ε_u r
        rest = text[1] if is_glued else unglued(text[1:], is_scripted=False)
        return Item(index + 1, join(f"{text[0]}{' ' if is_glued else ''}", rest)) if rest else None

    def argument(self, index: int, depth: int) -> Item | None:
        """Read a group in braces, a command, a letter or a digit, as the argument of a script or command."""
        index = self.past_space(index)
        token = self.tokens[index]
        if token.text == "{" and self.tokens[index + 1].kind == "word" and self.tokens[index + 2].text == "}":
            return Item(index + 3, f"{{{script_name(self.tokens[index + 1].text)}}}")
        if token.text == "{" and index < token.partner < self.limit:
            body = self.body(index + 1, depth + 1)
            is_closed = body is not None and self.tokens[body.end].text == "}"
            return Item(body.end + 1, "{" + body.tex.replace("'", r"\prime") + "}") if body and is_closed else None
        if token.kind == "cmd" and token.text[1:] in SYMBOLS:
            return Item(index + 1, token.text)
        return Item(index + 1, f" {token.text}") if token.kind == "word" and len(token.text) == 1 else None
