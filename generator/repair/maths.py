"""Expressions whose dollars and backslashes were lost in copying."""

from __future__ import annotations

import re

from generator.repair.rules import Log

DESCRIPTIONS = {
    "lost-math": "An expression had lost its TeX signs in copying; it is set as mathematics.",
}

_SCRIPT = re.compile(r"(?<![\w$\\^])([A-Z])\^(\d)(?![\w^{])")


def apply(text: str, log: Log) -> str:
    """Set expressions that surely were TeX as `$...$` segments."""
    return log.sub("lost-math", _SCRIPT, lambda match: f"${match.group()}$", text) if "^" in text else text
