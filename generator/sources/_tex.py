"""What BibTeX writes as TeX, as plain text with `$...$`: accents, symbols, dashes, and braces that only protect."""

from __future__ import annotations

import re

from generator import latex

_MATHS = re.compile(
    r"\\\((.{1,400}?)\\\)|\\ensuremath\s*\{(?!\\[A-Za-z]+\})([^{}$]*)\}|(\$(?:[^$\\]|\\.)++\$)", re.DOTALL
)
_LINK = re.compile(r"\\url\s*\{([^{}]*)\}|\\href\s*\{[^{}]*\}\s*\{([^{}]*)\}")
# A forced line end; signs of TeX's spacing that are a space, and those that are nothing.
_BREAK = re.compile(r"\\\\(?:\[[^\]]{0,20}\])?|\\(?:newline|par|linebreak|quad|qquad)(?![A-Za-z])|\\[,;: ]|(?<!\\)~")
_NOTHING = re.compile(
    r"\\[-/!]|\\(?:xspace|relax|protect|allowbreak|em|it|bf|tt|sc|rm|sf|itshape|bfseries|scshape|normalfont)"
    r"(?![A-Za-z])\s*"
)
# In a listing a space behind such a command is the reader's, in TeX's own text it only ends the name.
_GAP = re.compile(rf"(\\(?:{'|'.join(latex.SYMBOLS)}))\s+(?=\S)")
# An accent that a conversion took apart (`Jos\ \textasciigrave e`), a script that it took for one, braces by name.
_LOST_ACCENTS = {"asciigrave": "`", "quotesingle": "'", "asciicircum": "^", "asciitilde": "~", "quotedbl": '"'}
_LOST_ACCENT = re.compile(rf"\\ \\text({'|'.join(_LOST_ACCENTS)})\s+(?=[A-Za-z])")
_SCRIPT = re.compile(r"\\\^(?=\d)")
_NAMED_BRACE = re.compile(r"\\(?:text)?(?:(?P<left>lbrace|braceleft)|rbrace|braceright)(?![A-Za-z])\s*")
_GROUP = re.compile(r"(\\(?:[A-Za-z]+\*?|.)\s*)?\{([^{}]*)\}")
# Braces around the arguments of a command that is not known belong to it; all others only group.
_BRACES = re.compile(r"(\\[A-Za-z]+\s*(?:\{[^{}]*\})+)|[{}]")
# Stand-ins for printed braces and backslashes, which must not be read a second time.
_ESCAPED = {r"\{": "\ue000", r"\}": "\ue001"}
_BACKSLASH, _PRINTED = re.compile(r"\\textbackslash(?![A-Za-z])\s*"), "\ue002"
_MAX_NESTED = 6
_VERBATIM = re.compile(r"\\([_%&#~$^])(?:\{\})?")


def plain(value: str) -> str:
    """Return the text that a field of prose stands for. No letter is lost; unknown commands stay as they are."""
    if not any(sign in value for sign in "\\{}~$`'-"):
        return value
    pieces: list[str] = []
    start = 0
    for match in _MATHS.finditer(value.replace("$$", "$")):
        pieces += [_text(match.string[start : match.start()]), _maths(match)]
        start = match.end()
    return "".join([*pieces, _text(value.replace("$$", "$")[start:])])


def _maths(match: re.Match[str]) -> str:
    return match[3] or f"${(match[1] or match[2] or '').strip()}$"


def _text(value: str) -> str:
    value = _BACKSLASH.sub(_PRINTED, value)
    value = _LOST_ACCENT.sub(lambda match: "\\" + _LOST_ACCENTS[match[1]], _SCRIPT.sub("^", value))
    value = _NAMED_BRACE.sub(lambda match: r"\{" if match["left"] else r"\}", value)
    for escaped, stand_in in _ESCAPED.items():
        value = value.replace(escaped, stand_in)
    value = _LINK.sub(lambda match: match[1] if match[1] is not None else match[2], value)
    # The empty group ends the name of a command in front of the space, as the sign did.
    value = _NOTHING.sub("", _BREAK.sub("{} ", value))
    value = value.replace("---", "—").replace("--", "–")
    value = _GAP.sub(r"\1{}", value)
    for _ in range(_MAX_NESTED):
        before, value = value, _GROUP.sub(_ungrouped, latex.decode(value))
        if value == before:
            break
    value = _BRACES.sub(lambda match: match[1] or "", value)
    for escaped, stand_in in _ESCAPED.items():
        value = value.replace(stand_in, escaped[1])
    return value.replace(_PRINTED, "\\")


def _ungrouped(match: re.Match[str]) -> str:
    return match.group() if match[1] else match[2]


def verbatim(value: str) -> str:
    """Return an address or identifier: only what TeX forces upon it goes."""
    value = value.replace(r"\url", "").replace(r"\textasciitilde", "~").replace(r"\textunderscore", "_")
    return _VERBATIM.sub(r"\1", value).replace("{", "").replace("}", "").strip()
