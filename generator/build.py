"""The line, top to bottom: content/ -> gather (sources, repair, merge, topics, related) -> docs/ -> MkDocs -> site/."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import msgspec

from . import cache as caches
from . import collector, gates, permalinks, report
from .engine import site as engine
from .engine.finished import Finished
from .engine.handed import Handed
from .errors import ContentError, GateError, UsageError, located
from .folder import Folder, remove_tree
from .gather import LEDGER, PAGES, Gathered, gather
from .generate import finished_files, plan, write_docs, write_hand_written
from .permalinks import ledger_text
from .preview import REFUSED, Listener, Made, show_first
from .profile import Profile
from .publish import Staging, locked, publish, staging
from .records import Means
from .site import Site
from .soundness import check_sound
from .sources import FOLDER
from .standing import Settled
from .yaml_file import UNREADABLE


class Options(msgspec.Struct, frozen=True, kw_only=True):
    """What a build is asked for."""

    config_file: Path
    content: Path
    output: Path
    now: str
    """The day that counts as today, `YYYY-MM-DD`."""
    docs: Path | None = None
    """Where the Markdown is kept; None when it goes with the build."""
    plain: bool = False
    """Build every page in full, as any builder does."""
    strict: bool = False
    locked: bool = False
    allow_shrink: bool = False
    max_rejected: float = 1.0
    """Percent of the records that may be rejected."""
    cache: Path | None = None
    """The folder that keeps what builds have computed; None to compute everything."""
    workers: int = 1
    """Processes that work on records."""
    preview: Listener | None = None
    """A preview is shown even where a gate would refuse it, and leaves the ledger as it is; None for a build."""


def build(options: Options, profile: Profile) -> Gathered:
    """Build and publish the site, all of it or nothing; raises `GateError` when a gate refuses."""
    _check_apart(options.output, options.content)
    with (
        staging(options.output, [options.content, options.config_file], options.docs) as stage,
        caches.opened(options.cache) as cache,
        collector.seldom(),
    ):
        made = _make(options, stage, cache, profile)
        if options.preview:
            show_first(made, stage, cache, options.preview, profile)
        else:
            with profile.stage("check"):
                check_sound(made.site, stage.site, made.settled, cache)
            with profile.stage("publish"):
                publish(stage, _new_ledger(made.gathered, options.content / LEDGER))
                remove_tree(str(stage.folder))
    return made.gathered


def _make(options: Options, stage: Staging, cache: caches.Cache, profile: Profile) -> Made:
    """Build the site into the staging folder; that of a preview may lack its finished files."""
    config = engine.load(options.config_file, docs_dir=str(stage.docs.resolve()), site_dir=str(stage.site))
    settings = engine.settings_of(config)
    profile.mark("start")
    with collector.off():
        gathered = gather(options.content, settings, options.now, profile, Means(cache, options.workers))
    _check_content(gathered, options)
    site, planned = plan(Site(gathered.catalogue, settings, gathered.hand_written, cache=cache), profile)
    gates.check_answers(unanswered(gathered, site.paths))
    docs = Folder(stage.docs)
    handed: Handed | None = None
    settled = Settled()
    if _is_plain(config, options):
        write_docs(site, planned, docs, profile)
    else:
        own = write_hand_written(site, planned, docs)
        kept = docs if options.docs else None
        finished = Finished(finished_files(site), kept, profile)
        handed = Handed(planned, finished, own, kept, profile, cache, stage.output, settled, bool(options.preview))
    with profile.stage("mkdocs"):
        engine.build(config, options.now, PAGES, handed)
    return Made(gathered, site, settled, handed)


def _check_apart(output: Path, content: Path) -> None:
    """Refuse an output that the next build would read as content."""
    for folder in (content / FOLDER, content / PAGES):
        if output.resolve().is_relative_to(folder.resolve()):
            raise UsageError(f"{output} lies in {folder}, which is read: choose a folder outside it, such as site")


def write(config_file: Path, content: Path, docs: Path, now: str) -> Gathered:
    """Write the Markdown pages and finished files into `docs`, for any builder; the ledger is read and not written."""
    with locked(docs):
        docs.mkdir(parents=True, exist_ok=True)
        settings = engine.settings_of(engine.load(config_file, docs_dir=str(docs.resolve())))
        gathered = gather(content, settings, now, Profile())
        site, planned = plan(Site(gathered.catalogue, settings, gathered.hand_written), Profile())
        write_docs(site, planned, Folder(docs), Profile())
    return gathered


def _is_plain(config: Any, options: Options) -> bool:
    """Tell whether every page is built in full, and say so where nobody has asked for it."""
    reason = None if options.plain else engine.plain_reason(config)
    if reason:
        report.say(f"papershelf: all pages are built in full, which takes longer: {reason}")
    return options.plain or reason is not None


def _check_content(gathered: Gathered, options: Options) -> None:
    """List the problems of the content, and refuse what must not reach readers before any work goes into its pages."""
    problems = gathered.catalogue.problems
    if options.strict and problems:
        raise ContentError(
            f"{len(problems)} problems in the content; repair them, or build without --strict",
            located(problems, options.content),
        )
    unreadable = tuple(item for item in problems if item.code == UNREADABLE)
    if unreadable:
        # Without the taxonomy every topic's page would become a tombstone, because of one comma.
        raise ContentError(
            "a file that decides about every page cannot be read; repair it and build again",
            located(unreadable, options.content),
        )
    report.say_problems(located(problems, options.content))
    try:
        _check_gates(gathered, options)
    except GateError as refusal:
        if not options.preview:
            raise
        report.say(f"papershelf: {REFUSED.format(refusal)}")


def _check_gates(gathered: Gathered, options: Options) -> None:
    counts = gathered.catalogue.counts
    gates.check_ledger([item for item in gathered.catalogue.problems if item.code == permalinks.DAMAGED])
    gates.check_rejected(counts.rejected, counts.read, options.max_rejected)
    before = {entry.slug for entry in gathered.before.of("paper") if entry.state == "live"}
    live = {entry.slug for entry in gathered.ledger.of("paper") if entry.state == "live"}
    gates.check_shrinking(len(before), len(before - live), papers=counts.published, allow=options.allow_shrink)
    if options.locked:
        ledger = options.content / LEDGER
        gates.check_locked(changed=_new_ledger(gathered, ledger) is not None, ledger=str(ledger))


def unanswered(gathered: Gathered, paths: Iterable[str]) -> list[str]:
    """Return the addresses that were ever published and have no page among these paths."""
    known = {permalinks.address(entry) for entry in (*gathered.before.entries, *gathered.ledger.entries)}
    return sorted(known.difference(paths))


def _new_ledger(gathered: Gathered, path: Path) -> tuple[Path, bytes] | None:
    """Return the ledger's file and its content where they change."""
    content = ledger_text(gathered.ledger).encode()
    return None if path.is_file() and path.read_bytes() == content else (path, content)
