"""Reads the parts of a damaged expression: numbers, letters, and the names of TeX with what they take."""

from __future__ import annotations

import re

from generator.repair._brackets import MAX_DEPTH, Brackets, Item
from generator.repair._names import ARGUMENTS, GLUED_FUNCTION, SCRIPTED, SURE_ATOMS, SURE_GREEK, join, unglued
from generator.symbols import FUNCTIONS, GREEK, SYMBOLS

_SETS = frozenset({"in", "subset", "subseteq", "over", "on", "to", "of", "from", "between", "∈", "⊂"})
_PRODUCT = re.compile(r"\{\\mathrm\{([A-Za-z]{2})\}\}")


class Operands(Brackets):
    """Reads numbers, letters and names; lives for one attempt."""

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
        """Return the atom, or its double-struck letter where only that makes sense: `R^{n}`, `in Z^2`, `1_{x=y}`."""
        if atom.tex == "1" and scripts.tex.startswith("_"):
            return r"\mathbb{1}"
        if atom.tex not in {"R", "C", "Z", "N", "Q"} or not scripts.tex.startswith("^") or scripts.tex[1:2] in "*T":
            return atom.tex
        before = next(
            (token.text for token in reversed(self.tokens[max(0, index - 2) : index]) if token.kind != "space"), ""
        )
        is_space = scripts.tex[1:2] == "{" or scripts.tex[1:2].isalpha()
        return rf"\mathbb{{{atom.tex}}}" if before in _SETS or (atom.tex == "R" and is_space) else atom.tex

    def atom(self, index: int, depth: int) -> Item | None:
        """Read a number, a letter, a word of TeX or a group."""
        token = self.tokens[index]
        if index >= self.limit or depth > MAX_DEPTH:
            return None
        if token.kind == "num":
            return Item(index + 1, token.text)
        has_braces = token.text in ARGUMENTS and self.tokens[index + 1].text == "{"
        if token.kind == "cmd" or has_braces:
            return self.command(index, depth)
        if token.kind == "word":
            return self.word(index, depth)
        if token.text == "|":
            return self.bars(index, depth)
        return self.group(index, depth) if token.kind == "open" and self.is_plain_group(index) else None

    def is_plain_group(self, index: int) -> bool:
        """Tell whether a bracket groups; braces do so for TeX alone, but in a set with an exponent: `{0,1}^m`."""
        token = self.tokens[index]
        if token.text != "{":
            return True
        inner = self.tokens[index : token.partner] if index < token.partner < self.limit else []
        return self.tokens[token.partner + 1].text == "^" and any(part.text == "," for part in inner)

    def command(self, index: int, depth: int) -> Item | None:
        """Read a command, with its arguments where it takes some; without a backslash these make it sure."""
        name = self.tokens[index].text.removeprefix("\\")
        if name in SYMBOLS or name in FUNCTIONS:
            return Item(index + 1, f"\\{name}", strong=True, opens=name in GREEK or name in FUNCTIONS)
        end, tex = index + 1, f"\\{name}"
        for _ in range(ARGUMENTS.get(name, 0)):
            body = self.argument(end, depth)
            if body is None:
                return None
            end, tex = body.end, tex + body.tex
        # Two letters under a root are a product, and no name.
        tex = _PRODUCT.sub(r"{\1}", tex) if name in {"sqrt", "frac"} else tex
        return Item(end, tex, strong=True) if end > index + 1 else None

    def word(self, index: int, depth: int) -> Item | None:
        """Read a word that is a letter, a name of TeX, or several of these glued together."""
        text, after = self.tokens[index].text, self.tokens[index + 1]
        if text in GREEK:
            return self.called(Item(index + 1, f"\\{text}", text in SURE_GREEK, opens=True), depth, is_sure=True)
        if text in FUNCTIONS:
            braced = self.group(index + 1, depth) if after.text == "{" else None
            name = Item(index + 1, f"\\{text}", opens=True)
            return (
                self.combined(name, "", braced and braced._replace(strong=True)) if braced else self.called(name, depth)
            )
        if text in SURE_ATOMS or (text == "ell" and after.kind == "script"):
            return Item(index + 1, f"\\{text}", strong=True)
        if depth and text in SYMBOLS:
            return Item(index + 1, f"\\{text}", opens=True)
        if len(text) == 1:
            return self.called(Item(index + 1, text), depth)
        return self.long_word(index, depth)

    def long_word(self, index: int, depth: int) -> Item | None:
        """Read a word of several letters: glued names, a product such as `XX^top`, or a group such as `SU(2)`."""
        text, after = self.tokens[index].text, self.tokens[index + 1]
        glued = unglued(text, is_scripted=after.kind == "script")
        if glued:
            return Item(index + 1, glued, strong=True, opens=glued.rpartition("\\")[2] in GREEK)
        if text in SCRIPTED and after.kind == "script":
            return Item(index + 1, SCRIPTED[text], opens=True)
        function = GLUED_FUNCTION.fullmatch(text) if depth else None
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
