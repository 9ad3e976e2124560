"""The line, top to bottom: content/ -> gather (sources, repair, merge, topics, related) -> docs/ -> MkDocs -> site/."""

from __future__ import annotations

import shutil
from pathlib import Path

import msgspec

from . import check_site, exports, gates, pages
from .docs import write_docs
from .engine import site as engine
from .errors import ContentError, PapershelfError, located
from .gather import LEDGER, Gathered, gather
from .ledger import ledger_text
from .profile import Profile
from .publish import Staging, check_complete, publish, settle, staging
from .settings import Settings
from .site import Site


class Options(msgspec.Struct, frozen=True, kw_only=True):
    """What a build is asked for."""

    config_file: Path
    content: Path
    output: Path
    now: str
    """The day that counts as today, `YYYY-MM-DD`."""
    docs: Path | None = None
    """Where the Markdown is kept; None when it goes with the build."""
    strict: bool = False
    locked: bool = False
    allow_shrink: bool = False
    max_rejected: float = 1.0
    """Percent of the records that may be rejected."""
    preview: bool = False
    """A preview leaves the ledger as it is."""


def build(options: Options, profile: Profile) -> Gathered:
    """Build and publish the site, all of it or nothing; raises `GateError` when a gate refuses."""
    with staging(options.output, [options.content, options.config_file]) as stage:
        docs = options.docs or stage.docs
        docs.mkdir(parents=True, exist_ok=True)
        config = engine.load(options.config_file, docs_dir=str(docs.resolve()), site_dir=str(stage.site))
        settings = engine.settings_of(config)
        profile.mark("start")
        gathered = gather(options.content, settings, options.now, profile)
        _check_content(gathered, options)
        site = generate(Site(gathered.catalogue, settings, gathered.hand_written), docs, profile)
        with profile.stage("render"):
            engine.build(config, options.now)
        with profile.stage("check"):
            _check_site(stage, site, settings)
        with profile.stage("publish"):
            content = ledger_text(gathered.ledger).encode()
            publish(stage, None if options.preview else (options.content / LEDGER, content))
            shutil.rmtree(stage.folder, ignore_errors=True)
    return gathered


def write(config_file: Path, content: Path, docs: Path, now: str) -> Gathered:
    """Write the Markdown pages and finished files into `docs`, for any builder; the ledger is read and not written."""
    settings = engine.settings_of(engine.load(config_file, docs_dir=str(docs.resolve())))
    gathered = gather(content, settings, now, Profile())
    generate(Site(gathered.catalogue, settings, gathered.hand_written), docs, Profile())
    return gathered


def generate(site: Site, docs: Path, profile: Profile) -> Site:
    """Write the Markdown pages and the finished files of the site into `docs`; return the site with its paths."""
    with profile.stage("render"):
        rendered = list(pages.render_all(site))
        files = [(pages.markdown_path(page), pages.markdown_text(page).encode()) for page in rendered]
        own = pages.hand_written(site, {path for path, _ in files})
        site = msgspec.structs.replace(site, paths=(*(page.path for page in rendered), *own))
        files += [(name, site.hand_written[name].encode()) for name in own.values()]
    with profile.stage("exports"):
        files += [(item.path, item.content) for item in exports.render_all(site)]
    with profile.stage("write"):
        write_docs(docs, files)
    return site


def _check_content(gathered: Gathered, options: Options) -> None:
    """Refuse what must not reach readers, before any work goes into its pages."""
    counts, problems = gathered.catalogue.counts, gathered.catalogue.problems
    if options.strict and problems:
        raise ContentError(
            f"{len(problems)} problems in the content; repair them, or build without --strict",
            located(problems, options.content),
        )
    gates.check_rejected(counts.rejected, counts.read, options.max_rejected)
    before = [entry for entry in gathered.before.of("paper") if entry.state == "live"]
    live = {entry.slug for entry in gathered.ledger.of("paper") if entry.state == "live"}
    vanished = sum(entry.slug not in live for entry in before)
    gates.check_shrinking(len(before), vanished, papers=counts.published, allow=options.allow_shrink)
    gates.check_locked(
        changed=options.locked and gathered.ledger != gathered.before, ledger=str(options.content / LEDGER)
    )


def _check_site(stage: Staging, site: Site, settings: Settings) -> None:
    """Refuse a site that is incomplete, too large, or has a link of ours that leads nowhere."""
    check_complete(stage.site, site.paths)
    found = check_site.check_site(stage.site, settings.site_url).findings
    if found:
        shown = "; ".join(str(item) for item in found[:5])
        raise PapershelfError(f"{len(found)} findings in the built site, such as {shown}")
    gates.check_size(settle(stage.site), settings.size_limit_mb, len(site.catalogue.papers))
