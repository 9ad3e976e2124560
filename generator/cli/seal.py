"""`papershelf seal`: the content security policy for pages of other builders."""

from __future__ import annotations

from pathlib import Path

import click

from generator import policy


@click.command("seal")
@click.argument("site", type=click.Path(path_type=Path, file_okay=False, exists=True))
def command(site: Path) -> int:
    """Write the content security policy into every page of a site that another builder made."""
    click.echo(f"{policy.seal(site)} pages sealed")
    return 0
