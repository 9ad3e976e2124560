"""References made from invented papers."""

import pytest

from generator.citation import bibtex, entry_type, highwire, jsonld
from generator.paper import Author, Identifier, Paper, Status, Venue

ADA = Author("Ada Example", "Ada", "Example")
FULL = Paper(
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
BARE = Paper(title="What is known alone", slug="what-is-known-alone")


def test_entry_has_every_known_fact_and_escapes_what_tex_would_read():
    text = bibtex.render(FULL)

    assert text.startswith("@inproceedings{example2024")
    assert r"\&" in text
    assert r"50\%" in text
    assert r"$w^*_{\min}$" in text
    assert "author = {Example, Ada and {Team of Bees and Birds}}" in text
    assert "booktitle = {ICLR 2024}" in text
    assert "year = {2024}" in text
    assert "eprint = {2310.00001}" in text


def test_unknown_facts_have_no_field():
    assert bibtex.render(BARE) == "@misc{known,\n  title = {What is known alone},\n}\n"


def test_retracted_paper_says_so_in_its_entry():
    assert "note = {Retracted}" in bibtex.render(Paper(title="Gone", status=Status("retracted")))


@pytest.mark.parametrize(
    ("venue", "expected"),
    [
        ("ICLR 2024", "inproceedings"),
        ("Findings of ACL 2024", "inproceedings"),
        ("IEEE Transactions on Invented Things 2023", "article"),
        ("Physical Review Research 2023", "article"),
        ("Invented Workshop on Bees", "inproceedings"),
        ("A shelf at home", "misc"),
    ],
)
def test_venue_decides_the_type_of_entry(venue: str, expected: str):
    assert entry_type(Paper(title="x", venue=Venue(venue, venue))) == expected


def test_capitals_inside_words_are_kept_from_bibtex_styles():
    assert "title = {Learning with {ReLU} and a {GAN}}" in bibtex.render(Paper(title="Learning with ReLU and a GAN"))


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


def test_jsonld_names_the_same_paper_elsewhere():
    assert jsonld.same_as(FULL) == ["https://doi.org/10.1234/invented_1", "https://arxiv.org/abs/2310.00001"]
