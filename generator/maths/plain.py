"""TeX as readable Unicode."""

from __future__ import annotations

import re

from generator.maths.tokens import DELIMITERS, FRACTIONS, MAX_SEGMENT, SPACING, is_balanced, tokenise
from generator.symbols import ACCENTS, FUNCTIONS, PLAIN, STYLES, SUBSCRIPTS, SUPERSCRIPTS, SYMBOLS, styled

# Space that TeX needs after a command and nobody reads: behind an opening fence, before a closing one.
_FENCE_SPACE = re.compile(r"(?<=[⟨⌈⌊(\[{]) | (?=[⟩⌉⌋)\]}])")


def render_plain(tex: str) -> str:
    """Return the expression as Unicode: `A_n` is `Aₙ`; broken TeX comes back as it is."""
    tokens = tokenise(tex)
    if len(tex) > MAX_SEGMENT or not is_balanced(tokens):
        return tex
    return _FENCE_SPACE.sub("", re.sub(r"\s+", " ", _Reader(tokens).group())).strip()


class _Reader:
    """Turns tokens into Unicode; lives for one expression, whose depth `is_balanced` has bounded."""

    def __init__(self, tokens: list[str]) -> None:
        self.tokens = tokens[::-1]

    def group(self) -> str:
        """Return everything up to the closing brace or the end."""
        shown = ""
        while self.tokens:
            part = self.tokens.pop()
            if part == "}":
                break
            gap = " " if part[1:] in FUNCTIONS and shown[-1:].isalnum() else ""
            shown += gap + self.part(part)
        return shown

    def part(self, part: str) -> str:
        """Return one part, with the arguments that it takes."""
        if part == "{":
            return self.group()
        if part in {"^", "_"}:
            return _script(self.argument(), SUPERSCRIPTS if part == "^" else SUBSCRIPTS, part)
        if part in SPACING:
            return " " if part != r"\!" else ""
        if part[0] == "\\" and len(part) > 1:
            return self.command(part[1:])
        return {"'": "′"}.get(part, part)

    def argument(self) -> str:
        """Return the next part or group."""
        while self.tokens and self.tokens[-1].isspace():
            self.tokens.pop()
        if not self.tokens or self.tokens[-1] in {"}", "^", "_"}:
            return ""
        if len(self.tokens[-1]) > 1 and self.tokens[-1][0].isdigit():
            number = self.tokens.pop()
            self.tokens.append(number[1:])
            return number[0]
        return self.part(self.tokens.pop()).strip()

    def command(self, name: str) -> str:
        """Return what a command prints."""
        if name in SYMBOLS or name in FUNCTIONS or name in DELIMITERS:
            return "" if name in DELIMITERS else SYMBOLS.get(name, name)
        if name in FRACTIONS:
            return f"{_grouped(self.argument())}/{_grouped(self.argument())}"
        if name in ACCENTS:
            body = self.argument()
            return body + ACCENTS[name] if len(body) == 1 else body
        if name == "sqrt":
            return "√" + _grouped(self.argument())
        if name in STYLES or name in PLAIN:
            # Only double-struck letters are read as other letters than the plain ones: ℝ is not R, but 𝒪 is O.
            return styled(self.argument(), "DOUBLE-STRUCK" if STYLES.get(name) == "DOUBLE-STRUCK" else "")
        return {"|": "‖"}.get(name, name)


def _grouped(value: str) -> str:
    return value if value.isalnum() or len(value) <= 1 else f"({value})"


def _script(body: str, table: dict[str, str], sign: str) -> str:
    body = body.replace(" ", "")
    if body in {"*", "′", "†", "‡", "∗"} or (sign == "^" and body in {"⊤", "∘"}):
        return {"⊤": "ᵀ", "∘": "°"}.get(body, body)
    is_word = body.isalpha() and len(body) > 1
    if body and not is_word and all(char in table for char in body):
        return "".join(table[char] for char in body)
    return f"{sign}{body}" if body.isalnum() else f"{sign}({body})" if body else ""
