"""Probe pages: the templates filled with no data at all, to see which inline scripts are the theme's own."""

from __future__ import annotations

from typing import Any

from mkdocs.commands.build import get_context
from mkdocs.structure.files import File
from mkdocs.structure.pages import Page

from generator import policy

from .held import AllPages


class ProbePolicies:
    """Owns the policies of one build; one probe is rendered for each template, kind of page and depth."""

    def __init__(self, env: Any, config: Any, files: Any, nav: Any) -> None:
        self._env = env
        self._config = config
        self._pages = AllPages(files)
        self._nav = nav
        self._known: dict[tuple[str, str, str], str] = {}

    def policy_for(self, page: Any) -> str:
        """Return the policy of a generated page, taken from a probe in its place."""
        # The site's root is written into a script as "..", so pages of one depth share their hashes.
        place = "index.md" if page.is_homepage else "/".join(["probe"] * max(page.url.count("/"), 1)) + ".md"
        key = (page.meta.get("template", "main.html"), page.meta["kind"], place)
        if key not in self._known:
            self._known[key] = policy.policy_of(self._render(*key))
        return self._known[key]

    def _render(self, template: str, kind: str, place: str) -> str:
        file = File(place, None, self._config.site_dir, self._config.use_directory_urls)
        probe = Page("", file, self._config)
        probe.meta = {"template": template, "kind": kind}
        probe.content = ""
        context = get_context(self._nav, self._pages, self._config, probe)
        html: str = self._env.get_template(template).render(context)
        return html
