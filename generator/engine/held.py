"""The builder's files of a build that hands its pages over: it meets those alone that it has something to do with.

Generated pages and finished files are written without it, and there are a hundred times more of them than of others.
A link or a template may ask for one, or for all pages; they are made then.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, cached_property, partial
from pathlib import PurePath
from typing import Any
from urllib.parse import quote

from generator import pages
from generator.pages import Planned

from . import builder
from .finished import Finished
from .handed import Handed
from .page import page_class, text_of

# The place of files that are not of docs/, among those that are.
_LAST = "3"


class _Held:
    """What our collection of files has before the builder's own `Files`."""

    _src_uris: dict[str, Any]
    """Those that the builder meets, by their source."""

    def __init__(self, files: Iterable[Any], generated: Mapping[str, Planned], finished: Finished, config: Any) -> None:
        collection: Any = super()
        collection.__init__(files)
        self.generated = generated
        """The pages that the builder need not build, by the path of their source."""
        self._finished = finished
        self._config = config
        self._made: dict[str, Any] = {}

    def __contains__(self, path: str) -> bool:
        return self.get_file_from_path(path) is not None

    def get_file_from_path(self, path: str) -> Any:
        """Return the file of that source, or None."""
        name = PurePath(path).as_posix()
        if name in self._src_uris:
            return self._src_uris[name]
        return self.file(name) if name in self.generated or name in self._finished.names else None

    def file(self, name: str) -> Any:
        """Return the file of a generated page, by its source, or of a finished file."""
        if name not in self._made:
            self._made[name] = made = _file(self._model, name)
            if item := self.generated.get(name):
                made.url, made.dest_uri = quote(item.path), f"{item.path}index.html"
                page_class(self._package)(made, self._config, self, partial(text_of, item))
        return self._made[name]

    def leave(self, names: Iterable[str]) -> None:
        """Leave generated pages to the builder after all."""
        self._src_uris |= {name: self.file(name) for name in names}

    @property
    def destinations(self) -> list[str]:
        """The files of the site that the builder itself writes."""
        return [file.dest_uri for file in self._src_uris.values()]

    @property
    def src_uris(self) -> dict[str, Any]:
        """All files by their source."""
        return self._src_uris | {name: self.file(name) for name in (*self._finished.names, *self.generated)}

    @cached_property
    def pages(self) -> list[Any]:
        """The files of all pages, in the order in which the builder would have found them."""
        files = {**self._src_uris, **{name: self.file(name) for name in self.generated}}.values()
        found = (file for file in files if file.is_documentation_page() and file.inclusion.is_included())
        return sorted(found, key=partial(_found_order, self._config.docs_dir))

    @cached_property
    def _package(self) -> str:
        return builder.package_of(self._config)

    @cached_property
    def _model(self) -> Any:
        return _model(self._config)


class AllPages(Sequence[Any]):
    """All pages of a build, for templates; most never ask."""

    def __init__(self, files: Any) -> None:
        self._files = files

    def __len__(self) -> int:
        return len(self._found)

    def __getitem__(self, place: Any) -> Any:
        return self._found[place]

    @cached_property
    def _found(self) -> Sequence[Any]:
        return self._files.pages if isinstance(self._files, _Held) else self._files.documentation_pages()


def held_files(files: Any, config: Any, handed: Handed) -> Any:
    """Return the files of a build, with what was handed over in the place of those of docs/.

    Pages of the navigation get their titles and neighbours from it, and those at the top of the site stand alone in
    their folder: the builder builds them.
    """
    in_nav = set(_nav_paths(config.nav))
    own: dict[str, Any] = {}
    generated: dict[str, Planned] = {}
    model = _model(config)
    for item in handed.planned:
        source = pages.markdown_path(item.path)
        if source in in_nav or item.path.count("/") < 2:  # noqa: PLR2004  # a folder and a page in it
            own[source] = _file(model, source)
            own[source].content_string = text_of(item)
        else:
            generated[source] = item
    others = (file for file in files if file.src_dir != config.docs_dir or file.src_uri in handed.hand_written)
    # A file that is written later takes the place of what the builder copied there.
    taken = (own, generated, handed.finished.names if handed.finished.is_written else ())
    left = (file for file in others if not any(file.src_uri in names for names in taken))
    found = sorted((*own.values(), *left), key=partial(_found_order, config.docs_dir))
    return _held_class(builder.package_of(config))(found, generated, handed.finished, config)


@cache
def _held_class(package: str) -> type[Any]:
    return type("HeldFiles", (_Held, builder.module("structure.files", package).Files), {})


def _model(config: Any) -> Any:
    structure = builder.module("structure.files", builder.package_of(config))
    level = structure.InclusionLevel.NOT_IN_NAV
    return structure.File("x", config.docs_dir, config.site_dir, use_directory_urls=True, inclusion=level)


def _file(model: Any, name: str) -> Any:
    """Return a file of the builder; its constructor would take apart and join paths that are known."""
    file = model.__class__.__new__(model.__class__)
    file.__dict__.update(model.__dict__, src_uri=name)
    return file


def _nav_paths(nav: Any) -> Iterator[str]:
    if isinstance(nav, str):
        yield nav.removeprefix("/").removeprefix("./")
    elif isinstance(nav, dict | list):
        for item in nav.values() if isinstance(nav, dict) else nav:
            yield from _nav_paths(item)


def _found_order(docs: str, file: Any) -> str:
    """Return a key that puts files before folders, and the index before the other files; the theme's come last."""
    if file.src_dir != docs:
        return _LAST
    folder, _, name = file.src_uri.rpartition("/")
    place = f"{int(name.rpartition('.')[0] not in {'index', 'README'})}{name}"
    return "\0".join((*(f"2{part}" for part in folder.split("/")), place)) if folder else place
