"""Records that speak of one paper become one; what only pretends to does not. All papers and people are invented."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from generator.errors import Problem
from generator.merge import Merge, identities, merge
from generator.paper import Author, Identifier, Link, Paper, Source, Status

TITLE = "Lantern Nets: Counting Fireflies"


def paper(title: str = TITLE, *, at: int = 1, authors: Sequence[str] = (), **fields: Any):
    """Return a record as repair leaves it; identifiers are given as keywords."""
    registered = {kind: fields.pop(kind) for kind in ("doi", "arxiv", "openreview", "acl") if kind in fields}
    return Paper(
        title=title,
        authors=tuple(Author(name) for name in authors),
        identifiers=tuple(Identifier(kind, value) for kind, value in registered.items()),
        sources=(Source("papers/a.txt", at, at),),
        **fields,
    )


def codes(merged: Merge):
    return [problem.code for problem in merged.problems]


def test_the_best_identity_is_the_key():
    names = identities(paper(arxiv="2403.01234v2", doi="https://doi.org/10.1/ABC", authors=["Ada Example"]))

    assert names[:2] == ("doi:10.1/abc", "arxiv:2403.01234")
    assert names[2].startswith("title:")


def test_a_doi_of_arxiv_is_an_arxiv_id():
    assert identities(paper(doi="10.48550/arXiv.2403.01234"))[0] == "arxiv:2403.01234"


def test_identities_have_no_white_space_and_a_bounded_length():
    names = identities(paper("x " * 900, doi="10.1/a b" + "c" * 900))

    assert all(len(name) < 160 and not name.split()[1:] for name in names)


def test_the_facts_of_the_publication_come_from_the_first_record_that_has_them():
    merged = merge(
        [paper(doi="10.1/a", pages="1-9"), paper(at=2, doi="10.1/a", pages="11", volume="7", type="chapter")]
    )

    assert [(item.pages, item.volume, item.type, item.number) for item in merged.papers] == [
        ("1-9", "7", "chapter", None)
    ]


def test_a_title_alone_merges_with_the_facts_about_it():
    merged = merge(
        [paper(abstract="Dusk."), paper("Lantern nets — counting fireflies", at=9, authors=["Ada Example"], year=2024)]
    )

    assert merged.merged == 1
    assert (
        merged.papers[0].abstract,
        merged.papers[0].year,
        merged.papers[0].authors[0].name,
    ) == ("Dusk.", 2024, "Ada Example")
    assert [source.line for source in merged.papers[0].sources] == [1, 9]
    assert merged.papers[0].title == TITLE


def test_namesakes_by_other_people_stay_apart():
    merged = merge([paper(authors=["Ada Example"]), paper(authors=["Ben Sample"])])

    assert len({found.key for found in merged.papers}) == 2


def test_one_author_is_recognised_however_the_name_is_written():
    assert merge([paper(authors=["Ada B. Example"]), paper(authors=["Example, Ada"])]).merged == 1
    assert merge([paper(authors=["Wei Sample"]), paper(authors=["Sample Wei"])]).merged == 1


def test_equal_titles_with_two_ids_in_one_registry_stay_apart():
    assert merge([paper(arxiv="2403.00001"), paper(arxiv="2403.00002")]).merged == 0


def test_a_preprint_and_its_publication_merge_through_a_record_that_knows_both():
    who = ["Ada Example"]
    old, new = paper("An Old Title of It", arxiv="2403.1", authors=who), paper("A New Name", doi="10.1/a", authors=who)
    merged = merge([old, new, paper("A New Name", doi="10.1/a", arxiv="2403.1", authors=who)])

    assert merged.papers[0].identities[:2] == ("doi:10.1/a", "arxiv:2403.1")
    assert len(merged.papers) == 1


def test_a_record_with_the_id_of_another_paper_swallows_nothing():
    merged = merge(
        [
            paper(doi="10.1/a", authors=["Ada Example"]),
            paper("Buy Cheap Pills Online Now", at=7, doi="10.1/a", authors=["Mallory Sample"]),
        ]
    )

    assert codes(merged) == ["id-conflict"]
    assert "papers/a.txt:7: doi: 10.1/a belongs to another title in papers/a.txt:1" in str(merged.problems[0])
    assert [found.identifier("doi") for found in merged.papers] == ["10.1/a", None]


def test_the_paper_that_was_published_under_an_id_keeps_it_against_one_that_comes_first():
    false, true = paper("Buy Cheap Pills Online Now", at=1, doi="10.1/a"), paper(at=2, doi="10.1/a")
    merged = merge([false, true], published={"doi:10.1/a": "lantern-nets-counting-fireflies"})

    assert [found.identifier("doi") for found in merged.papers] == [None, "10.1/a"]


def test_fields_come_from_the_first_that_has_them_and_conflicts_are_reported():
    merged = merge([paper(year=2023, date="2023"), paper(at=8, year=2024, date="2024-05")])

    assert merged.papers[0].year == 2023
    assert [str(problem) for problem in merged.problems if problem.field == "year"] == [
        "papers/a.txt:8: year: 2024 contradicts 2023 of papers/a.txt:1, which is kept"
    ]


def test_a_more_precise_date_is_no_conflict():
    merged = merge([paper(date="2024"), paper(date="2024-03"), paper(date="2024-03-09")])

    assert merged.papers[0].date == "2024-03-09"
    assert merged.problems == ()


def test_links_to_one_address_are_one_and_answer_the_note_about_code():
    one = paper(code_note="promised", links=(Link("code", "https://github.com/a/b"),))
    other = paper(links=(Link("code", "http://www.github.com/A/b.git"), Link("project", "https://a.example")))
    merged = merge([one, other]).papers[0]

    assert [link.kind for link in merged.links] == ["code", "project"]
    assert merged.code_note is None


def test_one_record_that_knows_of_a_retraction_is_enough():
    assert merge([paper(), paper(status=Status("retracted", "why"))]).papers[0].status.state == "retracted"


def test_a_missing_abstract_that_another_record_has_is_no_problem():
    missing = [Problem("papers/a.txt", line, "is missing", "abstract", "abstract-missing") for line in (1, 2)]
    merged = merge([paper(at=1), paper(at=3, abstract="Dusk."), paper("Another", at=2)], missing)

    assert [problem.line for problem in merged.problems] == [2]


def test_titles_of_signs_alone_are_not_one_paper():
    assert merge([paper("???"), paper("!!!")]).merged == 0


WORDS = st.sampled_from(["lantern", "nets", "moss", "tea"])
RECORDS = st.builds(
    lambda title, authors, arxiv: paper(" ".join(title), authors=authors, **({"arxiv": arxiv} if arxiv else {})),
    st.lists(WORDS, min_size=1, max_size=3),
    st.lists(st.sampled_from(["Ada Example", "Ben Sample"]), max_size=1),
    st.sampled_from(["", "", "2403.1", "2403.2"]),
)


@settings(max_examples=100, deadline=None)
@given(st.lists(RECORDS, max_size=8))
def test_nothing_is_lost_and_no_identity_is_shared(records: list[Paper]):
    merged = merge(records)
    names = [name for found in merged.papers for name in found.identities]

    assert len(records) == len(merged.papers) + merged.merged
    assert len(names) == len(set(names))
    assert all(found.key == found.identities[0] for found in merged.papers)


@settings(max_examples=100, deadline=None)
@given(
    st.lists(RECORDS.filter(lambda record: not record.identifiers), max_size=7).flatmap(
        lambda all_: st.tuples(st.just(all_), st.permutations(all_))
    )
)
def test_the_order_of_records_does_not_decide_what_belongs_together(pair: tuple[list[Paper], list[Paper]]):
    first, second = (merge(records) for records in pair)

    assert sorted(len(found.sources) for found in first.papers) == sorted(len(found.sources) for found in second.papers)
    assert {found.identities and frozenset(found.identities) for found in first.papers} == {
        frozenset(found.identities) for found in second.papers
    }


def test_a_crowd_of_namesakes_takes_bounded_time():
    records = [paper(arxiv=f"2403.{number:05}") for number in range(5000)]

    assert len(merge(records).papers) == 5000
