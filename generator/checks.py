"""What `papershelf check` looks at: the content, the topics against labels, or a built site."""

from __future__ import annotations

from pathlib import Path

import click
import msgspec

from . import report, topics
from .check_site import check_site
from .engine import site as engine
from .errors import UsageError, located
from .gather import Gathered, gather
from .profile import Profile

FOUND = 1
"""Exit code when something was found."""


def check_content(config_file: Path, content: Path, now: str) -> int:
    """Print every problem of the content and a summary; return 1 when there is any."""
    catalogue = _gathered(config_file, content, now).catalogue
    report.say_problems(located(catalogue.problems, content))
    repairs = sum(len(paper.repairs) for paper in catalogue.papers)
    flags = sum(len(paper.flags) for paper in catalogue.papers)
    counts = catalogue.counts
    click.echo(
        f"{counts.read} read = {counts.published} published + {counts.merged} merged + {counts.rejected} rejected"
    )
    click.echo(f"{repairs} repairs, {flags} places left as found, {len(catalogue.problems)} problems")
    return FOUND if catalogue.problems else 0


def check_topics(config_file: Path, content: Path, now: str, labels: Path) -> int:
    """Print how the topics that words alone give agree with the labels: each miss, then the counts as the last line."""
    try:
        document = msgspec.json.decode(labels.read_bytes())
    except msgspec.DecodeError as error:
        raise UsageError(
            f'{labels}: {error}; expected JSON shaped like {{"labels": [{{"title": ..., "primary": ...}}]}}'
        ) from error
    gathered = _gathered(config_file, content, now)
    found = topics.labels_of(document)
    for line in topics.score_labels(gathered.catalogue.papers, gathered.taxonomy, found).lines:
        click.echo(line)
    return 0


def check_built_site(site: Path) -> int:
    """Print what is wrong with the links of a built site and the counts; return 1 when anything is."""
    result = check_site(site)
    for finding in result.findings:
        click.echo(str(finding))
    click.echo(result.summary())
    return FOUND if result.findings else 0


def _gathered(config_file: Path, content: Path, now: str) -> Gathered:
    settings = engine.settings_of(engine.load(config_file))
    return gather(content, settings, now, Profile())
