"""The one MkDocs plugin: what MkDocs must leave to the generator, and the policy on every page."""

from __future__ import annotations

from typing import Any

from mkdocs.config.base import Config
from mkdocs.plugins import BasePlugin

from generator import policy

from .probe import ProbePolicies


class PapershelfConfig(Config):  # type: ignore[no-untyped-call]  # MkDocs types no class hooks
    """The plugin has no options: settings stand under `extra.catalogue`."""


class PapershelfPlugin(BasePlugin[PapershelfConfig]):  # type: ignore[no-untyped-call]  # the same
    """Keeps MkDocs' own sitemap out, whose dates are the day of the build, and seals each page with its policy."""

    def on_config(self, config: Any) -> Any:
        """Leave `sitemap.xml` to the generator, which wrote it into docs/."""
        config.theme.static_templates.discard("sitemap.xml")
        return config

    def on_nav(self, nav: Any, **_: Any) -> Any:
        """Keep the navigation, which the probe pages show as every page does."""
        self._nav = nav
        return nav

    def on_env(self, env: Any, config: Any, files: Any) -> Any:
        """Begin to judge the templates: from here on the theme's environment is complete."""
        self._policies = ProbePolicies(env, config, files, self._nav)
        return env

    def on_post_page(self, output: str, page: Any, **_: Any) -> str:
        """Write the policy: a probe's for a generated page, the page's own for a hand-written one, which is trusted."""
        trusted = "kind" not in page.meta
        return policy.with_policy(output, policy.policy_of(output) if trusted else self._policies.policy_for(page))

    def on_post_template(self, output_content: str, template_name: str, **_: Any) -> str:
        """Write the policy of a page that the theme fills without data, such as `404.html`."""
        if not template_name.endswith(".html"):
            return output_content
        return policy.with_policy(output_content, policy.policy_of(output_content))
