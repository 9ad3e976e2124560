"""Which builder makes the site: MkDocs, or ProperDocs, which continues it with classes of its own."""

from __future__ import annotations

import os
from importlib import import_module
from types import ModuleType
from typing import Any

from generator.errors import UsageError

# Material prints an advertisement at import without it.
os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")

VARIABLE = "PAPERSHELF_BUILDER"
"""The environment variable that names another builder than MkDocs."""
_NAMES = ("mkdocs", "properdocs")


def _chosen() -> str:
    """Return the package of the builder that the environment asks for, ready to be imported."""
    name = os.environ.get(VARIABLE, _NAMES[0])
    if name not in _NAMES:
        raise UsageError(f"{VARIABLE} is {name}: write {' or '.join(_NAMES)}")
    if name != _NAMES[0]:
        try:
            # From here on the names of MkDocs mean ProperDocs too, for our plugin and for those of the theme.
            import_module(f"{name}.replacement")
        except ModuleNotFoundError as error:
            raise UsageError(f"{VARIABLE} is {name}, which is not installed here") from error
    return name


_CHOSEN = _chosen()


def module(name: str, package: str = "") -> ModuleType:
    """Return a module of the builder, such as `commands.build`."""
    return import_module(f"{package or _CHOSEN}.{name}")


def package_of(config: Any) -> str:
    """Return the package of the builder that a configuration belongs to, whoever has started it."""
    return type(config).__module__.partition(".")[0]
