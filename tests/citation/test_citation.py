"""References made from invented papers: what each form must and must not hold. The whole forms are golden files."""

from __future__ import annotations

import msgspec
import pytest

from generator.citation import address, bibtex, highwire, jsonld, publication_date, publication_type
from generator.citation.keys import base_key, citation_keys
from generator.paper import Author, Identifier, Paper, Status, Venue

ADA = Author("Ada Example", "Ada", "Example")
FULL = Paper(
    key="doi:10.1234/invented_1",
    title="U$^2$-Nets & 50% of $w^*_{\\min}$",
    slug="u2-nets",
    authors=(ADA, Author("Team of Bees and Birds")),
    year=2023,
    date="2023-10",
    venue=Venue("ICLR 2024", "ICLR", 2024),
    identifiers=(
        Identifier("arxiv", "2310.00001"),
        Identifier("doi", "10.1234/invented_1"),
        Identifier("pdf", "https://a.example/p.pdf"),
    ),
)
BARE = Paper(key="title:what", title="What is known alone", slug="what-is-known-alone")


def entry(**fields: object) -> str:
    return bibtex.render(msgspec.structs.replace(BARE, **fields), "key")


def test_unknown_facts_have_no_field():
    assert bibtex.render(BARE, "known-alone") == "@misc{known-alone,\n  title = {What is known alone},\n}\n"


def test_a_retracted_paper_says_so_and_why():
    assert "note = {Retracted: The proof has a gap.}" in entry(status=Status("retracted", "The proof has a gap."))


@pytest.mark.parametrize(
    ("venue", "expected"),
    [
        ("ICLR 2024", "paper-conference"),
        ("CVPR", "paper-conference"),
        ("3DV", "paper-conference"),
        ("Findings of ACL 2024", "paper-conference"),
        ("Advances in Neural Information Processing Systems", "paper-conference"),
        ("Proceedings of the 3rd Conference on Machine Learning", "paper-conference"),
        ("Invented Workshop on Bees", "paper-conference"),
        ("IEEE Transactions on Invented Things 2023", "article-journal"),
        ("Physical Review Research 2023", "article-journal"),
        ("TMLR", "article-journal"),
        ("arXiv preprint", "article"),
        ("CoRR", "article"),
        ("A shelf at home", "document"),
    ],
)
def test_the_venue_tells_the_kind_of_publication(venue: str, expected: str):
    assert publication_type(Paper(title="x", venue=Venue(venue, venue))) == expected


def test_what_the_source_says_counts_more_than_the_venue():
    assert publication_type(msgspec.structs.replace(FULL, type="chapter")) == "chapter"


def test_a_paper_of_arxiv_alone_is_a_preprint():
    assert publication_type(msgspec.structs.replace(FULL, venue=None)) == "article"


@pytest.mark.parametrize(
    ("kind", "genre", "expected"),
    [
        ("article-journal", None, "article"),
        ("paper-conference", None, "inproceedings"),
        ("chapter", None, "incollection"),
        ("book", None, "book"),
        ("thesis", None, "phdthesis"),
        ("thesis", "Master's thesis", "mastersthesis"),
        ("report", None, "techreport"),
        ("article", None, "misc"),
        ("dataset", None, "misc"),
    ],
)
def test_each_kind_has_the_entry_that_styles_print(kind: str, genre: str | None, expected: str):
    assert entry(type=kind, genre=genre).startswith(f"@{expected}{{")


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Learning with ReLU and a GAN", "Learning with {ReLU} and a {GAN}"),
        ("Learning from Wikipedia with (GPU) power", "Learning from {Wikipedia} with ({GPU}) power"),
        ("A Study of Gaussian Kernels", "A Study of {Gaussian} Kernels"),
        ("Notes on the theory of Nowhere: Some remarks", "Notes on the theory of {Nowhere}: Some remarks"),
        ("Deep Q-Learning in 3D", "Deep {Q-Learning} in {3D}"),
        ("Shadow Maps: A Survey", "Shadow Maps: A Survey"),
        ("ALL IS SHOUTED HERE", "ALL IS SHOUTED HERE"),
        ("Poincaré Maps", r"Poincar{\'e} Maps"),
        ("Vitamin $C_2$ and $\\undefined$", r"Vitamin $C_2$ and \${\textbackslash}undefined\$"),
        ("Sets $\\{x$ and more", r"Sets \${\textbackslash}{\textbraceleft}x\$ and more"),
    ],
)
def test_capitals_that_styles_would_lower_stand_in_braces(title: str, expected: str):
    assert f"  title = {{{expected}}},\n" in entry(title=title)


