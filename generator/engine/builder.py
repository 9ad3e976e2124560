"""Which builder makes the site: MkDocs, or ProperDocs, which continues it with classes of its own."""

from __future__ import annotations

import os
from importlib import import_module
from types import ModuleType
from typing import Any

# Material prints an advertisement at import without it.
os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")

VARIABLE = "PAPERSHELF_BUILDER"
"""The environment variable that names another builder than MkDocs."""
_NAMES = ("mkdocs", "properdocs")


def chosen() -> str:
    """Return the package of the builder that the environment asks for."""
    name = os.environ.get(VARIABLE, _NAMES[0])
    return name if name in _NAMES else _NAMES[0]


def module(name: str, package: str = "") -> ModuleType:
    """Return a module of the builder, such as `commands.build`."""
    return import_module(f"{package or chosen()}.{name}")


def package_of(config: Any) -> str:
    """Return the package of the builder that a configuration belongs to, whoever has started it."""
    return type(config).__module__.partition(".")[0]
