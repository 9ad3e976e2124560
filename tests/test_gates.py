"""The publishing gates: what each lets pass and what it says when it refuses."""

from __future__ import annotations

import pytest

from generator.errors import GateError
from generator.gates import check_answers, check_locked, check_rejected, check_shrinking, check_size


@pytest.mark.parametrize(
    ("read", "rejected", "percent"),
    [(0, 0, 1), (2, 2, 1), (300, 3, 1), (10, 10, 100), (10, 0, 0)],
    ids=["nothing", "two of two", "just one percent", "all allowed", "none of ten"],
)
def test_few_rejected_records_pass(read: int, rejected: int, percent: float):
    check_rejected(rejected, read, percent)


@pytest.mark.parametrize(
    ("read", "rejected", "percent"),
    [(299, 3, 1), (10, 3, 1), (10, 1, 0), (10, 6, 50)],
    ids=["just above one percent", "three of ten", "one where none may be", "more than half"],
)
def test_many_rejected_records_are_refused(read: int, rejected: int, percent: float):
    with pytest.raises(GateError, match="raise --max-rejected"):
        check_rejected(rejected, read, percent)


def test_a_tenth_of_the_papers_may_vanish():
    check_shrinking(published=20, vanished=2, papers=18, allow=False)


def test_more_than_a_tenth_may_vanish_only_when_allowed():
    check_shrinking(published=20, vanished=3, papers=17, allow=True)

    with pytest.raises(GateError, match="build with --allow-shrink"):
        check_shrinking(published=20, vanished=3, papers=17, allow=False)


@pytest.mark.parametrize("allow", [False, True])
def test_a_catalogue_never_becomes_empty(allow: bool):  # noqa: FBT001  # pytest passes by name
    with pytest.raises(GateError, match="no paper is left of the 5"):
        check_shrinking(published=5, vanished=5, papers=0, allow=allow)


def test_a_new_catalogue_may_be_empty():
    check_shrinking(published=0, vanished=0, papers=0, allow=False)


def test_a_locked_build_takes_an_unchanged_ledger_alone():
    check_locked(changed=False, ledger="content/permalinks.tsv")

    with pytest.raises(GateError, match="run `papershelf build` without --locked and commit the file"):
        check_locked(changed=True, ledger="content/permalinks.tsv")


def test_a_site_of_the_limit_passes_and_one_byte_more_is_refused():
    check_size(950_000_000, 950, 1000)

    with pytest.raises(GateError, match=r"takes 1,900\.0 MB, more than the 950 MB.* about 500 of its 1,000 papers"):
        check_size(1_900_000_000, 950, 1000)


def test_no_address_that_was_published_may_stop_answering():
    check_answers([])

    with pytest.raises(GateError, match=r"1 published addresses would stop answering, such as papers/on-moss/; bring"):
        check_answers(["papers/on-moss/"])
