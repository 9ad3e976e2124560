"""Pages of the site, one module a kind: a catalogue in, `Page` values out; the finder and what they share.

A kind is a module of this package that has `render(site: Site) -> Iterator[Page]`. Untrusted text reaches a page only
through the autoescaping templates beside this file.
"""

from __future__ import annotations

import pkgutil
import re
from collections.abc import Container, Iterator
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any, Protocol, cast

import jinja2
import msgspec
from markupsafe import Markup

from generator import escape, maths, repair
from generator.site import Site
from generator.text import cut

from ._actions import pdf_url

HOME = "index.md"
"""The hand-written page whose text stands on the generated home page."""
TEMPLATES = Path(__file__).parent / "templates"
# A page block is one line, so that Markdown takes it as it is; between elements a line end means nothing.
_BETWEEN_ELEMENTS = re.compile(r">\s*\n\s*<")
# What a rule did, in a sentence; hand-written corrections are no rule of the repair.
_RULES = {**repair.DESCRIPTIONS, "correction": "Corrected by hand."}
_FOLDER_PAGE = re.compile(r"/(?:index|README)\.md$")
_LINE_END = re.compile(r"\s*\n\s*")


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


class Kind(Protocol):
    """The contract of a module in this package."""

    def render(self, site: Site) -> Iterator[Page]:
        """Yield the pages of this kind, in a stable order."""


def kinds() -> tuple[Kind, ...]:
    """Return every kind of page, found by name."""
    names = sorted(module.name for module in pkgutil.iter_modules(__path__) if not module.name.startswith("_"))
    return tuple(cast("Kind", import_module(f"{__name__}.{name}")) for name in names)


def render_all(site: Site) -> Iterator[Page]:
    """Yield every generated page of the site."""
    for kind in kinds():
        yield from kind.render(site)


@cache
def _environment() -> jinja2.Environment:
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(TEMPLATES),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=jinja2.StrictUndefined,
    )
    environment.filters["inline"] = lambda text: Markup(maths.to_html(text))  # noqa: S704  # maths.to_html escapes
    environment.filters["plain"] = maths.to_unicode
    environment.filters["cut"] = cut
    environment.filters["pdf"] = pdf_url
    environment.filters["rule"] = lambda name: _RULES.get(name, name)
    environment.filters["lines"] = lambda text: Markup(escape.html_attribute(text))  # noqa: S704  # encoded, line ends too
    environment.filters["json"] = lambda value: Markup(escape.json_in_html(value))  # noqa: S704  # encoded for <script>
    return environment


def fill(template: str, path: str, **values: Any) -> str:
    """Return the template filled for the page at `path`, as one line; `root` leads from there to the site's root."""
    text = _environment().get_template(template).render(root="../" * path.count("/"), **values)
    return _LINE_END.sub(" ", _BETWEEN_ELEMENTS.sub("><", text.strip()))


def common_head(site: Site, path: str, title: str, description: str = "", place: Any = None) -> str:
    """Return the head of a page that is no paper's; `place` is its `Cut` in a paged list."""
    values = {"site": site, "title": title, "description": description, "place": place}
    return fill("head.md.jinja", path, at=path, **values)


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


def markdown_path(page: Page) -> str:
    """Return where the page's Markdown stands below docs/."""
    return f"{page.path.rstrip('/') or 'index'}.md"


def hand_written(site: Site, generated: Container[str]) -> dict[str, str]:
    """Return the maintainer's own pages: URL path to file name, without those that a generated page replaces."""
    own = {name: _canonical(name) for name in site.hand_written}
    return {f"{file.removesuffix('.md')}/": name for name, file in own.items() if file not in generated}


def shadowed(site: Site, generated: Container[str]) -> tuple[str, ...]:
    """Return the names of the maintainer's own pages that a generated page replaces, but the home page's text."""
    return tuple(sorted(name for name in site.hand_written if _canonical(name) in generated and name != HOME))


def _canonical(name: str) -> str:
    """Return the name in the form of `markdown_path`: also of an `index.md` or `README.md`."""
    return _FOLDER_PAGE.sub(".md", name)
