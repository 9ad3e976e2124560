"""The line, top to bottom: content -> sources -> repair -> merge -> topics -> related -> catalogue -> docs/ -> site/."""

from __future__ import annotations

import tempfile
from pathlib import Path

import msgspec

from . import exports, gather, pages
from .docs import write_docs
from .engine import site as engine
from .profile import Profile
from .publish import publish
from .site import Site


class Options(msgspec.Struct, frozen=True, kw_only=True):
    """What a build is asked for."""

    config_file: Path
    content: Path
    docs: Path | None = None
    """Where the Markdown is kept; None for a folder that lives as long as the build."""
    output: Path
    now: str
    """The day that counts as today, `YYYY-MM-DD`."""
    strict: bool = False
    locked: bool = False
    allow_shrink: bool = False
    max_rejected: float = 1.0
    """Percent of the records that may be rejected (three may always)."""


def build(options: Options, profile: Profile) -> gather.Gathered:
    """Build and publish the site, and return what was gathered; raises `GateError` when a gate refuses."""
    with tempfile.TemporaryDirectory(prefix="papershelf-docs-") as scratch:
        docs = options.docs or Path(scratch, "docs")
        docs.mkdir(parents=True, exist_ok=True)
        config = engine.load(options.config_file, docs_dir=str(docs.resolve()))
        settings = engine.settings_of(config)
        gathered = gather.gather(options.content, settings, options.now, profile)
        generate(Site(gathered.catalogue, settings, gathered.hand_written), docs, profile)
        publish(config, gathered, options, profile)
    return gathered


def generate(site: Site, docs: Path, profile: Profile) -> None:
    """Write the Markdown pages and the finished files of the site into `docs`."""
    with profile.stage("render"):
        rendered = list(pages.render_all(site))
        files = [(pages.markdown_path(page), pages.markdown_text(page).encode()) for page in rendered]
    with profile.stage("exports"):
        site = msgspec.structs.replace(site, paths=tuple(page.path for page in rendered))
        files += [(item.path, item.content) for item in exports.render_all(site)]
    with profile.stage("write"):
        write_docs(docs, files)
