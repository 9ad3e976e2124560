"""The one MkDocs plugin: what MkDocs must leave to the generator."""

from __future__ import annotations

from typing import Any

from mkdocs.config.base import Config
from mkdocs.plugins import BasePlugin


class PapershelfConfig(Config):
    """The plugin has no options: settings stand under `extra.catalogue`."""


class PapershelfPlugin(BasePlugin[PapershelfConfig]):
    """Keeps MkDocs' own sitemap out, whose dates are the day of the build."""

    def on_config(self, config: Any) -> Any:
        """Leave `sitemap.xml` to the generator, which wrote it into docs/."""
        config.theme.static_templates.discard("sitemap.xml")
        return config
