"""How templates print values: as Jinja does, but the texts of many pages are encoded once."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import jinja2
import markupsafe
from markupsafe import Markup

from generator.known import Known

_LONGEST = 256
"""Characters of a text that many pages print: names, titles and paths."""


def printer() -> Callable[[Any], Markup]:
    """Return what encodes a value as `markupsafe.escape` does: three of four texts were printed before."""
    known = Known(markupsafe.escape, _LONGEST).__getitem__

    def _printed(value: Any) -> Markup:
        # A text is equal to finished HTML of the same letters, so that its class must be looked at first.
        kind = type(value)
        if kind is Markup:
            return value  # type: ignore[no-any-return]  # mypy does not follow `kind`
        return known(value) if kind is str else markupsafe.escape(value)

    return _printed


class Template(jinja2.Template):
    """A template that prints with `printed`, which its environment has."""

    @classmethod
    def from_code(cls, environment: Any, code: Any, globals: Any, uptodate: Any = None) -> jinja2.Template:  # noqa: A002  # jinja's
        """Return the template of compiled code; what that calls `escape` is what it prints every value with."""
        template = super().from_code(environment, code, globals, uptodate)
        template.root_render_func.__globals__["escape"] = environment.printed
        return template


class Environment(jinja2.Environment):
    """An environment of such templates."""

    template_class = Template

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.printed = printer()
