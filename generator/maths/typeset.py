"""Whether LaTeX prints an expression without an error: a bibliography is compiled on the reader's machine."""

from __future__ import annotations

from generator.maths.tokens import FRACTIONS, tokenise
from generator.symbols import ACCENTS, FUNCTIONS, PLAIN, STYLES

_LEFT, _RIGHT = r"\left", r"\right"
_SCRIPTS = frozenset("^_")
_WORDS = frozenset({"text", "textrm", "textit", "textbf", "texttt", "textsf", "textnormal", "mbox", "hbox"})
"""Commands whose argument is text and no expression."""
_NEED_BRACES = frozenset({"operatorname", "mbox", "hbox", "sqrt", *ACCENTS})
"""Commands that cannot be a script themselves."""
_AFTER_OPERATORS = frozenset({r"\limits", r"\nolimits"})
_OPERATORS = FUNCTIONS | {"sum", "prod", "int", "oint", "bigcup", "bigcap", "bigoplus", "bigotimes"}
_DELIMITERS = frozenset(
    "( ) [ ] / | . < > \\{ \\} \\| \\langle \\rangle \\lceil \\rceil \\lfloor \\rfloor \\vert \\Vert \\lvert \\rvert"
    " \\lVert \\rVert \\lbrace \\rbrace \\lbrack \\rbrack \\backslash".split()
)
# In text these begin something else.
_NO_WORDS = frozenset("^_{~&#%$")


def is_typeset(tex: str) -> bool:
    """Tell whether every script, fence and command of a sure expression has what it needs, and none too much."""
    reader = _Reader(tokenise(tex))
    return reader.sequence("") and reader.braces_match(tex)


class _Reader:
    """Reads tokens from the left; lives for one expression, whose depth is bounded."""

    def __init__(self, tokens: list[str]) -> None:
        self.tokens = tokens[::-1]

    @staticmethod
    def braces_match(tex: str) -> bool:
        """Tell whether the braces match for BibTeX too, which counts those behind a backslash."""
        depth = 0
        for char in tex:
            depth += (char == "{") - (char == "}")
            if depth < 0:
                return False
        return depth == 0

    def sequence(self, end: str) -> bool:
        """Read up to the token that ends this part, `}` or a right fence, or to the end of all."""
        seen: set[str] = set()
        before = ""
        while self.tokens:
            part = self.tokens.pop()
            if part in {"}", _RIGHT}:
                return part == end
            if part.isspace():
                continue
            if part in _SCRIPTS or part == "'":
                is_right = self.script(part, before, seen)
            elif part in _AFTER_OPERATORS:
                is_right = before[1:] in _OPERATORS
            else:
                seen = set()
                is_right = self.atom(part)
            if not is_right:
                return False
            before = part
        return not end

    def script(self, part: str, before: str, seen: set[str]) -> bool:
        """Read a script or a prime, which is an upper script; a letter has one of each, and primes only before it."""
        place = "^" if part == "'" else part
        if place in seen and before != "'":
            return False
        seen.add(place)
        return part == "'" or self.argument(is_script=True)

    def atom(self, part: str) -> bool:
        """Read what is no script, with its arguments."""
        name = part[1:]
        if part == "{":
            return self.sequence("}")
        if part == _LEFT:
            return self.delimiter() and self.sequence(_RIGHT) and self.delimiter()
        if name in _WORDS:
            return self.words()
        if name in FRACTIONS:
            return self.argument() and self.argument()
        if name == "sqrt" or name in ACCENTS or name in STYLES or name in PLAIN:
            return self.argument()
        return True

    def argument(self, *, is_script: bool = False) -> bool:
        """Read the next token or group."""
        self.skip_space()
        if not self.tokens or self.tokens[-1] in {"}", _RIGHT, _LEFT, "'"} | _SCRIPTS:
            return False
        part = self.tokens.pop()
        if part[0].isdigit() and len(part) > 1:
            # Without braces an argument is one digit.
            self.tokens.append(part[1:])
            return True
        return not (is_script and part[1:] in _NEED_BRACES) and self.atom(part)

    def delimiter(self) -> bool:
        """Read the sign of a fence."""
        self.skip_space()
        return bool(self.tokens) and self.tokens.pop() in _DELIMITERS

    def words(self) -> bool:
        """Read an argument that is plain words in braces."""
        if not self.tokens or self.tokens.pop() != "{":
            return False
        while self.tokens:
            part = self.tokens.pop()
            if part == "}":
                return True
            if part[0] == "\\" or part in _NO_WORDS:
                return False
        return False

    def skip_space(self) -> None:
        """Read over white space."""
        while self.tokens and self.tokens[-1].isspace():
            self.tokens.pop()
