"""`papershelf serve`: a preview that follows the content."""

from __future__ import annotations

import tempfile
from pathlib import Path

import click

from generator import report, serve

from . import _options as options


@click.command("serve")
@options.content
@options.config
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option(
    "--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="The port; 0 takes a free one."
)
def command(content: Path | None, config_file: Path, host: str, port: int) -> int:
    """Build, serve, and build again when the content or the theme changes."""
    root = config_file.parent
    content = content or root / "content"
    with tempfile.TemporaryDirectory(prefix="papershelf-serve-") as scratch:
        site = Path(scratch, "site")
        arguments = ["build", "--preview", f"--config={config_file}", f"--content={content}", f"--output={site}"]
        watched = (content, root / "overrides", config_file)
        serve.serve(serve.Preview(build=arguments, site=site, watched=watched, host=host, port=port, say=report.say))
    return 0
