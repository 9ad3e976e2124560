"""A paper as a line of a bibliography, without markup: the styles of ACL, APA (7th edition) and IEEE, one module each.

A style is a module of this package with `render(paper: Paper) -> str`. What is not known is left out, never made up.
"""

from __future__ import annotations

from collections.abc import Callable

from generator.paper import Paper

from . import acl, apa, ieee

STYLES: dict[str, Callable[[Paper], str]] = {"acl": acl.render, "apa": apa.render, "ieee": ieee.render}
"""The styles by name."""
