r"""Reads an expression whose dollars, and mostly its backslashes, were lost: `X in R^n` is `X \in \mathbb{R}^n`.

Only signs that no prose has (scripts, names such as `varepsilon`, `ll`, `langle`) make a reading *strong*; letters,
numbers and words that are English too (`in`, `times`, `max`) join a strong one and never start it.
"""

from __future__ import annotations

from generator.repair._brackets import Item, Token
from generator.repair._operands import Operands
from generator.symbols import BINARY, RELATIONS

_JOINS = frozenset("=<>≤≥≪≫∈≈∼⊂⊆")
_ATTACHED = _JOINS | frozenset("+-−/*×·")
# English has none of these words; the other relations and operators are words or parts of them.
_SURE_WORDS = frozenset(RELATIONS.keys() | BINARY.keys()) - frozenset(
    "in to times sim mid cap cup subset ast star circ div prec succ parallel perp models implies iff le ge ne ni land "
    "lor wedge vee bullet amalg asymp pm mp".split()  # a list of words reads best as words
)
_NO_START = frozenset('./\\_:@#&~`"')
_ARTICLES = frozenset({"a", "A", "I"})


def read_expression(tokens: list[Token], start: int) -> Item | None:
    """Return the longest expression that begins at a token, or None. A bracket around all of it is the sentence's."""
    before = tokens[start - 1] if start else Token("end", "", 0)
    if before.kind in {"word", "num", "script", "cmd", "close"} or before.text in _NO_START:
        return None
    found = _Sentence(tokens, start).expression(start)
    if found is None or (tokens[start].kind == "open" and _is_bare_group(tokens, start, found.end)):
        return None
    after = tokens[found.end]
    if after.kind in {"script", "word", "num", "cmd"} or after.text in {"`", "|"}:
        return None
    if after.text == "." and tokens[found.end + 1].kind == "word":
        return None
    return found


def read_script(tokens: list[Token], start: int) -> Item | None:
    """Return the scripts that stand on a word (`width^{-c}`), which is no expression itself."""
    if tokens[start].text == "_" and tokens[start + 1].text != "{":
        return None
    found = _Sentence(tokens, start).scripts(start, base="word")
    if found is None or found.end == start or tokens[found.end].kind in {"word", "num", "script"}:
        return None
    return found


def _is_bare_group(tokens: list[Token], start: int, end: int) -> bool:
    depth = 0
    for index in range(start, end):
        depth += (tokens[index].kind == "open") - (tokens[index].kind == "close")
        if depth == 0:
            return index == end - 1
    return True


class _Sentence(Operands):
    """Reads at the level of the sentence, where a space ends an expression unless both sides ask for more."""

    def expression(self, index: int) -> Item | None:
        """Read items for as long as one leads to the next."""
        found = self.item(index, 0)
        if found is None or (
            self.tokens[index].text in _ARTICLES and not found.strong and self.tokens[found.end].kind != "op"
        ):
            return None
        while found.end < self.limit and (more := self.continuation(found)):
            found = more
        return found

    def continuation(self, left: Item) -> Item | None:
        """Read what follows an item: attached to it, behind an operator, or behind a space."""
        token = self.tokens[left.end]
        if token.kind == "op" and token.text in _ATTACHED:
            return self.combined(left, token.text, self.item(left.end + 1, 0))
        if token.kind in {"word", "num", "open", "cmd"} and token.text != "{":
            return self.combined(left, "", self.item(left.end, 0))
        return self.behind_space(left) if token.kind == "space" else None

    def behind_space(self, left: Item) -> Item | None:
        """Read an operand, a relation or an operator between spaces."""
        token = self.tokens[left.end + 1]
        if self.tokens[min(left.end + 2, len(self.tokens) - 1)].kind == "space" and token.kind in {"op", "word", "cmd"}:
            right = self.operand(left.end + 3)
            if right and self.is_joined(left, token, right):
                strong = token.text in _SURE_WORDS or token.kind == "cmd"
                return self.combined(left, self.operator(token), right._replace(strong=right.strong or strong))
        if not left.opens or token.text in _ARTICLES:
            return None
        right = self.operand(left.end + 1)
        return self.combined(left, " " if right and right.tex[:1] in "([" else "", right)

    def operand(self, index: int) -> Item | None:
        """Read one item, unless it is an English article."""
        if index >= len(self.tokens) or self.tokens[index].kind == "end":
            return None
        found = self.item(index, 0)
        return None if found and self.tokens[index].text in _ARTICLES and not found.strong else found

    def is_joined(self, left: Item, token: Token, right: Item) -> bool:
        """Tell whether a sign or word between spaces joins its neighbours to one expression."""
        if token.text in _JOINS or token.text in {"sim", "ne", "le", "ge", "prec", "succ"}:
            return left.strong or right.strong
        if token.text in _SURE_WORDS or token.kind == "cmd":
            return self.operator(token) != ""
        if token.text in {"in", "subset"}:
            return right.strong
        if token.text == "to":
            return right.tex == r"\infty" and len(left.tex) == 1
        return left.strong and right.strong and (token.text in _ATTACHED or token.text in {"times", "cup", "cap", "pm"})

    def operator(self, token: Token) -> str:
        """Return an operator between spaces as TeX; empty for a command that is none."""
        name = token.text.lstrip("\\")
        if token.kind == "op":
            return f" {name} "
        return f" \\{name} " if name in RELATIONS or name in BINARY else ""
