"""Files that are written for many papers, one module a file; the finder and the contract.

An export is a module of this package that has `render(site: Site) -> Iterator[ExportFile]`.
"""

from __future__ import annotations

import pkgutil
from collections.abc import Callable, Iterator
from importlib import import_module
from typing import Protocol, cast

import msgspec

from generator.site import Site


class ExportFile(msgspec.Struct, frozen=True):
    """One finished file of the site."""

    path: str
    """Below the site's root."""
    made: bytes | Callable[[], bytes]
    """Its content, or what makes it."""
    made_of: bytes = b""
    """A digest of all that its content is made from; empty for a file that is made anyway."""

    @property
    def content(self) -> bytes:
        """The content, made now if it was not yet."""
        return self.made if isinstance(self.made, bytes) else self.made()


class Export(Protocol):
    """The contract of a module in this package."""

    def render(self, site: Site) -> Iterator[ExportFile]:
        """Yield the files of this export, in a stable order."""


def kinds() -> tuple[Export, ...]:
    """Return every export, found by name."""
    names = sorted(module.name for module in pkgutil.iter_modules(__path__) if not module.name.startswith("_"))
    return tuple(cast("Export", import_module(f"{__name__}.{name}")) for name in names)


def render_all(site: Site) -> Iterator[ExportFile]:
    """Yield every exported file of the site."""
    for kind in kinds():
        yield from kind.render(site)
