"""`papershelf build`: read the content and publish the site."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from generator import build, report, workers
from generator.gather import Gathered
from generator.preview import Listener
from generator.profile import Profile

from . import _options as options


@click.command("build")
@options.content
@click.option("--output", type=options.FOLDER, help="The folder to publish the site into. [default: site]")
@options.config
@options.now
@click.option("--plain", is_flag=True, help="Read every page's Markdown and render it in full: the same site, slower.")
@click.option("--strict", is_flag=True, help="End with exit code 1 when the content has any problem.")
@click.option("--locked", is_flag=True, help="Refuse when the ledger of permalinks would change (for CI).")
@click.option("--allow-shrink", is_flag=True, help="Publish even when more than 10 % of the papers vanish.")
@click.option(
    "--max-rejected",
    type=click.FloatRange(0, 100),
    default=1.0,
    metavar="PERCENT",
    show_default=True,
    help="Refuse when a larger share of the records is rejected (up to two never stop a build).",
)
@click.option(
    "--profile",
    "profile_file",
    type=options.FILE,
    metavar="FILE",
    help="Write CPU, wall clock and memory of each stage.",
)
@click.option("--cache", type=options.FOLDER, help="Where to keep what the next build need not compute again. "
              "[default: .papershelf beside mkdocs.yml]")  # fmt: skip
@click.option("--no-cache", is_flag=True, help="Compute everything, and keep nothing for the next build.")
@click.option("--workers", type=click.IntRange(1, 64), default=workers.available, metavar="N",
              help="Processes that share many records; the site is the same. [default: one a core, to 4]")  # fmt: skip
@click.option("--preview", is_flag=True, hidden=True, help="As `serve` builds: shown at once, then checked.")
def command(
    config_file: Path,
    content: Path | None,
    output: Path | None,
    profile_file: Path | None,
    cache: Path | None,
    *,
    no_cache: bool,
    preview: bool,
    **rest: Any,
) -> int:
    """Read the content and publish the site, all of it or nothing."""
    root = config_file.parent
    own = content is None or content.resolve() == (root / "content").resolve()
    content = content or root / "content"
    asked = build.Options(
        config_file=config_file,
        content=content,
        output=output or root / "site",
        # The project's own Markdown stays, for other builders; that of another content folder goes with the build.
        docs=root / "docs" if own and not preview else None,
        cache=None if no_cache else cache or options.cache_folder(config_file, content),
        preview=Listener(_say_seen, _say_whole) if preview else None,
        **rest,
    )
    with report.progress() as show:
        profile = Profile(show)
        gathered = build.build(asked, profile)
    click.echo(f"{asked.output}: {_counts(gathered)}")
    if profile_file:
        profile.write(profile_file)
    return 0


def _say_seen(gathered: Gathered, base: str) -> None:
    click.echo(f"{report.SHOWN}{base} {_counts(gathered)}")


def _say_whole() -> None:
    click.echo(report.WHOLE)


def _counts(gathered: Gathered) -> str:
    counts = gathered.catalogue.counts
    return (
        f"{counts.read} records read, {counts.published} papers published, {counts.merged} merged, "
        f"{counts.rejected} rejected, {len(gathered.catalogue.problems)} problems"
    )
