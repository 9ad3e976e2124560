"""A page's shell: the theme's template rendered once, with holes where the page's own values go.

The template is filled with values that know when somebody looks into them: printing one is allowed, escaped or not, and
everything else (its length, a comparison, a filter that changes it) is an obstacle, because then another page could
come out differently. Links are relative, so a shell serves the pages of one folder.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

import markupsafe
import msgspec
from jinja2 import pass_context
from markdown import Extension

from generator import escape
from generator.cache import digest
from generator.pages import Page

from . import builder
from .held import AllPages
from .tracing import PROBE, LookedIntoError, TracedPage, cut_at_holes, hole

TEMPLATE = "catalogue.html"
# The front matter of a generated page, in its order.
_KEYS = ("title", "description", "template", "kind", "head")
# A link to a page beside this one: that page itself would have another link there.
_SIBLING = re.compile(r"(?<![\w./])\.\./([^./\"'\s?#>][^/\"'\s?#>]*)")


class Shell(msgspec.Struct, frozen=True):
    """The finished HTML of a kind of page in one folder, but for the holes."""

    pieces: tuple[str, ...]
    """Text and holes in turn; a hole is a name, with `!` behind it where the value is escaped."""
    siblings: frozenset[str]
    """Names of pages of the folder that it links to, and that it does not serve."""
    key: bytes
    """What tells it from any other shell, and its theme and settings from any others."""

    def fill(self, values: Mapping[str, str]) -> str:
        """Return the page with these values."""
        pieces = list(self.pieces)
        for place in range(1, len(pieces), 2):
            name = pieces[place]
            value = values[name.removesuffix("!")]
            pieces[place] = str(markupsafe.escape(value)) if name.endswith("!") else value
        return "".join(pieces)


class Press:
    """What shells are made with: the theme's environment, complete, and the configuration."""

    def __init__(self, env: Any, config: Any, files: Any, nav: Any) -> None:
        package = builder.package_of(config)
        self._env, self._config, self._nav = env, config, nav
        self._canonical = (config.site_url or "").rstrip("/") + "/"
        # The address may come from the environment or from another file than mkdocs.yml, and a shell has a hole for it.
        self._theme = digest(_theme(config), self._canonical.encode())
        self._root = urlsplit(self._canonical).path
        self._files, self._documents = files, AllPages(files)
        self._get_data = builder.module("utils.meta", package).get_data
        self._file = builder.module("structure.files", package).File
        self._page = builder.module("structure.pages", package).Page
        self._context = builder.module("commands.build", package).get_context

    def shell(self, folder: str, kind: str, given: frozenset[str]) -> Shell:
        """Return the shell for pages of that kind in a folder (a path) whose front matter has the `given` keys.

        Raises `LookedIntoError` when the template does more with the page's values than print them.
        """
        texts = [self._render(folder, kind, given, width) for width in (1, 2)]
        pieces, others = (cut_at_holes(text) for text in texts)
        if pieces != others:
            raise LookedIntoError("the length of a value")
        siblings = frozenset(_SIBLING.findall("".join(pieces[::2])))
        return Shell(tuple(pieces), siblings, digest(self._theme, *(piece.encode() for piece in pieces)))

    def values(self, page: Page) -> dict[str, str]:
        """Return what fills the holes for a page; front matter that it does not have is left out."""
        url = quote(page.path)
        values = {
            "title": escape.html_attribute(page.title),
            "description": escape.html_attribute(page.description),
            "head": page.head,
            "canonical_url": self._canonical + url,
            "abs_url": self._root + url,
        }
        return {**{key: value for key, value in values.items() if value}, "content": page.body}

    def full(self, file: Any, text: str) -> str:
        """Return the page of a file as the builder makes it of its Markdown, with all that this costs."""
        kept = file.page
        page = self._page(None, file, self._config)
        file.page = kept
        page.markdown, page.meta = self._get_data(text)
        with _anchors_unread(self._config):
            page.render(self._config, self._files)
        page.active, self._config._current_page = True, page  # noqa: SLF001  # as the builder does, for templates that ask
        context = self._context(self._nav, self._documents, self._config, page)
        template = self._env.get_template(page.meta.get("template", "main.html"))
        context = self._config.plugins.on_page_context(context, page=page, config=self._config, nav=self._nav)
        return str(self._config.plugins.on_post_page(template.render(context), page=page, config=self._config))

    def _render(self, folder: str, kind: str, given: frozenset[str], width: int) -> str:
        file = self._file(f"{folder}{PROBE}.md", None, self._config.site_dir, use_directory_urls=True)
        probe = self._page(None, file, self._config)
        probe.meta = {"template": TEMPLATE, "kind": kind}
        context = self._context(self._nav, self._documents, self._config, probe)
        meta = {key: probe.meta.get(key) or hole(key, width) for key in _KEYS if key in given or key in probe.meta}
        context["page"] = TracedPage(probe, meta, width)
        with _links_from(self._env, probe):
            text = self._env.get_template(TEMPLATE).render(context)
        return str(self._config.plugins.on_post_page(text, page=probe, config=self._config))


def _theme(config: Any) -> bytes:
    parts = [Path(config.config_file_path).read_bytes()]
    for folder in config.theme.dirs:
        parts += [path.read_bytes() for path in sorted(Path(folder).rglob("*.html"))]
    return digest(*parts)


class _AnchorsUnread(Extension):
    """Keeps out what looks through a page for the names that links may have, as long as all else that Markdown does.

    A template that asks for these names has no shell, so nothing else can see that they are not there.
    """

    def extendMarkdown(self, md: Any) -> None:  # noqa: N802  # the library's name
        """Register what the builder adds later on, but that."""
        register = md.preprocessors.register

        def _register(item: Any, name: str, priority: float) -> None:
            if name != "mkdocs_raw_html":
                register(item, name, priority)

        md.preprocessors.register = _register


@contextmanager
def _anchors_unread(config: Any) -> Iterator[None]:
    kept = config["markdown_extensions"]
    config["markdown_extensions"] = [*kept, _AnchorsUnread()]
    try:
        yield
    finally:
        config["markdown_extensions"] = kept


@contextmanager
def _links_from(env: Any, probe: Any) -> Iterator[None]:
    """Let the theme's filters compute links from the probe: they look into the page's address, as they must."""
    kept = dict(env.filters)

    def _from_probe(name: str) -> Any:
        def _link(context: Any, value: Any) -> Any:
            return kept[name]({"page": probe, "base_url": context["base_url"]}, value)

        return pass_context(_link)

    env.filters.update({name: _from_probe(name) for name in ("url", "script_tag") if name in kept})
    try:
        yield
    finally:
        env.filters.update(kept)
