"""Records that speak of one paper become one; what only pretends to does not. All papers and people are invented."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.errors import Problem
from generator.merge import Merge, identities, merge
from generator.paper import Author, Identifier, Link, Paper, RawPaper, Repair, Source, Status, Venue, Version
from generator.records import ALONE, repair_all

TITLE = "Lantern Nets: Counting Fireflies"


def paper(title: str = TITLE, *, at: int = 1, authors: Sequence[str] = (), **fields: Any):
    """Return a record as repair leaves it; identifiers are given as keywords, and `read` is its format."""
    registered = {kind: fields.pop(kind) for kind in ("doi", "arxiv", "openreview", "acl") if kind in fields}
    return Paper(
        title=title,
        authors=tuple(Author(name) for name in authors),
        identifiers=tuple(Identifier(kind, value) for kind, value in registered.items()),
        sources=(Source("papers/a.txt", at, at, fields.pop("read", "jsonl")),),
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
        [
            paper(doi="10.1/a", pages="1-9", read="bibtex"),
            paper(at=2, doi="10.1/a", pages="11", volume="7", type="chapter"),
        ]
    )

    assert [(item.pages, item.volume, item.type, item.number) for item in merged.papers] == [
        ("1-9", "7", "chapter", None)
    ]
    assert [(item.field, item.said) for item in merged.papers[0].conflicts] == [("pages", "11")]


def test_pages_of_another_venue_are_not_mixed_in():
    one = paper(at=1, read="bibtex", doi="10.1/a", venue=Venue("ICIT 2024", "ICIT", 2024))
    other = paper(at=2, doi="10.1/a", venue=Venue("Letters", "Letters"), pages="11", volume="7")
    found = merge([one, other]).papers[0]

    assert (found.pages, found.volume) == (None, None)
    assert [(item.field, item.said) for item in found.conflicts] == [("venue", "Letters")]


def test_a_title_alone_merges_with_the_facts_about_it():
    merged = merge(
        [
            paper(abstract="Dusk.", read="listing"),
            paper("Lantern nets — counting fireflies", at=9, authors=["Ada Example"], year=2024),
        ]
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
            paper(doi="10.1/a", authors=["Ada Example"], abstract="Dusk."),
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


def test_the_more_trusted_format_speaks_first_then_the_richer_record():
    listed = paper("Lantern nets: counting fireflies", read="listing", abstract="From the page.")
    typed = paper("LANTERN NETS: COUNTING FIREFLIES", read="table", year=2023, abstract="Typed.", keywords=("dusk",))
    cited = paper(read="bibtex", year=2024)

    found = merge([typed, listed, cited]).papers[0]

    assert (found.title, found.abstract, found.year) == (TITLE, "From the page.", 2024)
    assert found.keywords == ("dusk",)


def test_a_record_knows_its_format_when_it_comes_to_the_merge():
    raw = RawPaper(source=Source("papers/a.bib", 3), format="bibtex", title=TITLE)

    assert [item.paper and item.paper.sources for item in repair_all([raw], ALONE)] == [
        (Source("papers/a.bib", 3, format="bibtex"),)
    ]


def test_each_field_tells_which_record_gave_it():
    listed = paper(at=3, read="listing", abstract="Dusk.")
    found = merge([listed, paper(at=9, read="bibtex", year=2024, venue=Venue("ICIT 2024", "ICIT", 2024))]).papers[0]

    assert {origin.field: origin.source.line for origin in found.origins} == {
        "title": 9, "abstract": 3, "year": 9, "venue": 9,
    }  # fmt: skip


def test_every_value_that_is_not_kept_is_listed_with_its_place():
    merged = merge(
        [
            paper(at=1, read="bibtex", authors=["Ada Example"], doi="10.1/a", abstract="Dusk.", year=2024),
            paper(at=2, read="jsonl", authors=["Ada Example", "Bo Sample"], doi="10.1/a", abstract="Dawn."),
            paper("Lantern Nets", at=3, read="jsonl", authors=["Ada Example"], doi="10.1/a", year=2020),
        ]
    )

    assert [(item.field, item.kept, item.said, item.source.line) for item in merged.papers[0].conflicts] == [
        ("title", TITLE, "Lantern Nets", 3),
        ("year", "2024", "2020", 3),
        ("abstract", "Dusk.", "Dawn.", 2),
        ("authors", "Ada Example", "Ada Example, Bo Sample", 2),
    ]
    assert len(merged.problems) == 4


def test_a_repair_of_a_text_that_is_not_shown_is_not_told():
    mended = (Repair("dash", "title", "Nets - Counting", "Nets — Counting"),)
    listed = paper("Lantern Nets — Counting Fireflies", read="listing", repairs=mended)

    assert merge([listed, paper(read="bibtex")]).papers[0].repairs == ()
    assert merge([paper(read="listing", repairs=mended), paper(read="bibtex")]).papers[0].repairs == mended


def preprint(number: int, date: str, **fields: Any):
    version = Version(f"arXiv v{number}", identifier=Identifier("arxiv", "2403.01234"))
    return paper(arxiv="2403.01234", versions=(version,), date=date, year=int(date[:4]), **fields)


def test_a_preprint_and_its_publication_are_versions_of_one_paper():
    published = paper(doi="10.1/a", venue=Venue("ICIT 2025", "ICIT", 2025), year=2025, date="2025", read="bibtex")
    merged = merge([preprint(1, "2024-03-01", read="arxiv"), preprint(2, "2024-06-01", read="arxiv"), published])

    assert [(version.name, version.date) for version in merged.papers[0].versions] == [
        ("arXiv v1", "2024-03-01"), ("arXiv v2", "2024-06-01"), ("ICIT 2025", "2025"),
    ]  # fmt: skip
    assert (merged.papers[0].year, merged.papers[0].date) == (2025, "2025")
    assert merged.problems == ()


def test_the_newest_version_of_a_preprint_gives_its_text():
    old, new = preprint(1, "2024-03-01", abstract="Many words."), preprint(2, "2024-06-01", abstract="Dusk.")

    assert merge([old, new]).papers[0].abstract == "Dusk."


def test_one_record_alone_has_no_versions_to_compare():
    assert merge([preprint(3, "2024-03-01")]).papers[0].versions == ()


def test_the_maintainer_may_say_that_two_records_are_one_paper_whatever_speaks_against_it():
    one, other = (
        paper(doi="10.1/a", authors=["Ada Example"]),
        paper("Firefly Nets", doi="10.1/b", authors=["Bo Sample"]),
    )
    merged = merge([one, other], same=[("doi:10.1/A", ("Firefly nets",))])

    assert [found.identities[:2] for found in merged.papers] == [("doi:10.1/a", "doi:10.1/b")]
    assert merge([one, other], same=[("doi:10.1/A", ("Something else",))]).merged == 0


def test_a_version_in_the_name_of_a_paper_is_no_part_of_what_is_stated():
    one, other = paper(arxiv="2403.00001", authors=["Ada Example"]), paper("Firefly Nets", authors=["Bo Sample"])

    assert merge([one, other], same=[("arXiv:2403.00001v2", ("Firefly nets",))]).merged == 1


def test_an_address_of_which_no_record_is_left_leads_to_the_paper_that_is_stated():
    published = {"title:old": "an-old-title", "words:old": "an-old-title"}
    merged = merge([paper()], published=published, same=[("an-old-title", (TITLE,))])

    assert "title:old" in merged.papers[0].identities


def test_an_orcid_that_another_record_knows_is_added_to_the_same_people():
    known = paper(read="jsonl", doi="10.1/a")
    known = msgspec.structs.replace(
        known, authors=(Author("A. Example", "A.", "Example", orcid="0000-0001-5109-3700"),)
    )
    found = merge([paper(read="bibtex", doi="10.1/a", authors=["Ada Example"]), known]).papers[0]

    assert found.authors == (Author("Ada Example", orcid="0000-0001-5109-3700"),)


WORDS = st.sampled_from(["lantern", "nets", "moss", "tea"])
RECORDS = st.builds(
    lambda title, authors, arxiv, year, read: paper(
        " ".join(title), authors=authors, year=year, read=read, **({"arxiv": arxiv} if arxiv else {})
    ),
    st.lists(WORDS, min_size=1, max_size=3),
    st.lists(st.sampled_from(["Ada Example", "Ben Sample"]), max_size=1),
    st.sampled_from(["", "", "2403.1", "2403.2"]),
    st.sampled_from([None, 2023, 2024]),
    st.sampled_from(["bibtex", "listing", "jsonl"]),
)


@settings(max_examples=100, deadline=None)
@given(st.lists(RECORDS, max_size=8))
def test_nothing_is_lost_and_no_identity_is_shared(records: list[Paper]):
    merged = merge(records)
    names = [name for found in merged.papers for name in found.identities]

    assert len(records) == len(merged.papers) + merged.merged
    assert len(names) == len(set(names))
    assert all(found.key == found.identities[0] for found in merged.papers)


@settings(max_examples=200, deadline=None)
@given(st.lists(RECORDS, max_size=7).flatmap(lambda all_: st.tuples(st.just(all_), st.permutations(all_))))
def test_neither_the_order_of_records_nor_the_names_of_files_decide_anything(pair: tuple[list[Paper], list[Paper]]):
    first, second = (merge(placed(records, name)) for records, name in zip(pair, "ab", strict=True))

    assert said(first) == said(second)


def placed(records: Sequence[Paper], name: str):
    """Return the records, each in a file of its own."""
    return [
        msgspec.structs.replace(record, sources=(Source(f"papers/{name}{at}", at, format=record.sources[0].format),))
        for at, record in enumerate(records, 1)
    ]


def said(merged: Merge):
    """Return all that is said of the papers, but where it stands."""
    return sorted(
        (found.key, str(msgspec.structs.replace(found, sources=(), origins=(), conflicts=())))
        for found in merged.papers
    )


def test_a_crowd_of_namesakes_takes_bounded_time():
    records = [paper(arxiv=f"2403.{number:05}") for number in range(5000)]

    assert len(merge(records).papers) == 5000
