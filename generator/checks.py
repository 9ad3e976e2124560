"""What `papershelf check` looks at: the content, the topics against labels, or a built site."""

from __future__ import annotations

import difflib
import os
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import partial
from itertools import filterfalse
from pathlib import Path

import click
import msgspec

from . import doctor, escape, permalinks, report
from .check_site import check_site
from .doctor import Advice
from .engine import site as engine
from .errors import ContentError, UsageError, located
from .gather import Gathered, gather
from .labels import labels_of, score_labels
from .profile import Profile

FOUND = 1
"""Exit code when something was found."""
ADVICE_SHOWN = 20
"""Of one code this many are shown: of a thousand papers without an abstract the count says more."""
CORRECTIONS = "corrections.yml"


def check_content(config_file: Path, content: Path, now: str, *, shows_all: bool = False, fixes: bool = False) -> int:
    """Print problems, advice and a summary; return 1 when there is a problem. `fixes` writes what is safe to write."""
    gathered = _gathered(config_file, content, now)
    catalogue = gathered.catalogue
    advice = doctor.examine(gathered)
    meanings = doctor.codes()
    problems = [item for item in catalogue.problems if item.code not in meanings]
    for problem in located(problems, content):
        report.say(f"{problem} [{problem.code}]")
    for item in _shown(advice, None if shows_all else ADVICE_SHOWN):
        (problem,) = located([item.problem], content)
        click.echo(escape.log_line(f"{problem} [{problem.code}]{' (--fix)' if item.fix else ''}"))
    times = Counter([*(item.code for item in problems), *(item.problem.code for item in advice)])
    for code, meaning in sorted((doctor.PROBLEMS | meanings).items()):
        if times[code]:
            click.echo(f"{code} ({times[code]}): {meaning}")
    repairs = sum(len(paper.repairs) for paper in catalogue.papers)
    flags = sum(len(paper.flags) for paper in catalogue.papers)
    counts = catalogue.counts
    click.echo(
        f"{counts.read} read = {counts.published} published + {counts.merged} merged + {counts.rejected} rejected"
    )
    click.echo(f"{repairs} repairs, {flags} places left as found, {len(problems)} problems, {len(advice)} advice")
    if fixes:
        _fix(gathered, advice, content / CORRECTIONS)
    return FOUND if problems else 0


def _shown(advice: Iterable[Advice], limit: int | None) -> Iterator[Advice]:
    """Yield the advice, of each code no more than the limit."""
    times: Counter[str] = Counter()
    for item in advice:
        times[item.problem.code] += 1
        if limit is None or times[item.problem.code] <= limit:
            yield item


def _fix(gathered: Gathered, advice: Iterable[Advice], file: Path) -> None:
    """Write the safe corrections, and show what was added."""
    written = file.read_bytes() if file.is_file() else b""
    try:
        before = written.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        raise ContentError(f"{file}: is not UTF-8; save it as UTF-8, so that nothing of it is lost") from error
    fixes = [item.fix for item in advice if item.fix]
    after = doctor.fixed(before, file.name, fixes, gathered.catalogue.papers)
    if after == before:
        click.echo("Nothing can be fixed safely.")
        return
    for line in difflib.unified_diff(before.splitlines(), after.splitlines(), str(file), str(file), lineterm=""):
        click.echo(escape.log_line(line))
    beside = file.with_name(f".{file.name}.tmp")
    beside.write_text(after, encoding="utf-8", newline="\r\n" if b"\r\n" in written else "\n")
    os.replace(beside, file)  # noqa: PTH105  # the same, and it says that it replaces


def check_topics(config_file: Path, content: Path, now: str, labels: Path) -> int:
    """Print how the topics that words alone give agree with the labels: each miss, then the counts as the last line."""
    try:
        document = msgspec.json.decode(labels.read_bytes())
    except msgspec.DecodeError as error:
        raise UsageError(
            f'{labels}: {error}; expected JSON shaped like {{"labels": [{{"title": ..., "primary": ...}}]}}'
        ) from error
    gathered = _gathered(config_file, content, now)
    found = labels_of(document)
    for line in score_labels(gathered.catalogue.papers, gathered.taxonomy, found).lines:
        click.echo(line)
    return 0


def check_built_site(site: Path, ledger: Path | None = None) -> int:
    """Print what is wrong with the links of a built site and the counts; return 1 when anything is.

    With a ledger, every address that was ever published must answer too.
    """
    result = check_site(site)
    for finding in result.findings:
        click.echo(str(finding))
    lost = [] if ledger is None else sorted(filterfalse(partial(_answers, site), _published(ledger)))
    for address in lost:
        click.echo(f"{address}: was published and does not answer any more")
    click.echo(result.summary())
    return FOUND if result.findings or lost else 0


def _published(ledger: Path) -> Iterator[str]:
    entries, _ = permalinks.parse_ledger(ledger.read_text(encoding="utf-8-sig", errors="replace"), ledger.name)
    yield from map(permalinks.address, entries.entries)


def _answers(site: Path, address: str) -> bool:
    return (site / address / "index.html").is_file()


def _gathered(config_file: Path, content: Path, now: str) -> Gathered:
    settings = engine.read_settings(config_file)
    return gather(content, settings, now, Profile())
