"""A published slug is for ever: whatever comes, goes, is renamed or merged, and however damaged the ledger is."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.permalinks import (
    RESERVED,
    SLUG,
    Ledger,
    Wanted,
    assign,
    ledger_text,
    parse_ledger,
    read_ledger,
)

SITE = "https://papers.example/"
DAY, LATER = "2026-01-01", "2026-02-02"


def want(key: str | Sequence[str], text: str = "On Moss"):
    return Wanted((key,) if isinstance(key, str) else tuple(key), text)


def test_the_first_thing_by_all_its_names_has_a_slug_that_two_choose():
    wanted = [Wanted(("author:b",), "B", pin="moss"), Wanted(("author:a", "x"), "A", pin="moss")]

    assert assign(Ledger(), "author", wanted, DAY).slug("author:a") == "moss"


def test_an_entry_known_by_a_trace_alone_is_no_match_by_identity():
    before, _ = parse_ledger(f"paper\tmoss\t{DAY}\tlive\t\twords:1\n", "permalinks.tsv")

    assert assign(before, "paper", [want("doi:1", "On Fern")], LATER).slug("doi:1") == "on-fern"


def given_slugs(*wanted: Wanted, ledger: Ledger | None = None, now: str = DAY):
    assigned = assign(ledger or Ledger(SITE), "paper", wanted, now)
    return assigned.ledger, {key: entry.slug for key, entry in assigned.entries.items()}


def test_a_slug_is_the_folded_title_cut_at_a_word():
    _, slugs = given_slugs(want("a", "u-μP: The Unit-Scaled Maximal Update Parametrization of Very Long Titles"))

    assert slugs["a"] == "u-mup-the-unit-scaled-maximal-update-parametrization-of-very"


def test_papers_that_collide_in_one_build_all_take_a_hash():
    _, slugs = given_slugs(want("a"), want("b"))

    assert slugs == {"a": "on-moss-ca9781", "b": "on-moss-3e23e8"}


def test_a_later_arrival_alone_takes_the_hash():
    ledger, _ = given_slugs(want("a"))
    _, slugs = given_slugs(want("a"), want("b"), ledger=ledger)

    assert slugs == {"a": "on-moss", "b": "on-moss-3e23e8"}


@pytest.mark.parametrize("title", ["Page", "index", "CON", "nul", "Com1", "Feed", "BibTeX", "???", "北京", "🙂"])
def test_reserved_and_empty_slugs_take_a_hash(title: str):
    _, slugs = given_slugs(want("a", title))

    assert slugs["a"].endswith("-ca9781")
    assert SLUG.fullmatch(slugs["a"])


def test_hashes_grow_where_six_digits_are_taken():
    _, slugs = given_slugs(want("a"), want("b"), want("taken", "On Moss CA9781"))

    assert len(set(slugs.values())) == 3
    assert slugs["taken"] == "on-moss-ca9781"
    assert len(slugs["a"]) > len("on-moss-ca9781")


def test_a_changed_title_keeps_its_page():
    ledger, _ = given_slugs(want(["arxiv:1", "title:x"]))
    _, slugs = given_slugs(want(["doi:9", "arxiv:1"], "Another Title"), ledger=ledger)

    assert slugs == {"doi:9": "on-moss"}


def test_a_removed_paper_leaves_a_tombstone_and_comes_back_to_its_page():
    ledger, _ = given_slugs(want("a"))
    without, _ = given_slugs(ledger=ledger, now=LATER)
    back, slugs = given_slugs(want("a", "A New Name"), ledger=without, now="2026-03-03")

    assert [(entry.slug, entry.target) for entry in without.gone()] == [("on-moss", None)]
    assert LATER in (without.gone()[0].reason or "")
    assert slugs == {"a": "on-moss"}
    assert back.entries[0].first_seen == DAY


def test_the_slug_of_a_removed_paper_is_given_to_nobody_else():
    ledger, _ = given_slugs(want("a"))
    without, _ = given_slugs(ledger=ledger)
    _, slugs = given_slugs(want("b"), ledger=without)

    assert slugs == {"b": "on-moss-3e23e8"}


def test_a_merged_paper_redirects_to_the_older_page_through_any_chain():
    ledger, _ = given_slugs(want("a", "Moss A"))
    ledger, _ = given_slugs(want("a", "Moss A"), want("b", "Moss B"), want("c", "Moss C"), ledger=ledger, now=LATER)
    ledger, _ = given_slugs(want("a", "Moss A"), want(["c", "b"], "Moss C"), ledger=ledger, now=LATER)
    ledger, slugs = given_slugs(want(["a", "b", "c"], "Moss"), ledger=ledger, now=LATER)

    assert slugs == {"a": "moss-a"}
    assert [(entry.slug, entry.target) for entry in ledger.gone()] == [("moss-b", "moss-a"), ("moss-c", "moss-a")]


def test_two_papers_that_were_one_by_mistake_get_their_pages_back():
    ledger, first = given_slugs(want("a", "Moss A"), want("b", "Moss B"))
    ledger, _ = given_slugs(want(["a", "b"], "Moss A"), ledger=ledger)
    _, slugs = given_slugs(want("a", "Moss A"), want("b", "Moss B"), ledger=ledger)

    assert first == slugs


def test_papers_that_part_again_get_their_pages_back_whichever_has_the_better_name():
    """The DOI of the second was the best name of both while they were one."""
    ledger, _ = given_slugs(want("arxiv:1", "Moss A"))
    ledger, first = given_slugs(want("arxiv:1", "Moss A"), want("doi:2", "Moss B"), ledger=ledger, now=LATER)
    for _ in range(2):
        ledger, together = given_slugs(want(["doi:2", "arxiv:1"], "Moss"), ledger=ledger, now=LATER)
        ledger, apart = given_slugs(want("arxiv:1", "Moss A"), want("doi:2", "Moss B"), ledger=ledger, now=LATER)

        assert together == {"doi:2": "moss-a"}
        assert apart == first


def test_a_merged_paper_that_loses_one_of_its_records_keeps_its_page():
    ledger, _ = given_slugs(want("arxiv:1", "Moss A"))
    ledger, _ = given_slugs(want("arxiv:1", "Moss A"), want("doi:2", "Moss B"), ledger=ledger, now=LATER)
    ledger, _ = given_slugs(want(["doi:2", "arxiv:1"], "Moss"), ledger=ledger, now=LATER)
    _, slugs = given_slugs(want("doi:2", "Moss B"), ledger=ledger, now=LATER)

    assert slugs == {"doi:2": "moss-a"}


def traced(key: str, words: str = "w", by: str = ""):
    return Wanted((key,), "On Moss", (f"words:{words}", *([f"by:{by}"] if by else [])))


@pytest.mark.parametrize(
    ("before", "after", "is_same"),
    [
        (want("title:w"), traced("doi:1", by="example"), True),
        (traced("doi:1", by="example"), traced("title:w"), True),
        (traced("title:1", by="example"), traced("title:2", by="example"), True),
        (traced("title:1", by="example"), traced("title:2", by="sample"), False),
        (traced("doi:1", by="example"), traced("doi:2", by="example"), False),
        (traced("doi:1", by="example"), traced("arxiv:2", "v", by="example"), False),
    ],
    ids=["a listing became a reference", "and back", "another year", "a namesake", "another DOI", "another title"],
)
def test_a_paper_whose_names_all_changed_keeps_its_page_where_nothing_else_is_meant(
    before: Wanted, after: Wanted, *, is_same: bool
):
    ledger, _ = given_slugs(before)
    _, slugs = given_slugs(after, ledger=ledger)

    assert (slugs[after.identities[0]] == "on-moss") is is_same


def test_a_trace_that_two_papers_share_decides_nothing():
    ledger, _ = given_slugs(traced("title:1"))
    _, slugs = given_slugs(traced("title:2"), traced("title:3"), ledger=ledger)

    assert "on-moss" not in slugs.values()


def test_a_pinned_slug_is_taken_and_the_former_one_redirects():
    ledger, _ = given_slugs(want("a"))
    ledger, slugs = given_slugs(Wanted(("a",), "On Moss", pin="moss"), ledger=ledger, now=LATER)

    assert slugs == {"a": "moss"}
    assert [(entry.slug, entry.target) for entry in ledger.gone()] == [("on-moss", "moss")]
    assert {entry.first_seen for entry in ledger.entries} == {DAY}


@pytest.mark.parametrize("pin", ["tea", "page", "../x", "UPPER"])
def test_a_pin_that_is_anothers_or_no_slug_changes_nothing(pin: str):
    ledger, _ = given_slugs(want("a"), want("b", "Tea"))
    _, slugs = given_slugs(Wanted(("a",), "On Moss", pin=pin), want("b", "Tea"), ledger=ledger)

    assert slugs == {"a": "on-moss", "b": "tea"}


IDENTITY = st.sampled_from([f"id:{number}" for number in range(9)])
TITLES = st.sampled_from(["On Moss", "On Tea", "Page", "???", "On Moss 3e23e8", "x" * 80])
BUILDS = st.lists(st.dictionaries(IDENTITY, TITLES, max_size=9), max_size=6)


@settings(max_examples=150, deadline=None)
@given(BUILDS)
def test_no_sequence_of_builds_moves_a_published_page(builds: list[dict[str, str]]):
    ledger, published = Ledger(SITE), {}
    for titles in builds:
        ledger, slugs = given_slugs(*(want(key, title) for key, title in titles.items()), ledger=ledger)
        published = slugs | published

        assert slugs == {key: published[key] for key in slugs}
        assert len(set(published.values())) == len(published)
        assert all(SLUG.fullmatch(slug) and slug not in RESERVED for slug in published.values())
        assert {entry.slug for entry in ledger.entries} == set(published.values())
        assert (ledger, ()) == parse_ledger(ledger_text(ledger), "permalinks.tsv", SITE)


@given(st.dictionaries(IDENTITY, TITLES, max_size=9).flatmap(lambda all_: st.permutations(sorted(all_.items()))))
def test_the_order_of_papers_decides_nothing(items: list[tuple[str, str]]):
    expected = given_slugs(*(want(key, title) for key, title in sorted(items)))

    assert expected == given_slugs(*(want(key, title) for key, title in items))


def test_a_ledger_of_many_papers_is_kept_in_linear_time():
    wanted = [want(f"id:{number}", f"Moss {number}") for number in range(20_000)]
    ledger, slugs = given_slugs(*wanted)

    assert given_slugs(*wanted, ledger=ledger) == (ledger, slugs)


def text_of(*wanted: Wanted):
    return ledger_text(given_slugs(*wanted)[0])


def test_a_damaged_row_is_reported_and_the_others_stay():
    text = text_of(want("a", "Moss A"), want("b", "Moss B")).replace("paper\tmoss-a\t", "paper\t../moss\t")
    ledger, problems = parse_ledger(text, "permalinks.tsv", SITE)

    assert [entry.slug for entry in ledger.entries] == ["moss-b"]
    assert [(problem.file, problem.line) for problem in problems] == [("permalinks.tsv", 4)]


def test_a_cut_last_row_keeps_its_slug_but_not_the_identity_that_may_be_cut():
    text = text_of(want(["arxiv:2403.01234", "title:x"]))[:-2]
    ledger, problems = parse_ledger(text, "permalinks.tsv", SITE)

    assert ledger.entries[0].identities == ("arxiv:2403.01234",)
    assert "may have been cut" in problems[0].message


def test_both_sides_of_a_git_conflict_are_used():
    rows = text_of(want("a", "Moss A"), want("b", "Moss B")).splitlines()
    text = "\r\n".join([*rows[:3], "<<<<<<< ours", rows[3], "=======", rows[4], ">>>>>>> theirs", ""])
    ledger, problems = parse_ledger(text, "permalinks.tsv", SITE)

    assert [entry.slug for entry in ledger.entries] == ["moss-a", "moss-b"]
    assert [problem.line for problem in problems] == [4, 6, 8]


def test_the_ledger_of_another_site_starts_afresh():
    ledger, problems = parse_ledger(text_of(want("a")), "permalinks.tsv", "https://other.example/")

    assert Ledger("https://other.example/") == ledger
    assert [problem.code for problem in problems] == ["ledger-other-site"]


def test_a_catalogue_that_gets_its_first_address_keeps_its_permalinks():
    text = text_of(want("a")).replace(SITE, "")
    ledger, problems = parse_ledger(text, "permalinks.tsv", SITE)

    assert (ledger.site_url, [entry.slug for entry in ledger.entries], problems) == (SITE, ["on-moss"], ())


def test_a_missing_ledger_is_empty_and_a_written_one_is_read_back(tmp_path: Path):
    path = tmp_path / "permalinks.tsv"
    ledger, _ = given_slugs(want("a"))

    assert (Ledger(SITE), ()) == read_ledger(path, SITE)
    path.write_text(ledger_text(ledger))
    assert (ledger, ()) == read_ledger(path, SITE)
