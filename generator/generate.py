"""The middle of the line: the catalogue in, the pages that it will have and the finished files of `docs/` out."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Sequence

from . import exports, pages, search
from .errors import ContentError, Problem
from .exports import ExportFile
from .folder import Folder
from .gather import PAGES
from .profile import Profile
from .site import Site

_TEMPLATES = "templates/"
BY_HAND = "{} problems in hand-written pages; repair them and build again (a page that is an orphan needs a link)"


def plan(site: Site, profile: Profile) -> tuple[Site, list[pages.Planned]]:
    """Return the site with the paths of its pages, and those that are generated, none of them made yet."""
    with profile.stage("pages"):
        planned = list(pages.plan(site))
        generated = {pages.markdown_path(item.path) for item in planned}
        _check_names(site, generated)
        own = pages.hand_written(site, generated)
        unlisted = frozenset(item.path for item in planned if item.kind in pages.UNLISTED)
        paths = (*(item.path for item in planned), *own)
        return site.with_paths(paths, unlisted), planned


def finished_files(site: Site) -> Iterator[tuple[str, Iterator[ExportFile]]]:
    """Yield (stage, its files): all that is written as it is, in the order of the stages."""
    yield "exports", exports.render_all(site)
    yield "search", (ExportFile(item.path, item.content) for item in search.render(site))


def write_hand_written(site: Site, planned: Iterable[pages.Planned], docs: Folder) -> list[str]:
    """Write the maintainer's own pages into `docs` and return their names."""
    generated = {pages.markdown_path(item.path) for item in planned}
    names = list(pages.hand_written(site, generated).values())
    for name in names:
        docs.write(name, site.hand_written[name].encode())
    return names


def write_docs(site: Site, planned: Sequence[pages.Planned], docs: Folder, profile: Profile) -> None:
    """Make `docs` hold every page's Markdown and every finished file, and nothing else, for any builder."""
    wanted = [*(pages.markdown_path(item.path) for item in planned), *write_hand_written(site, planned, docs)]
    for name, files in finished_files(site):
        with profile.stage(name):
            for file in files:
                docs.write(file.path, file.content)
                wanted.append(file.path)
    with profile.stage("markdown"):
        for item in planned:
            page = pages.render(item.draft())
            docs.write(pages.markdown_path(page.path), pages.markdown_text(page).encode())
        docs.remove_stale(wanted)


def _check_names(site: Site, generated: Container[str]) -> None:
    """Refuse hand-written pages that nobody would see."""
    found = {
        "a generated page has this address": pages.shadowed(site, generated),
        "another page has this address": pages.doubled(site, generated),
        f"the builder leaves out what stands in {_TEMPLATES}": [
            name for name in site.hand_written if name.startswith(_TEMPLATES)
        ],
    }
    told = "{}; give the file another name"
    problems = tuple(Problem(f"{PAGES}/{name}", 0, told.format(why)) for why, names in found.items() for name in names)
    if problems:
        raise ContentError(BY_HAND.format(len(problems)), problems)
