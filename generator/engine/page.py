"""A page of the builder that costs nothing until somebody looks into it: most are written without its help."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import cache, partial
from typing import Any
from urllib.parse import quote

import jinja2

from generator import pages
from generator.pages import Planned

from . import builder
from .handed import Handed

# The place of files that are not of docs/, among those that are.
_LAST = "3"


class _EmptyTemplate(jinja2.Template):
    """What the builder fills for a page that is already written: it writes no page that is empty."""

    def render(self, *_: Any, **__: Any) -> str:
        """Return nothing, without the context of all values that nobody would read."""
        return ""


class _Empty(jinja2.Environment):
    template_class = _EmptyTemplate


_NOTHING = {"template": _Empty(autoescape=True).from_string("")}


class _Unread:
    """Stands in for a page while the builder reads sources: there is nothing to read."""

    markdown = content = ""

    def read_source(self, config: Any) -> None:
        """Read nothing."""

    def render(self, config: Any, files: Any) -> None:
        """Render nothing."""


NOTHING_TO_READ = _Unread()


class _Lazy:
    """What a generated page has before the builder's own `Page`: it reads its Markdown when a value is asked for."""

    def __init__(self, file: Any, config: Any, files: Any, text: Callable[[], str]) -> None:
        file.page = self
        self.file = file
        self.is_written = True
        """Whether its HTML is finished without the builder."""
        self._of_build = (config, files, text)
        self._front: dict[str, Any] | None = None
        self._anchors: Any = None
        self.active = False

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_") or self._front is not None:
            raise AttributeError(name)
        self._populate()
        return getattr(self, name)

    @property
    def meta(self) -> dict[str, Any]:
        """The front matter; while the builder builds a page that is already written, the sign to skip it."""
        if self.is_written and self.active:
            return _NOTHING
        if self._front is None:
            self._populate()
        return self._front or {}

    @meta.setter
    def meta(self, value: dict[str, Any]) -> None:
        """Take the front matter once it is read; from then on the page has its values."""
        self._front = value

    @property
    def present_anchor_ids(self) -> Any:
        """The ids that a link can name."""
        if self._front is None:
            self._populate()
        return self._anchors

    @present_anchor_ids.setter
    def present_anchor_ids(self, value: Any) -> None:
        """Take the ids that the builder has found while it rendered the page."""
        self._anchors = value

    def _populate(self) -> None:
        """Do all that the builder does for a page before its template."""
        config, files, text = self._of_build
        is_active = self.active
        page: Any = super()
        page.__init__(None, self.file, config)
        self.active = is_active
        self.markdown, self.meta = builder.module("utils.meta", builder.package_of(config)).get_data(text())
        page.render(config, files)


@cache
def _page_class(package: str) -> type[Any]:
    """Return the class of generated pages, below the `Page` of the builder of that package."""
    return type("GeneratedPage", (_Lazy, builder.module("structure.pages", package).Page), {})


def text_of(planned: Planned) -> str:
    """Return the Markdown of a planned page."""
    return pages.markdown_text(pages.render(planned.draft()))


def add_files(files: Any, config: Any, handed: Handed, finished: Iterable[str]) -> dict[str, Planned]:
    """Put what was handed over, and `finished` files, in the place of the builder's files of docs/.

    Returns the pages that it need not build, by the path of their source. Pages of the navigation get their titles and
    neighbours from it, and those at the top of the site stand alone in their folder: they are pages of its own.
    """
    structure = builder.module("structure.files", builder.package_of(config))
    page_class = _page_class(builder.package_of(config))
    model = structure.File("x", config.docs_dir, config.site_dir, True, inclusion=structure.InclusionLevel.NOT_IN_NAV)  # noqa: FBT003
    in_nav = set(_nav_paths(config.nav))
    others = [file for file in files if file.src_dir != config.docs_dir or file.src_uri in handed.hand_written]
    generated: dict[str, Planned] = {}
    own: dict[str, Any] = {}
    for name in finished:
        own[name] = _file(model, name, copy_file=_copy_nothing)
    for item in handed.planned:
        source = pages.markdown_path(item.path)
        own[source] = file = _file(model, source)
        if source in in_nav or item.path.count("/") < 2:  # noqa: PLR2004  # a folder and a page in it
            file.content_string = text_of(item)
        else:
            file.url, file.dest_uri = quote(item.path), f"{item.path}index.html"
            generated[source] = item
            page_class(file, config, files, partial(text_of, item))
    _fill(files, [*own.values(), *(file for file in others if file.src_uri not in own)], config.docs_dir)
    return generated


def _file(model: Any, name: str, **values: Any) -> Any:
    """Return a file of the builder; its constructor would take apart and join paths that are known."""
    file = model.__class__.__new__(model.__class__)
    file.__dict__.update(model.__dict__, src_uri=name, **values)
    return file


def _copy_nothing(dirty: bool = False) -> None:  # noqa: FBT001, FBT002  # the builder's signature
    """Stand in for the copying of a file that is written already."""


def _nav_paths(nav: Any) -> Iterator[str]:
    if isinstance(nav, str):
        yield nav.removeprefix("/").removeprefix("./")
    elif isinstance(nav, dict | list):
        for item in nav.values() if isinstance(nav, dict) else nav:
            yield from _nav_paths(item)


def _fill(files: Any, found: Iterable[Any], docs: str) -> None:
    """Put the files of docs/ into the order in which the builder would have found them there, before the theme's."""
    ordered = sorted(found, key=lambda file: _found_order(file) if file.src_dir == docs else _LAST)
    for file in list(files):
        files.remove(file)
    for file in ordered:
        files.append(file)


def _found_order(file: Any) -> str:
    """Return a key that puts files before folders, and the index before the other files; one text sorts fastest."""
    folder, _, name = file.src_uri.rpartition("/")
    place = f"{int(name.rpartition('.')[0] not in {'index', 'README'})}{name}"
    return "\0".join((*(f"2{part}" for part in folder.split("/")), place)) if folder else place
