"""What must hold before a site is published: each gate refuses with a sentence that ends in what to do next."""

from __future__ import annotations

from collections.abc import Sequence

from .errors import GateError, Problem

MEGABYTE = 1_000_000
SPARED = 3
"""Fewer rejected records than this stop no build: in a small folder one bad line is a tenth of all."""
SHRINK_PERCENT = 10
"""More of the published papers than this do not vanish on purpose: the likeliest accident is a truncated download."""


def check_rejected(rejected: int, read: int, percent: float) -> None:
    """Refuse when a larger share of the records was rejected; with 0 percent, when any was."""
    few = rejected < SPARED and percent > 0
    if few or rejected * 100 <= percent * read:
        return
    share = rejected * 100 / read
    raise GateError(
        f"{rejected} of {read} records were rejected ({share:.1f} %), more than the {percent:g} % of "
        "--max-rejected; repair the records listed above, or raise --max-rejected"
    )


def check_shrinking(published: int, vanished: int, *, papers: int, allow: bool) -> None:
    """Refuse when too many of the papers that the ledger calls published would vanish, or all would."""
    if published and not papers:
        raise GateError(
            f"no paper is left of the {published} that are published; bring the listings back, or delete "
            "permalinks.tsv beside papers/ to start a new catalogue"
        )
    if allow or vanished * 100 <= SHRINK_PERCENT * published:
        return
    raise GateError(
        f"{vanished} of the {published} published papers would vanish, more than {SHRINK_PERCENT} %; bring their "
        "records back, or build with --allow-shrink when that is what you want"
    )


def check_locked(*, changed: bool, ledger: str) -> None:
    """Refuse when the ledger would change in a place that cannot commit it."""
    if changed:
        raise GateError(f"{ledger} is not up to date; run `papershelf build` without --locked and commit the file")


def check_answers(unanswered: Sequence[str]) -> None:
    """Refuse a site in which an address that was ever published has neither page, tombstone nor redirect."""
    if unanswered:
        raise GateError(
            f"{len(unanswered)} published addresses would stop answering, such as {', '.join(unanswered[:3])}; "
            "bring the ledger permalinks.tsv back from the last commit and build again"
        )


def check_ledger(damaged: Sequence[Problem]) -> None:
    """Refuse to go on from a ledger of which rows are lost: their addresses would stop answering."""
    if damaged:
        raise GateError(
            f"{len(damaged)} rows of the ledger are damaged, and their addresses would stop answering; bring "
            f"{damaged[0].file} back from the last commit, or mend the rows listed above"
        )


def check_size(size: int, limit_mb: int, papers: int) -> None:
    """Refuse a site of so many bytes that the host would not take it."""
    if size <= limit_mb * MEGABYTE:
        return
    fitting = papers * limit_mb * MEGABYTE // size
    raise GateError(
        f"the site takes {size / MEGABYTE:,.1f} MB, more than the {limit_mb:,} MB of size_limit_mb; about {fitting:,} "
        f"of its {papers:,} papers would fit: publish fewer, or raise size_limit_mb in mkdocs.yml if the host "
        "takes more"
    )
