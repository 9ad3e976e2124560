"""The one MkDocs plugin: what MkDocs must leave to the generator, and the policy on every page."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec
from mkdocs.config.base import Config
from mkdocs.plugins import BasePlugin, event_priority

from generator import policy
from generator.cache import NO_CACHE
from generator.folder import Folder
from generator.theme import MARK, OVERRIDES

from . import direct
from .articles import ARTICLES
from .handed import FINISHED, PAGES, Handed
from .held import AllPages, held_files
from .probe import ProbePolicies
from .shell import Press


class PapershelfConfig(Config):  # type: ignore[no-untyped-call]  # MkDocs types no class hooks
    """The plugin has no options: settings stand under `extra.catalogue`."""


class PapershelfPlugin(BasePlugin[PapershelfConfig]):  # type: ignore[no-untyped-call]  # the same
    """Keeps MkDocs' own sitemap out, whose dates are the day of the build, and seals each page with its policy.

    A build of ours hands its pages over in memory, and they are written without the builder's help (`direct`); whoever
    calls the builder itself has every page of docs/ read and rendered in full.
    """

    handed: Handed | None = None

    def on_config(self, config: Any) -> Any:
        """Leave `sitemap.xml` to the generator, which wrote it into docs/; our theme stands behind a site's files."""
        config.theme.static_templates.discard("sitemap.xml")
        folders = config.theme.dirs
        if not any(Path(folder, MARK).is_file() for folder in folders):
            # MkDocs' own folder of templates stands last, the theme before it; a `custom_dir` stands first.
            folders.insert(1 if config.theme.custom_dir else 0, str(OVERRIDES))
        config.markdown_extensions.append(ARTICLES)
        return config

    def on_files(self, files: Any, config: Any) -> Any:
        """Add the pages that were handed over.

        The theme's template of a sitemap stays out: it would be copied as it is where the generator wrote none.
        """
        sitemap = files.get_file_from_path("sitemap.xml")
        if sitemap is not None and Path(sitemap.src_dir) != Path(config.docs_dir):
            files.remove(sitemap)
        if self.handed:
            if any(config.plugins.events[event] for event in ("post_build", "shutdown")):
                # Whoever may change the files of the built site must see all, and not change what readers see now.
                self.handed = msgspec.structs.replace(self.handed, cache=NO_CACHE, is_shown_first=False)
            site = Folder(Path(config.site_dir))
            self._published = self.handed.published(PAGES, site)
            self.handed.profile.mark("mkdocs")
            if not self.handed.is_shown_first:
                self.handed.finished.write(self.handed.published(FINISHED, site))
            files = held_files(files, config, self.handed)
            self.handed.settled.leave_open(files.destinations)
            # The builder fills these itself: they are among no files.
            self.handed.settled.leave_open(config.theme.static_templates)
            self.handed.settled.is_ours = len(config.plugins) == 1
        self._pages = AllPages(files)
        return files

    def on_nav(self, nav: Any, **_: Any) -> Any:
        """Keep the navigation, which the probe pages show as every page does."""
        self._nav = nav
        return nav

    def on_env(self, env: Any, config: Any, files: Any) -> Any:
        """Begin to judge the templates: from here on the theme's environment is complete."""
        self._policies = ProbePolicies(env, config, files, self._nav)
        if self.handed:
            direct.write_pages(self.handed, files, Press(env, config, files, self._nav), self._published)
            self._published.save()
        return env

    def on_page_context(self, context: Any, **_: Any) -> Any:
        """Let templates see all pages, not those alone that the builder builds."""
        return {**context, "pages": self._pages} if self.handed else context

    @event_priority(100)
    def on_template_context(self, context: Any, **_: Any) -> Any:
        """Let templates without a page see them too, and the other plugins that are asked about these."""
        return {**context, "pages": self._pages} if self.handed else context

    def on_post_page(self, output: str, page: Any, **_: Any) -> str:
        """Write the policy: a probe's for a generated page, the page's own for a hand-written one, which is trusted."""
        if not output:
            return output
        trusted = "kind" not in page.meta
        return policy.with_policy(output, policy.policy_of(output) if trusted else self._policies.policy_for(page))

    def on_post_template(self, output_content: str, template_name: str, **_: Any) -> str:
        """Write the policy of a page that the theme fills without data, such as `404.html`."""
        if not template_name.endswith(".html"):
            return output_content
        return policy.with_policy(output_content, policy.policy_of(output_content))
