"""Advice about the content: what is not wrong enough to stop anything, and yet worth a look.

A check is a module of this package with the names of `Check`. Everything is looked at offline.
"""

from __future__ import annotations

import pkgutil
from collections.abc import Iterator, Mapping
from functools import cache
from importlib import import_module
from typing import Protocol, cast

from generator.doctor._advice import Advice, Fix
from generator.doctor._fixes import fixed
from generator.doctor._problems import PROBLEMS
from generator.gather import Gathered

__all__ = ["PROBLEMS", "Advice", "Check", "Fix", "checks", "codes", "examine", "fixed"]


class Check(Protocol):
    """The contract of a module in this package."""

    CODES: Mapping[str, str]
    """What the check can find: a stable code, and what it means in a sentence."""

    def examine(self, gathered: Gathered) -> Iterator[Advice]:
        """Yield what is found in a catalogue."""


@cache
def checks() -> tuple[Check, ...]:
    """Return every check, found by name."""
    names = sorted(module.name for module in pkgutil.iter_modules(__path__) if not module.name.startswith("_"))
    return tuple(cast("Check", import_module(f"{__name__}.{name}")) for name in names)


def codes() -> dict[str, str]:
    """Return the meaning of every code."""
    return {code: meaning for check in checks() for code, meaning in check.CODES.items()}


def examine(gathered: Gathered) -> list[Advice]:
    """Return all advice about a catalogue, by file and line."""
    found = {advice for check in checks() for advice in check.examine(gathered)}
    return sorted(found, key=lambda advice: (advice.problem, advice.fix.field if advice.fix else ""))
