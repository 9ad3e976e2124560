"""MkDocs called as a function: `docs/` in, a built site out."""

from __future__ import annotations

import logging
import os
import re
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from jinja2 import TemplateError, TemplateSyntaxError

from generator.errors import ContentError, Problem, UsageError
from generator.settings import Settings, parse_settings

from . import builder
from .handed import Handed
from .obstacles import obstacle

PLUGIN = "papershelf"
# How MkDocs begins a warning about one page.
_OF_PAGE = re.compile(r"Doc file '([^']+)' (.+)", re.DOTALL)


def load(config_file: Path, **changes: Any) -> Any:
    """Return the MkDocs configuration, with changes such as `docs_dir`; a faulty file is a `UsageError`."""
    # A fresh catalogue has no docs/ yet, and MkDocs refuses a folder that is not there: any will do until a build.
    changes.setdefault("docs_dir", str(Path(__file__).parent))
    exceptions = builder.module("exceptions")
    try:
        return builder.module("config").load_config(config_file=str(config_file), **changes)
    except (exceptions.ConfigurationError, exceptions.Abort) as error:
        raise UsageError(f"{config_file}: {error}") from error


def settings_of(config: Any) -> Settings:
    """Return the catalogue's settings from a loaded configuration."""
    return parse_settings(
        config.extra.get("catalogue") or {},
        site_name=config.site_name,
        site_url=config.site_url or "",
        repo_url=(config.repo_url or "").rstrip("/"),
        language=str(config.theme["language"]),
    )


def read_settings(config_file: Path) -> Settings:
    """Return the catalogue's settings alone, for commands that build nothing."""
    return settings_of(load(config_file))


def base_path(site_url: str) -> str:
    """Return the path that the site stands under, with slashes at both ends."""
    return urlsplit(site_url).path or "/"


class _Warnings(logging.Handler):
    """Keeps what MkDocs warns of; lives for one build."""

    def __init__(self, folder: str) -> None:
        super().__init__(logging.WARNING)
        self.problems: list[Problem] = []
        self._folder = folder

    def emit(self, record: logging.LogRecord) -> None:
        """Keep a warning as a problem of the page that it names."""
        message = record.getMessage()
        match = _OF_PAGE.match(message)
        file, told = (f"{self._folder}/{match[1]}", match[2]) if match else (self._folder, message)
        self.problems.append(Problem(file, 0, told))


def plain_reason(config: Any) -> str | None:
    """Return why the pages of this configuration cannot be handed over and must be built in full, or None."""
    plugin = config.plugins.get(PLUGIN)
    return obstacle(config, plugin) if plugin else f"mkdocs.yml does not name the plugin {PLUGIN}"


def build(config: Any, day: str, folder: str = "docs", handed: Handed | None = None) -> None:
    """Build the site of the configuration into its `site_dir`; `day` stands for today in whatever MkDocs dates.

    `folder` is where the hand-written pages stand, the only ones that MkDocs has anything to say about. The generated
    ones are read from docs/, unless they are `handed` over.
    """
    log = logging.getLogger(builder.package_of(config))
    log.setLevel(logging.WARNING)
    warnings = _Warnings(folder)
    log.addHandler(warnings)
    os.environ["SOURCE_DATE_EPOCH"] = str(_epoch(day))
    try:
        if handed:
            config.plugins[PLUGIN].handed = handed
        config.plugins.on_startup(command="build", dirty=False)
        builder.module("commands.build").build(config)
    except builder.module("exceptions").Abort as error:
        raise ContentError(f"MkDocs stopped: {error}", tuple(warnings.problems)) from error
    except TemplateSyntaxError as error:
        raise UsageError(f"{error.filename or error.name}:{error.lineno}: {error.message}") from error
    except TemplateError as error:
        raise UsageError(f"a template of the theme: {type(error).__name__}: {error.message}") from error
    finally:
        log.removeHandler(warnings)
        config.plugins.on_shutdown()


def _epoch(day: str) -> int:
    return int(datetime.fromisoformat(day).replace(tzinfo=UTC).timestamp())
