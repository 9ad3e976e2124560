"""Codes that old databases and readers of PDF files left in their texts."""

from __future__ import annotations

import re

from generator.repair.rules import Log
from generator.symbols import SYMBOLS

DESCRIPTIONS = {
    "soft-hyphen": "The hyphen of a line end was left inside a word as a code; the word is joined.",
    "old-symbol": "A symbol stood as the code of an old database; it is written as the symbol.",
}

_SOFT_HYPHEN = re.compile(r"(?<=[^\W\d_])\(cid:173\)\s?(?=[^\W\d_])")
_CODE = re.compile(r"/spl ([A-Za-z]{2,12})/{1,2}")
# Names of the code that are not TeX's.
_NAMES = {
    "plusmn": "±", "deg": "°", "infin": "∞", "micro": "μ", "epsi": "ε", "epsiv": "ε", "isin": "∈",
    "les": "≤", "ges": "≥",
    "trade": "™", "reg": "®", "radic": "√", "sum": "∑", "prod": "∏", "ap": "≈", "rarr": "→",
}  # fmt: skip


def apply(text: str, log: Log) -> str:
    """Write symbols for their codes and join words that a line end had cut."""
    if "(cid:" in text:
        text = log.sub("soft-hyphen", _SOFT_HYPHEN, lambda _: "", text)
    if "/spl " in text:
        text = log.sub(
            "old-symbol", _CODE, lambda match: _NAMES.get(match[1]) or SYMBOLS.get(match[1], match.group()), text
        )
    return text
