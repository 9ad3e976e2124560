"""The middle of the line: the catalogue in, the pages that it will have and the finished files of `docs/` out."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from . import exports, pages, search
from .docs import Docs
from .errors import ContentError, Problem
from .gather import PAGES
from .profile import Profile
from .site import Site

BY_HAND = "{} problems in hand-written pages; repair them and build again (a page that is an orphan needs a link)"


def plan(site: Site, profile: Profile) -> tuple[Site, list[pages.Planned]]:
    """Return the site with the paths of its pages, and those that are generated, none of them made yet."""
    with profile.stage("pages"):
        planned = list(pages.plan(site))
        generated = {pages.markdown_path(item.path) for item in planned}
        _check_shadowed(pages.shadowed(site, generated))
        own = pages.hand_written(site, generated)
        unlisted = frozenset(item.path for item in planned if item.kind == "gone")
        paths = (*(item.path for item in planned), *own)
        return msgspec.structs.replace(site, paths=paths, unlisted=unlisted), planned


def write_docs(
    site: Site, planned: Iterable[pages.Planned], docs: Docs, profile: Profile, *, with_pages: bool = True
) -> None:
    """Make `docs` hold the finished files and the hand-written pages, and the generated ones unless they follow."""
    generated = {pages.markdown_path(item.path) for item in planned}
    with profile.stage("exports"):
        files = [(name, site.hand_written[name].encode()) for name in pages.hand_written(site, generated).values()]
        files += [(item.path, item.content) for item in exports.render_all(site)]
    with profile.stage("search"):
        files += search.render(site)
    with profile.stage("write"):
        for name, content in files:
            docs.write(name, content)
        docs.remove_stale([*generated, *(name for name, _ in files)])
    if with_pages:
        with profile.stage("markdown"):
            for item in planned:
                page = pages.render(item.draft())
                docs.write(pages.markdown_path(page.path), pages.markdown_text(page).encode())


def _check_shadowed(names: Iterable[str]) -> None:
    """Refuse hand-written pages that nobody would see."""
    told = "a generated page has this address; give the file another name"
    problems = tuple(Problem(f"{PAGES}/{name}", 0, told) for name in names)
    if problems:
        raise ContentError(BY_HAND.format(len(problems)), problems)