@pytest.mark.parametrize(
    ("author", "expected"),
    [
        (ADA, "Example, Ada"),
        (Author("Jan van der Dam Jr.", "Jan", "van der Dam", "Jr."), "van der Dam, Jr., Jan"),
        (Author("Ada Bonnie Cynthia Example"), "{Ada Bonnie Cynthia Example}"),
        (Author("Bees and Birds"), "{Bees and Birds}"),
        (Author("Invented Society, Inc."), "{Invented Society, Inc.}"),
        (Author("Mononym"), "Mononym"),
        (Author("Open Minds"), "{Open Minds}"),
        (Author("others"), "{others}"),
        (Author("王小明", "小明", "王"), "王, 小明"),
        (Author("Zoë Łuczak", "Zoë", "Łuczak"), r"{\L}uczak, Zo{\"e}"),
    ],
)
def test_names_are_split_where_the_source_split_them_and_nowhere_else(author: Author, expected: str):
    assert f"  author = {{{expected}}},\n" in entry(authors=(author,))


def test_the_date_is_that_of_the_edition():
    assert publication_date(FULL) == ("2024",)
    assert publication_date(msgspec.structs.replace(FULL, venue=None)) == ("2023", "10")
    assert publication_date(BARE) == ()


def test_a_reader_is_led_to_the_doi_first():
    assert address(FULL) == "https://doi.org/10.1234/invented_1"
    assert address(BARE) is None


def test_a_key_has_family_name_year_and_telling_words():
    assert base_key(FULL) == "example-2024-u2-nets-50"
    assert base_key(BARE) == "known-alone"
    assert base_key(Paper(title="深度学习", slug="paper-1a2b3c")) == "paper-1a2b3c"


def test_keys_are_unique_and_the_order_of_papers_is_nothing():
    papers = [msgspec.structs.replace(FULL, key=f"k{n}", slug=f"s{n}", first_seen="2024-01-01") for n in range(9)]
    found = citation_keys(papers)

    assert len(set(found.values())) == 9
    assert citation_keys(papers[::-1]) == found


def test_a_paper_that_comes_later_changes_no_key():
    old = msgspec.structs.replace(FULL, first_seen="2024-01-01")
    new = msgspec.structs.replace(FULL, key="new", slug="u2-nets-2", first_seen="2024-01-02")
    found = citation_keys([new, old])

    assert found[old.key] == citation_keys([old])[old.key] == "example-2024-u2-nets-50"
    assert found["new"].startswith("example-2024-u2-nets-50-")


def test_highwire_has_one_author_tag_each_and_the_date_of_the_edition():
    tags = list(highwire.tags(FULL))

    assert [value for name, value in tags if name == "citation_author"] == ["Ada Example", "Team of Bees and Birds"]
    assert ("citation_publication_date", "2024") in tags
    assert ("citation_conference_title", "ICLR 2024") in tags
    assert ("citation_pdf_url", "https://a.example/p.pdf") in tags


def test_highwire_of_a_bare_paper_is_its_title_alone():
    assert list(highwire.tags(BARE)) == [("citation_title", "What is known alone")]


def test_jsonld_leaves_out_what_is_not_known():
    assert jsonld.record(BARE) == {
        "@context": "https://schema.org",
        "@type": "ScholarlyArticle",
        "headline": "What is known alone",
    }


def test_jsonld_that_is_not_in_full_has_names_in_the_place_of_things():
    whole, short = jsonld.record(FULL), jsonld.record(FULL, in_full=False)

    assert short["author"] == [author["name"] for author in whole["author"]]
    assert short["isPartOf"] == whole["isPartOf"]["name"]
    assert {**whole, "author": 0, "isPartOf": 0} == {**short, "author": 0, "isPartOf": 0}


def test_jsonld_names_the_same_paper_elsewhere():
    assert jsonld.same_as(FULL) == ["https://doi.org/10.1234/invented_1", "https://arxiv.org/abs/2310.00001"]
