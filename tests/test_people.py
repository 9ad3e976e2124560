"""A person is one under all spellings that are surely hers; nobody is merged on a guess. All people are invented."""

from __future__ import annotations

import pytest

from generator.paper import Author, Paper, Source
from generator.people import People, Persons, parse_authors, settle_orcids
from generator.permalinks import Ledger
from generator.shelves import author_shelves

ADA, BO = "0000-0001-5109-3700", "0000-0002-1825-0097"
DAY, LATER = "2026-01-01", "2026-02-02"


def paper(key: str, *authors: Author | str):
    people = tuple(Author(author) if isinstance(author, str) else author for author in authors)
    return Paper(title=key, key=key, authors=people, sources=(Source("papers/a.jsonl", 1),))


def pages(*papers: Paper, authors: str = "", ledger: Ledger | None = None, threshold: int = 1):
    """Return the ledger, and the keys of the papers on each author's page by slug."""
    people, problems = parse_authors(authors, "authors.yml")
    assert problems == ()
    given = author_shelves(papers, Persons(papers, people), threshold, ledger or Ledger(), LATER if ledger else DAY)
    return given.ledger, {shelf.slug: "".join(paper.key for paper in shelf.papers) for shelf in given.shelves}


def test_names_that_fold_alike_are_one_person():
    assert pages(paper("a", "Zoë Example"), paper("b", "zoe example"))[1] == {"zoe-example": "ab"}


def test_all_spellings_of_a_person_have_one_key_and_a_name_without_letters_has_none():
    known = Persons(
        [paper("a", Author("Ada Example", orcid=ADA), "ada example", "?"), paper("b", "Bo Invented")], People()
    )

    assert {name: known.keys[name, orcid] for name, orcid in known.authors} == {
        "Ada Example": "author:ada example",
        "ada example": "author:ada example",
        "?": "",
        "Bo Invented": "author:bo invented",
    }
    assert known.keys["Ada Example", ADA] == known.keys["ada example", None]


def test_the_most_frequent_spelling_names_the_person():
    known = Persons([paper("a", "Zoe Example"), paper("b", "Zoë Example"), paper("c", "Zoë Example")], People())

    assert [(person.name, person.spellings) for person in known.identities().values()] == [
        ("Zoë Example", ("Zoe Example",))
    ]


def test_other_spellings_stay_apart_where_nothing_is_sure():
    assert len(pages(paper("a", "Ada Example"), paper("b", "A. Example"))[1]) == 2


def test_an_orcid_makes_one_person_of_all_spellings():
    papers = (paper("a", Author("Ada Example", orcid=ADA)), paper("b", Author("A. Example", orcid=ADA)))

    assert pages(*papers, paper("c", "Ada Example"))[1] == {"ada-example": "abc"}


def test_two_orcids_under_one_name_are_two_people_and_the_bare_name_is_neither():
    papers = (paper("a", Author("Ada Example", orcid=ADA)), paper("b", Author("Ada Example", orcid=BO)))
    _, found = pages(*papers, paper("c", "Ada Example"))

    assert sorted(found.values()) == ["a", "b", "c"]


def test_the_maintainer_says_who_is_one_person_and_under_which_address():
    stated = "- {name: Ada Example, aliases: [A. Example, Ada Sample], slug: ada}"
    _, found = pages(paper("a", "Ada Example"), paper("b", "A. Example"), paper("c", "Ada Sample"), authors=stated)

    assert found == {"ada": "abc"}


def test_namesakes_are_told_apart_by_their_orcids_in_the_file():
    stated = f"- {{name: Ada Example, orcid: {ADA}}}\n- {{name: Ada Example, orcid: {BO}, slug: ada-two}}"
    papers = (paper("a", Author("A. Example", orcid=ADA)), paper("b", Author("Ada Example", orcid=BO)))
    _, found = pages(*papers, paper("c", "Ada Example"), authors=stated)

    assert sorted(found.values()) == ["a", "b", "c"]
    assert found["ada-two"] == "b"


def test_pages_of_spellings_that_turn_out_to_be_one_person_redirect_and_part_again():
    papers = (paper("a", "Ada Example"), paper("b", "A. Example"))
    first, apart = pages(*papers)
    second, joined = pages(*papers, authors="- {name: Ada Example, aliases: [A. Example]}", ledger=first)
    _, again = pages(*papers, ledger=second)

    assert joined == {"a-example": "ab"}
    assert [(entry.slug, entry.target) for entry in second.gone()] == [("ada-example", "a-example")]
    assert again == apart


def test_who_had_a_page_keeps_it_when_the_catalogue_grows_beyond_pages_for_everybody():
    first, _ = pages(paper("a", "Ada Example"))
    _, found = pages(paper("a", "Ada Example"), paper("b", "Bo Sample"), ledger=first, threshold=3)

    assert found == {"ada-example": "a"}


@pytest.mark.parametrize(
    ("authors", "told"),
    [
        ((Author("Ada Example", orcid="0000-0001-5109-3701"),), "the check digit of the ORCID iD"),
        (
            (Author("Ada Example", orcid=ADA), Author("Bo Sample", orcid=ADA)),
            "another author of the paper has the same",
        ),
    ],
    ids=["a wrong digit", "the same for two authors"],
)
def test_an_orcid_that_cannot_be_right_is_reported_and_left_out(authors: tuple[Author, ...], told: str):
    papers, problems = settle_orcids([paper("a", *authors)])

    assert {author.orcid for author in papers[0].authors} == {None}
    assert len(problems) == len(authors)
    assert told in str(problems[0])


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("- {orcid: x}", "authors.yml:1: name: the person has no name"),
        ("- {name: A, orcid: 1}", "authors.yml:1: orcid: `1` is no ORCID iD such as"),
        ("- {name: A, slug: B/c}", "authors.yml:1: slug: `B/c` is no slug"),
        ("- {name: A, slug: page}", "authors.yml:1: slug: `page` is no slug"),
        ("- {name: A}\n- {name: B, aliases: [a]}", "authors.yml:2: name: `a` is already that of A in line 1"),
        ("- {name: A, email: x}", "authors.yml:1: email: unknown field; known are name, aliases, orcid, slug"),
        ("A: B", "authors.yml:1: expected a list of people"),
    ],
)
def test_a_faulty_person_is_reported_with_the_line(text: str, told: str):
    assert told in str(parse_authors(text, "authors.yml")[1][0])
