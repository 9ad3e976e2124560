"""Plain text: clean what is unsafe, fold what should compare equal, squeeze white space, cut at a word."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

# Controls (C0 but tab and line ends, DEL, C1), and characters that reorder, hide or break text: bidi overrides and
# isolates, zero-width space, word joiner, byte order mark, tag characters, noncharacters.
_UNSAFE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f"
    "\u200b\u200e\u200f\u2060-\u2064\u202a-\u202e\u2066-\u206f\ufeff\ufff9-\ufffb\ufdd0-\ufdef"
    "\U000e0000-\U000e007f"
    + "".join(f"{chr(plane * 0x10000 + 0xFFFE)}{chr(plane * 0x10000 + 0xFFFF)}" for plane in range(17))
    + "]"
)
_SURROGATE = re.compile("[\ud800-\udfff]")
# A joiner has a use between letters (Persian, Indic scripts) and in emoji, and none at the edge of a word.
_STRAY_JOINER = re.compile("(?<![^\\W\\d_])[\u200c\u200d](?![^\\W\\d_]|[\u2190-\u2bff\U0001f000-\U0001faff])")
# Letters that keep their stroke or ligature under NFKD.
_LETTERS = str.maketrans(
    {
        "ø": "o",
        "ł": "l",
        "đ": "d",
        "ð": "d",
        "þ": "th",
        "ß": "ss",
        "æ": "ae",
        "œ": "oe",
        "ı": "i",
        "ħ": "h",
        "ŧ": "t",
        "ŋ": "n",
    }
)
_GREEK = {
    "α": "alpha", "β": "beta", "γ": "gamma", "δ": "delta", "ε": "epsilon", "ζ": "zeta", "η": "eta", "θ": "theta",
    "ι": "iota", "κ": "kappa", "λ": "lambda", "μ": "mu", "ν": "nu", "ξ": "xi", "ο": "omicron", "π": "pi", "ρ": "rho",
    "σ": "sigma", "ς": "sigma", "τ": "tau", "υ": "upsilon", "φ": "phi", "χ": "chi", "ψ": "psi", "ω": "omega",
    "ϵ": "epsilon", "ϑ": "theta", "ϕ": "phi", "ϖ": "pi", "ϱ": "rho",
}  # fmt: skip
_GREEK_LETTERS = str.maketrans(_GREEK)
# Marks of TeX that join what they stand between: U^2 is u2, x_{1} is x1; and apostrophes, which end no word.
_JOINING = re.compile(r"[\^{}$\\'’‘´`]|_(?=[{\d])")
_SLUG_WORD = re.compile("[a-z0-9]+")
_SEPARATING = re.compile(r"[\W_]+")
# The same for ASCII, where one table does it all, but for `_`, which joins or separates.
_ASCII_FOLDED = {code: " " for code in range(128) if not chr(code).isalnum()} | dict.fromkeys(map(ord, "^{}$\\'`"))
_SHORT = 128
"""Characters of a name or a title at most; what is folded and longer is not asked for twice."""
# What belongs to the character before it: joiners, variation selectors, skin tones.
_JOINERS = "\u200c\u200d\ufe0e\ufe0f\U0001f3fb\U0001f3fc\U0001f3fd\U0001f3fe\U0001f3ff"


def clean(value: str) -> str:
    """Return the text without controls, bidi overrides, surrogates and line breaks, NFC, with single spaces.

    Every string of a listing passes through here first. Lone surrogates become U+FFFD, so that it can be written.
    """
    if value.isascii() and value.isprintable():
        return squeeze(value) if "  " in value else value.strip()
    value = squeeze(value)
    if not value.isprintable():  # as no surrogate and nothing unsafe is
        value = _UNSAFE.sub("", _SURROGATE.sub("\ufffd", value))
    if "\u200c" in value or "\u200d" in value:
        value = _STRAY_JOINER.sub("", value)
    return squeeze(unicodedata.normalize("NFC", value))


def squeeze(value: str) -> str:
    """Return the text with each run of white space as one space, and none at the ends."""
    # Splitting knows all white space but one character, and takes a fifth of the time of a pattern.
    return " ".join(value.replace("\u180e", " ").split())


def fold(value: str) -> str:
    """Return what two spellings of one title or name have in common: lower-case words of letters and digits.

    Accents go, Greek letters are spelled out (`μP` = `muP`), marks of TeX join (`U^2-Net` = `u2 net`); scripts stay.
    """
    if value.isascii() and value.isalnum():
        # One plain word, as most that a text is made of: it is lower by the time that a look-up would take.
        return value.lower()
    return _folded_short(value) if len(value) <= _SHORT else _folded(value)


def _folded(value: str) -> str:
    if value.isascii() and "_" not in value:
        return " ".join(value.lower().translate(_ASCII_FOLDED).split())
    value = unicodedata.normalize("NFKD", value.replace("\u00b5", "μ")).lower().translate(_LETTERS)
    value = "".join(char for char in value if not unicodedata.combining(char))
    value = _JOINING.sub("", value.translate(_GREEK_LETTERS))
    return unicodedata.normalize("NFC", _SEPARATING.sub(" ", value).strip())


# Names are folded a dozen times on their way; 20,000 papers have 86,000 different names and short titles.
_folded_short = lru_cache(maxsize=1 << 18)(_folded)


def slugify(value: str, limit: int = 60) -> str:
    """Return the fold as `[a-z0-9-]`, cut at a word to at most `limit` characters; empty when no letter is left."""
    words = _SLUG_WORD.findall(fold(value))
    slug = "-".join(words)
    if len(slug) <= limit:
        return slug
    cut = slug[: limit + 1].rpartition("-")[0]
    return cut or slug[:limit]


def cut(value: str, limit: int) -> str:
    """Return the text cut at a word to at most `limit` characters, with an ellipsis when something was cut."""
    if len(value) <= limit:
        return value
    head = value[:limit].rpartition(" ")[0] or value[: _character_end(value, limit)]
    return head.rstrip(" ,;:.-") + "…"


def _character_end(value: str, limit: int) -> int:
    """Return the last place up to the limit where no mark or joiner follows: no letter or emoji is cut in two."""
    end = limit
    while end and (unicodedata.combining(value[end]) or value[end] in _JOINERS or value[end - 1] == "\u200d"):
        end -= 1
    return end
