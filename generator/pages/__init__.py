"""Pages of the site, one module a kind: a catalogue in, `Page` values out; the finder and what they share.

A kind is a module of this package that has `plan(shared: Shared) -> Iterator[Planned]`: it says where its pages stand,
and how the `Draft` of each is made. A draft is plain data, and `render` makes a page of it and of the templates alone,
so equal drafts are equal pages. Untrusted text reaches a page only through the autoescaping templates beside this file.
"""

from __future__ import annotations

import pkgutil
import re
from collections import Counter
from collections.abc import Callable, Container, Iterator
from importlib import import_module
from typing import Any, Protocol, cast

import msgspec

from generator import escape
from generator.site import Site

from ._shared import Shared
from ._templates import ROOT, fill

HOME = "index.md"
"""The hand-written page whose text stands on the generated home page."""
UNLISTED = frozenset(("gone", "reading-list"))
"""The kinds of pages that search engines are asked to leave out."""
_FOLDER_PAGE = re.compile(r"/(?:index|README)\.md$")


class Page(msgspec.Struct, frozen=True, kw_only=True):
    """One generated page: plain text for the head, finished HTML for the rest."""

    path: str
    """Its URL below the site's root, with a final slash; empty for the home page."""
    kind: str
    title: str
    """Unicode, not yet escaped."""
    description: str = ""
    head: str = ""
    """Finished HTML for `<head>`, on one line."""
    body: str = ""
    """Finished HTML of the page, on one line."""
    markdown: str = ""
    """Trusted Markdown of a hand-written page, published below the body."""


class Draft(msgspec.Struct, frozen=True, kw_only=True):
    """All that a page is made from: two templates, and the values that they are filled with."""

    path: str
    kind: str
    title: str
    description: str = ""
    head: str = "head.md.jinja"
    body: str
    values: dict[str, Any]
    """Plain data, such as strings and frozen values of them; `title` and `description` are added."""
    markdown: str = ""


class Planned(msgspec.Struct, frozen=True):
    """A page that the site will have."""

    path: str
    kind: str
    draft: Callable[[], Draft]
    """Makes its draft; a site has too many to hold them all at once."""
    made_of: Callable[[], bytes] | None = None
    """Makes a digest of all that its draft is made from, for a fraction of the cost; None where nothing is saved."""


class Kind(Protocol):
    """The contract of a module in this package."""

    def plan(self, shared: Shared) -> Iterator[Planned]:
        """Yield the pages of this kind, in a stable order."""


def kinds() -> tuple[Kind, ...]:
    """Return every kind of page, found by name."""
    names = sorted(module.name for module in pkgutil.iter_modules(__path__) if not module.name.startswith("_"))
    return tuple(cast("Kind", import_module(f"{__name__}.{name}")) for name in names)


def plan(site: Site) -> Iterator[Planned]:
    """Yield every generated page of the site, none of them made yet."""
    shared = Shared(site)
    for kind in kinds():
        yield from kind.plan(shared)


def render(draft: Draft) -> Page:
    """Return the page of a draft."""
    root = "../" * draft.path.count("/")
    values = {**draft.values, "title": draft.title, "description": draft.description}
    return Page(
        path=draft.path,
        kind=draft.kind,
        title=draft.title,
        description=draft.description,
        head=fill(draft.head, values).replace(ROOT, root),
        body=fill(draft.body, values).replace(ROOT, root),
        markdown=draft.markdown,
    )


def render_all(site: Site) -> Iterator[Page]:
    """Yield every generated page of the site."""
    for planned in plan(site):
        yield render(planned.draft())


def markdown_text(page: Page) -> str:
    """Return the Markdown file of a page: whitelisted front matter, then its block on one line."""
    front = {
        "title": escape.html_attribute(page.title),
        "description": escape.html_attribute(page.description),
        "template": "catalogue.html",
        "kind": page.kind,
        "head": page.head,
    }
    lines = [f"{key}: {escape.yaml(value)}" for key, value in front.items() if value]
    return "\n".join(["---", *lines, "---", "", page.body, "", page.markdown.strip()]).rstrip() + "\n"


def markdown_path(path: str) -> str:
    """Return where the Markdown of the page at a URL path stands below docs/."""
    return f"{path.rstrip('/') or 'index'}.md"


def hand_written(site: Site, generated: Container[str]) -> dict[str, str]:
    """Return the maintainer's own pages: URL path to file name, without those that a generated page replaces."""
    own = {name: _canonical(name) for name in site.hand_written}
    return {f"{file.removesuffix('.md')}/": name for name, file in own.items() if file not in generated}


def shadowed(site: Site, generated: Container[str]) -> tuple[str, ...]:
    """Return the names of the maintainer's own pages that a generated page replaces, but the home page's text."""
    return tuple(sorted(name for name in site.hand_written if _canonical(name) in generated and name != HOME))


def doubled(site: Site, generated: Container[str]) -> tuple[str, ...]:
    """Return the names of the maintainer's own pages whose address another one of them has too."""
    counts = Counter(_canonical(name) for name in site.hand_written)
    alone = {file for file, count in counts.items() if count == 1 or file in generated}
    return tuple(sorted(name for name in site.hand_written if _canonical(name) not in alone))


def _canonical(name: str) -> str:
    """Return the name in the form of `markdown_path`: also of an `index.md` or `README.md`."""
    return HOME if name == "README.md" else _FOLDER_PAGE.sub(".md", name)
