"""Reads an expression whose dollars, and mostly its backslashes, were lost: `X in R^{n times k}` is `X \\in \\mathbb{R}^{n \\times k}`.

Only signs that no prose has (scripts, names such as `varepsilon`, `ll`, `langle`) make a reading *strong*; letters, numbers and
words that are English too (`in`, `times`, `max`) join a strong one and never start it.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from generator.symbols import ACCENTS, BINARY, FUNCTIONS, GREEK, PLAIN, RELATIONS, STYLES, SYMBOLS

MAX_TOKENS = 80
"""Tokens of the longest expression that is read: each start costs at most so much."""
MAX_DEPTH = 6

_TOKEN = re.compile(
    r"(?P<cmd>\\[A-Za-z]+)|(?P<word>[A-Za-z]+)|(?P<num>\d+(?:\.\d+)?)|(?P<script>[\^_])|(?P<open>[(\[{])|(?P<close>[)\]}])"
    r"|(?P<space>\s+)|(?P<op>[=<>+\-−/*|,;:!'≤≥≪≫∈×·→≈∼⊂⊆])|(?P<other>.)",
    re.DOTALL,
)
_JOINS = frozenset("=<>≤≥≪≫∈≈∼⊂⊆")
_ATTACHED = _JOINS | frozenset("+-−/*×·")
# English has none of these words; the other relations and operators are words or parts of them.
_SURE_WORDS = frozenset(RELATIONS.keys() | BINARY.keys()) - frozenset(
    "in to times sim mid cap cup subset ast star circ div prec succ parallel perp models implies iff le ge ne ni land "
    "lor wedge vee bullet amalg asymp pm mp".split()  # noqa: SIM905  # a list of words reads best as words
)
_SCRIPT_WORDS = frozenset({"dagger", "ddagger", "ast", "star", "top", "bot", "prime", "perp", "infty", "circ", "times", "pm"})
_SURE_ATOMS = frozenset({"infty", "nabla", "langle", "rangle", "lfloor", "rfloor", "lceil", "rceil", "forall", "ldots", "cdots"})
_SURE_GREEK = frozenset(name for name in GREEK if name.startswith("var"))
_PIECES = sorted(_SURE_ATOMS | {name for name in GREEK if len(name) > 4 or name in _SURE_GREEK}, key=len, reverse=True)
_NAME = re.compile("|".join(_PIECES))
_GLUED = re.compile(rf"(?:{'|'.join(_PIECES)}|[A-Za-z])")
_GLUED_FUNCTION = re.compile(r"([A-Za-z]{1,2}?)(log|exp|ln)([A-Za-z]?)")
_ARGUMENTS = {**dict.fromkeys(STYLES, 1), **dict.fromkeys(PLAIN, 1), **dict.fromkeys(ACCENTS, 1), "sqrt": 1, "frac": 2}
_SETS = frozenset({"in", "subset", "subseteq", "over", "on", "to", "of", "from", "between", "∈", "⊂"})
_NO_START = frozenset("./\\_:@#&~`\"")
_ARTICLES = frozenset({"a", "A", "I"})


class Token(NamedTuple):
    """A piece of the text with its kind (a group of `_TOKEN`) and place."""

    kind: str
    text: str
    start: int


class Item(NamedTuple):
    """What was read: the index of the token behind it, its TeX, whether it is surely TeX, and whether it takes an operand."""

    end: int
    tex: str
    strong: bool = False
    opens: bool = False


def tokenise(text: str) -> list[Token]:
    """Return the tokens of the text, with a last one that is no part of anything."""
    tokens = [Token(match.lastgroup or "", match.group(), match.start()) for match in _TOKEN.finditer(text)]
    return [*tokens, Token("end", "", len(text))]


def read_expression(tokens: list[Token], start: int) -> Item | None:
    """Return the longest expression that begins at a token, or None. A bracket around all of it is left to the sentence."""
    before = tokens[start - 1] if start else Token("end", "", 0)
    if before.kind in {"word", "num", "script", "cmd"} or before.text in _NO_START:
        return None
    found = _Reader(tokens, start).expression(start)
    if found is None or (tokens[start].kind == "open" and _is_bare_group(tokens, start, found.end)):
        return None
    after = tokens[found.end]
    if after.kind in {"script", "word", "num", "cmd"} or after.text == "`":
        return None
    if after.text == "." and tokens[found.end + 1].kind == "word":
        return None
    return found


def read_script(tokens: list[Token], start: int) -> Item | None:
    """Return the scripts that stand on a word (`width^{-c}`), which is no expression itself."""
    if tokens[start].text == "_" and tokens[start + 1].text != "{":
        return None
    found = _Reader(tokens, start).scripts(start, base="word")
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


def join(left: str, right: str) -> str:
    """Return two pieces of TeX side by side: a command does not run into a letter."""
    return f"{left} {right}" if right[:1].isalpha() and re.search(r"\\[A-Za-z]+$", left) else left + right


class _Reader:
    """Reads from one start; lives for one attempt. Every method takes a token's index and returns an `Item` or None."""

    def __init__(self, tokens: list[Token], start: int) -> None:
        self.tokens = tokens
        self.limit = start + MAX_TOKENS

    def expression(self, index: int) -> Item | None:
        """Read items at the level of the sentence, where a space ends an expression unless both sides ask for more."""
        found = self.item(index, 0)
        if found is None or self.tokens[index].text in _ARTICLES and not found.strong and self.tokens[found.end].kind != "op":
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
        return left.strong and right.strong and (token.text in _ATTACHED or token.text in {"times", "cup", "cap", "pm"})

    def operator(self, token: Token) -> str:
        """Return an operator between spaces as TeX; empty for a command that is none."""
        name = token.text.lstrip("\\")
        if token.kind == "op":
            return f" {name} "
        return f" \\{name} " if name in RELATIONS or name in BINARY else ""

    def combined(self, left: Item, between: str, right: Item | None) -> Item | None:
        """Return two items as one."""
        if right is None:
            return None
        return Item(right.end, join(left.tex + between, right.tex), left.strong or right.strong, right.opens)

    def item(self, index: int, depth: int) -> Item | None:
        """Read an atom with its scripts."""
        atom = self.atom(index, depth)
        if atom is None or self.tokens[atom.end].kind != "script":
            return atom
        scripts = self.scripts(atom.end, self.base(index, atom))
        if scripts is None:
            return None
        tex = self.blackboard(index, atom, scripts)
        return Item(scripts.end, join(tex, scripts.tex), strong=True)

    def base(self, index: int, atom: Item) -> str:
        """Return the kind of thing that a script would stand on."""
        kind = self.tokens[index].kind
        if kind == "num":
            return "one" if atom.tex == "1" else "num"
        return "sure" if atom.strong and kind == "word" else "atom"

    def blackboard(self, index: int, atom: Item, scripts: Item) -> str:
        """Return the atom, or its double-struck letter where only that makes sense: `R^{n}`, `in Z^2`, and `1_{x=y}`."""
        if atom.tex == "1" and scripts.tex.startswith("_"):
            return r"\mathbb{1}"
        if atom.tex not in {"R", "C", "Z", "N", "Q"} or not scripts.tex.startswith("^") or scripts.tex[1:2] in "*T":
            return atom.tex
        before = next((token.text for token in reversed(self.tokens[max(0, index - 2) : index]) if token.kind != "space"), "")
        is_space = scripts.tex[1:2] == "{" or scripts.tex[1:2].isalpha()
        return rf"\mathbb{{{atom.tex}}}" if before in _SETS or (atom.tex == "R" and is_space) else atom.tex

    def atom(self, index: int, depth: int) -> Item | None:
        """Read a number, a letter, a word of TeX or a group."""
        token = self.tokens[index]
        if index >= self.limit or depth > MAX_DEPTH:
            return None
        if token.kind == "num":
            return Item(index + 1, token.text)
        if token.kind == "cmd":
            return self.command(index, depth)
        if token.kind == "word":
            return self.word(index, depth)
        return self.group(index, depth) if token.kind == "open" and token.text != "{" else None

    def command(self, index: int, depth: int) -> Item | None:
        """Read a command that kept its backslash, with its arguments."""
        name = self.tokens[index].text[1:]
        if name in SYMBOLS or name in FUNCTIONS:
            return Item(index + 1, f"\\{name}", strong=True, opens=name in GREEK or name in FUNCTIONS)
        end, tex = index + 1, f"\\{name}"
        for _ in range(_ARGUMENTS.get(name, 0)):
            body = self.argument(end, depth)
            if body is None:
                return None
            end, tex = body.end, tex + body.tex
        return Item(end, tex, strong=True) if end > index + 1 else None

    def word(self, index: int, depth: int) -> Item | None:
        """Read a word that is a letter, a name of TeX, or several of these glued together."""
        text, after = self.tokens[index].text, self.tokens[index + 1]
        if text in GREEK:
            return self.called(Item(index + 1, f"\\{text}", text in _SURE_GREEK, opens=True), depth, is_sure=True)
        if text in FUNCTIONS:
            braced = self.group(index + 1, depth) if after.text == "{" else None
            name = Item(index + 1, f"\\{text}", opens=True)
            return self.combined(name, "", braced and braced._replace(strong=True)) if braced else self.called(name, depth)
        if text in _SURE_ATOMS or (text == "ell" and after.kind == "script"):
            return Item(index + 1, f"\\{text}", strong=True)
        if depth and text in SYMBOLS:
            return Item(index + 1, f"\\{text}", opens=True)
        if len(text) == 1:
            return self.called(Item(index + 1, text), depth)
        return self.long_word(index, depth)

    def long_word(self, index: int, depth: int) -> Item | None:
        """Read a word of several letters: glued names, a product such as `XX^top`, or the name of a group such as `SU(2)`."""
        text, after = self.tokens[index].text, self.tokens[index + 1]
        glued = _unglued(text, is_scripted=after.kind == "script")
        if glued:
            return Item(index + 1, glued, strong=True, opens=glued.rpartition("\\")[2] in GREEK)
        function = _GLUED_FUNCTION.fullmatch(text) if depth else None
        if function:
            return self.logarithm(index, function, depth)
        if after.text == "(" and text[0].isupper() and len(text) <= 3:  # noqa: PLR2004  # SU, SO, Sp, GL, PSL
            group = self.group(index + 1, depth)
            return group and group._replace(tex=rf"\mathrm{{{text}}}{group.tex}")
        is_product = text.isupper() and len(text) == 2 and after.text == "^"  # noqa: PLR2004  # XX^top
        return Item(index + 1, text) if is_product else None

    def logarithm(self, index: int, match: re.Match[str], depth: int) -> Item | None:
        """Read `slog N/s`: a function that lost its backslash, and with it the space before its name."""
        tex = f"{match[1]}\\{match[2]}"
        operand = Item(index + 1, match[3]) if match[3] else self.item(self.past_space(index + 1), depth)
        if operand is None:
            return None
        divided = self.tokens[operand.end].text == "/" and self.item(operand.end + 1, depth)
        if divided:
            return Item(divided.end, f"{tex}({operand.tex}/{divided.tex})", strong=True)
        return Item(operand.end, join(tex, operand.tex), strong=True)

    def called(self, name: Item, depth: int, *, is_sure: bool = False) -> Item:
        """Read the argument in brackets that is attached to a name, where it reads as one."""
        bracket = self.past_space(name.end) if is_sure and depth else name.end
        if self.tokens[bracket].text != "(":
            return name
        group = self.group(bracket, depth)
        if group is None:
            return name
        return Item(group.end, name.tex + group.tex, name.strong or group.strong or is_sure)

    def group(self, index: int, depth: int) -> Item | None:
        """Read a bracket whose whole content is mathematics; inside it spaces mean nothing."""
        body = self.body(index + 1, depth + 1)
        opening = self.tokens[index]
        if opening.kind != "open" or body is None:
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
            found = Item(index + 1, token.text) if token.kind == "op" else self.item(index, depth)
            if found is None or index >= self.limit:
                return None
            gap = " " if self.tokens[index - 1].kind == "space" and tex else ""
            tex, strong, index = join(tex + gap, found.tex), strong or found.strong, self.past_space(found.end)
        return Item(index, tex, strong) if tex else None

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
        if text in _SCRIPT_WORDS or text in GREEK:
            return Item(index + 1, f"\\{text}")
        if len(text) == 1:
            is_name = self.tokens[index + 1].kind == "num"
            return None if is_name else Item(index + 1, text)
        is_glued = base == "sure" and len(text) == 2  # noqa: PLR2004  # `varepsilon_ur` is ε_u r
        rest = text[1] if is_glued else _unglued(text[1:], is_scripted=False)
        return Item(index + 1, join(f"{text[0]}{' ' if is_glued else ''}", rest)) if rest else None

    def argument(self, index: int, depth: int) -> Item | None:
        """Read a group in braces, a command, a letter or a digit, as the argument of a script or command."""
        token = self.tokens[index]
        if token.text == "{" and self.tokens[index + 1].kind == "word" and self.tokens[index + 2].text == "}":
            return Item(index + 3, f"{{{_script_name(self.tokens[index + 1].text)}}}")
        if token.text == "{":
            body = self.body(index + 1, depth + 1)
            is_closed = body is not None and self.tokens[body.end].text == "}"
            return Item(body.end + 1, "{" + body.tex.replace("'", r"\prime") + "}") if body and is_closed else None
        if token.kind == "cmd" and token.text[1:] in SYMBOLS:
            return Item(index + 1, token.text)
        return Item(index + 1, f" {token.text}") if token.kind == "word" and len(token.text) == 1 else None


def _script_name(text: str) -> str:
    if text in SYMBOLS or text in FUNCTIONS:
        return f"\\{text}"
    return text if len(text) == 1 else rf"\mathrm{{{text}}}"


def _unglued(text: str, *, is_scripted: bool) -> str:
    """Return the names of TeX that stand glued in a word, with at most one letter beside them, or an empty string."""
    if not _NAME.search(text):
        return ""
    pieces = _GLUED.findall(text)
    names = [piece for piece in pieces if len(piece) > 1]
    if len(pieces) - len(names) > 1 or not names:
        return ""
    if not is_scripted and not any(name in _SURE_ATOMS or name in _SURE_GREEK for name in names):
        return ""
    tex = ""
    for piece in pieces:
        tex = join(tex, f"\\{piece}" if len(piece) > 1 else piece)
    return tex
