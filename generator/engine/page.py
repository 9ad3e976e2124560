"""A page of the builder that costs nothing until somebody looks into it: most are written without its help."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

from generator import pages
from generator.pages import Planned

from . import builder


class _Lazy:
    """What a generated page has before the builder's own `Page`: it reads its Markdown when a value is asked for."""

    def __init__(self, file: Any, config: Any, files: Any, text: Callable[[], str]) -> None:
        file.page = self
        self.file = file
        self.active = False
        self._of_build = (config, files, text)
        self._is_read = False
        self._anchors: Any = None

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_") or self._is_read:
            raise AttributeError(name)
        self._populate()
        return getattr(self, name)

    @property
    def present_anchor_ids(self) -> Any:
        """The ids that a link can name."""
        if not self._is_read:
            self._populate()
        return self._anchors

    @present_anchor_ids.setter
    def present_anchor_ids(self, value: Any) -> None:
        """Take the ids that the builder has found while it rendered the page."""
        self._anchors = value

    def _populate(self) -> None:
        """Do all that the builder does for a page before its template."""
        self._is_read = True
        config, files, text = self._of_build
        is_active = self.active
        page: Any = super()
        page.__init__(None, self.file, config)
        self.active = is_active
        self.markdown, self.meta = builder.module("utils.meta", builder.package_of(config)).get_data(text())
        page.render(config, files)


@cache
def page_class(package: str) -> type[Any]:
    """Return the class of generated pages, below the `Page` of the builder of that package."""
    return type("GeneratedPage", (_Lazy, builder.module("structure.pages", package).Page), {})


def text_of(planned: Planned) -> str:
    """Return the Markdown of a planned page."""
    return pages.markdown_text(pages.render(planned.draft()))
