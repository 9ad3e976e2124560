"""The command line: `papershelf build`, `generate`, `serve`, `check`, `search`, `seal`."""

from __future__ import annotations

import gc
import sys
import tempfile
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click

from . import __version__, build, checks, policy, report, serve
from .engine import site as engine
from .errors import located
from .profile import Profile
from .search import terminal

# Longer than other modules: the options of all commands stand side by side, so that they stay alike.
PACKAGE = Path(__file__).parent


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line and end the process with one of the exit codes that README documents."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")

    def _command() -> int:
        return int(papershelf.main(args=words, prog_name="papershelf", standalone_mode=False) or 0)

    code = report.run(_command, traceback=lambda: "--traceback" in words)
    # The interpreter's last collections would walk every object again: 0.15 s of a build's 1.6.
    gc.freeze()
    sys.exit(code)


def _day(_context: click.Context, _option: click.Parameter, value: str | None) -> str:
    if not value:
        return datetime.now(UTC).date().isoformat()
    try:
        return datetime.strptime(value, "%Y-%m-%d").replace(tzinfo=UTC).date().isoformat()
    except ValueError as error:
        raise click.BadParameter("write the day as YYYY-MM-DD, such as 2026-01-31") from error


def _config_file(_context: click.Context, _option: click.Parameter, value: Path | None) -> Path:
    """Return the mkdocs.yml to use: the one named, the one here, or the one that came with the program."""
    places = (value,) if value else (Path("mkdocs.yml"), PACKAGE.parent / "mkdocs.yml", PACKAGE / "data" / "mkdocs.yml")
    found = next((place for place in places if place.is_file()), None)
    if found is None:
        raise click.BadParameter(f"{places[0]} is not there")
    return found.resolve()


_FOLDER = click.Path(path_type=Path, file_okay=False)
_FILE = click.Path(path_type=Path, dir_okay=False)
content_option = click.option(
    "--content",
    type=click.Path(path_type=Path, file_okay=False, exists=True),
    help="The content folder. [default: content]",
)
config_option = click.option(
    "--config", "config_file", type=_FILE, callback=_config_file, help="Another mkdocs.yml than the one here."
)
now_option = click.option(
    "--now", metavar="DATE", callback=_day, help="The day that counts as today, as YYYY-MM-DD. [default: today, UTC]"
)


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.option("--traceback", is_flag=True, help="Show where in the program an error arose.")
@click.version_option(__version__)
def papershelf(**_: Any) -> None:
    """Turn listings of papers into a static catalogue that people can browse, search and cite.

    Exit codes: 0 built, 1 problems in the content, 2 wrong usage, 3 a fault of the program,
    4 a publishing gate refused.
    """


@papershelf.command("build")
@content_option
@click.option("--output", type=_FOLDER, help="The folder to publish the site into. [default: site]")
@config_option
@now_option
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
    "--profile", "profile_file", type=_FILE, metavar="FILE", help="Write CPU, wall clock and memory of each stage."
)
@click.option("--preview", is_flag=True, hidden=True, help="As `serve` builds: the ledger is not written.")
def build_command(
    config_file: Path, content: Path | None, output: Path | None, profile_file: Path | None, **rest: Any
) -> int:
    """Read the content and publish the site, all of it or nothing."""
    root = config_file.parent
    own = content is None or content.resolve() == (root / "content").resolve()
    options = build.Options(
        config_file=config_file,
        content=content or root / "content",
        output=output or root / "site",
        # The project's own Markdown stays, for other builders; that of another content folder goes with the build.
        docs=root / "docs" if own and not rest["preview"] else None,
        **rest,
    )
    with report.progress() as show:
        profile = Profile(show)
        catalogue = build.build(options, profile).catalogue
    counts = catalogue.counts
    click.echo(
        f"{options.output}: {counts.read} records read, {counts.published} papers published, {counts.merged} merged, "
        f"{counts.rejected} rejected, {len(catalogue.problems)} problems"
    )
    if profile_file:
        profile.write(profile_file)
    return 0


@papershelf.command("generate")
@content_option
@click.option("--docs", type=_FOLDER, help="The folder to write into. [default: docs]")
@config_option
@now_option
def generate_command(content: Path | None, docs: Path | None, config_file: Path, now: str) -> int:
    """Write the Markdown pages and finished files only, for any builder that reads this mkdocs.yml."""
    root = config_file.parent
    content, docs = content or root / "content", docs or root / "docs"
    gathered = build.write(config_file, content, docs, now)
    report.say_problems(located(gathered.catalogue.problems, content))
    return 0


@papershelf.command("serve")
@content_option
@config_option
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option(
    "--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="The port; 0 takes a free one."
)
def serve_command(content: Path | None, config_file: Path, host: str, port: int) -> int:
    """Build, serve, and build again when the content or the theme changes."""
    root = config_file.parent
    content = content or root / "content"
    with tempfile.TemporaryDirectory(prefix="papershelf-serve-") as scratch:
        site = Path(scratch, "site")
        arguments = ["build", "--preview", f"--config={config_file}", f"--content={content}", f"--output={site}"]
        watched = (content, root / "overrides", config_file)
        serve.serve(
            serve.Preview(
                build=arguments, site=site, watched=watched, host=host, port=port, say=report.say,
                base_path=lambda: engine.base_path(engine.load(config_file).site_url or ""),
            )
        )  # fmt: skip
    return 0


@papershelf.command("check")
@content_option
@config_option
@now_option
@click.option("--topics", "labels", type=click.Path(path_type=Path, dir_okay=False, exists=True), metavar="FILE",
              help="Compare the topics that the words alone give with the labels in this JSON file.")  # fmt: skip
@click.option("--site", type=click.Path(path_type=Path, file_okay=False, exists=True), metavar="DIR",
              help="Check the links, anchors and ids of a built site instead of the content.")  # fmt: skip
def check_command(content: Path | None, config_file: Path, now: str, labels: Path | None, site: Path | None) -> int:
    """List the problems of the content, what was repaired, and what is missing; or check a built site."""
    if site:
        return checks.check_built_site(site)
    content = content or config_file.parent / "content"
    if labels:
        return checks.check_topics(config_file, content, now, labels)
    return checks.check_content(config_file, content, now)


@papershelf.command("search")
@click.argument("words", nargs=-1, required=True)
@config_option
@click.option("--site", type=_FOLDER, help="The built site to search. [default: site]")
@click.option("--limit", type=click.IntRange(1, 1000), default=10, show_default=True, help="How many papers to show.")
def search_command(words: tuple[str, ...], config_file: Path, site: Path | None, limit: int) -> int:
    """Search a built site as its search page does, in the same order; needs Node."""
    for line in terminal.search_site(site or config_file.parent / "site", " ".join(words), limit):
        click.echo(line)
    return 0


@papershelf.command("seal")
@click.argument("site", type=click.Path(path_type=Path, file_okay=False, exists=True))
def seal_command(site: Path) -> int:
    """Write the content security policy into every page of a site that another builder made."""
    click.echo(f"{policy.seal(site)} pages sealed")
    return 0


if __name__ == "__main__":
    main()
