"""The parts that sources share: names, dates, TeX, tags, values of BibTeX. All names and works are invented."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator import latex
from generator.sources._arxiv import arxiv_id
from generator.sources._bibtex_names import people
from generator.sources._bibtex_values import MAX_EXPANDED, Macros
from generator.sources._columns import SPELLINGS, columns
from generator.sources._dates import common, from_iso, from_parts, month_and_day
from generator.sources._markup import plain as without_tags
from generator.sources._names import notation, split_names
from generator.sources._tex import plain, verbatim


@pytest.mark.parametrize(
    ("written", "names"),
    [
        ("Ada Example and Ben Sample", ("Ada Example", "Ben Sample")),
        ("Example, Ada AND Sample, Ben", ("Example, Ada", "Sample, Ben")),
        ("Ludwig van Example and van Example, Ludwig", ("Ludwig van Example", "van Example, Ludwig")),
        ("de la Sample, Jr., Ben", ("de la Sample, Jr., Ben",)),
        ("Ada B. Example III", ("Ada B. Example III",)),
        ("Maria {Example Sample}", ("Example Sample, Maria",)),
        ("{Example and Sample, Inc.}", ("{Example and Sample, Inc.}",)),
        (r"{\'E}va Ex{\"a}mple", ("Éva Exämple",)),
        (r"Ex{\"a}mple, Ad{\'a}", ("Exämple, Adá",)),
        (r"Jo{\~a}o~B.~Example and Ex{\~n}ample, Ada", ("João B. Example", "Exñample, Ada")),
        ("EXAMPLE, ADA and sample, ben", ("EXAMPLE, ADA", "sample, ben")),
        ("王小明 and 王, 小明", ("王小明", "王, 小明")),
        ("Plato", ("Plato",)),
        ("given=Ada, family=Example, prefix=van, suffix=Jr.", ("van Example, Jr., Ada",)),
        ("Example, Ada and others", ("Example, Ada",)),
        ("", ()),
        (" and ", ()),
        ("Ada Example and and Sample, Ben", ("Ada Example", "Sample, Ben")),
    ],
)
def test_names_as_bibtex_reads_them(written: str, names: tuple[str, ...]) -> None:
    assert people(written).names == names


@pytest.mark.parametrize(
    ("written", "names"),
    [
        ("Ada Example; Ben Sample", ["Ada Example", "Ben Sample"]),
        ("Example, Ada; van der Sample, Ben", ["Example, Ada", "van der Sample, Ben"]),
        ("Ada Example, Ben Sample and Cleo Specimen", ["Ada Example", "Ben Sample", "Cleo Specimen"]),
        ("Example, Ada and Sample, Ben", ["Example, Ada", "Sample, Ben"]),
        ("Example, Ada", ["Example, Ada"]),
        ("van der Sample, Ben", ["van der Sample, Ben"]),
        ("Garcia Example, Ada", ["Garcia Example, Ada"]),
        ("Ada Example, Ben Sample", ["Ada Example", "Ben Sample"]),
        ("Ada Example & Ben Sample, et al.", ["Ada Example", "Ben Sample"]),
        ("Ada Example and others", ["Ada Example"]),
        ("", []),
    ],
)
def test_names_as_people_write_lists(written: str, names: list[str]) -> None:
    assert split_names(written) == names


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        (("Ada", "Example"), "Example, Ada"),
        (("Ada", "Example", "Jr."), "Example, Jr., Ada"),
        (("", "Example"), "Example"),
        (("", ""), ""),
    ],
)
def test_names_from_parts(parts: tuple[str, ...], expected: str) -> None:
    assert notation(*parts) == expected


def test_a_name_that_must_stay_whole_is_in_braces() -> None:
    assert notation("", "", name="A {Group}", is_whole=True, orcid="0000-0002-1825-0097") == (
        "{A Group} (0000-0002-1825-0097)"
    )


@pytest.mark.parametrize(
    ("tex", "text"),
    [
        (r"{Invented} {N}etworks", "Invented Networks"),
        (r"A \textit{{B} c} {\em d}", "A B c d"),
        (r"caf{\'e} \"{u} {\o} \aa\ {\ss}", "café ü ø å ß"),
        (r"a -- b --- c~d", "a – b — c d"),
        (r"on {$\mathcal{L}_{\{a\}}$}-spaces", r"on $\mathcal{L}_{\{a\}}$-spaces"),
        (r"\(x^2\) and $$y$$ and \ensuremath{z_1}", "$x^2$ and $y$ and $z_1$"),
        (r"5 {\ensuremath{\mu}}m", "5 μm"),
        (r"\$5 \& 50\% of \{sets\} \#1 \_x", "$5 & 50% of {sets} #1 _x"),
        (r"the reader\textquotesingle s ``book''", "the reader's “book”"),
        (r"\url{https://example.org/a_b} \href{https://example.org}{here}", "https://example.org/a_b here"),
        (r"\unknown{x} stays", r"\unknown{x} stays"),
        (r"line\\end hy\-phen", "line end hyphen"),
        (r"Jos\ \textquotesingle e, \lbrace 1\rbrace, x\^2", "José, {1}, x^2"),
        ("100% plain & simple", "100% plain & simple"),
    ],
)
def test_tex_is_read_as_text(tex: str, text: str) -> None:
    assert plain(tex) == text


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Co"], exclude_characters="`'$~")))
def test_what_encode_writes_is_read_back(text: str) -> None:
    shown = " ".join(text.replace("--", "-").split())

    assert " ".join(plain(latex.encode(shown)).split()) == shown.replace("--", "–")


@pytest.mark.parametrize(
    ("value", "address"),
    [
        (r"\url{https://example.org/a\_b/~c}", "https://example.org/a_b/~c"),
        (r"https://example.org/a{\_}b\%20c\#d", "https://example.org/a_b%20c#d"),
        (r"https://example.org/{\textasciitilde}c--d", "https://example.org/~c--d"),
        ("10.1234/a_b", "10.1234/a_b"),
    ],
)
def test_addresses_keep_every_sign(value: str, address: str) -> None:
    assert verbatim(value) == address


@pytest.mark.parametrize(
    ("marked", "text"),
    [
        ("<i>E. coli</i> in H<sub>2</sub>O", "E. coli in H₂O"),
        ("a <b, c> d < e", "a <b, c> d < e"),
        ("AT&amp;T &lt;up&gt; &eacute;", "AT&T <up> é"),
        ("Twice &amp;amp; escaped", "Twice & escaped"),
        ('<span class="nocase">iPad</span>', "iPad"),
        ("<script>x</script>", "<script>x</script>"),
    ],
)
def test_tags_of_publishers_go(marked: str, text: str) -> None:
    assert without_tags(marked) == text


@pytest.mark.parametrize(
    ("written", "date"),
    [
        ("2020-05-07", "2020-05-07"), ("2020-05-07T12:00:00Z", "2020-05-07"), ("2020?", "2020"), ("2020-21", "2020"),
        ("2020-05-28/2020-06-02", "2020"), ("2020-05-07/2020-05-09", "2020-05"), ("2020/..", "2020"),
        ("in press", "in press"), ("2020-05/", "2020-05"),
    ],
)  # fmt: skip
def test_dates_of_biblatex(written: str, date: str) -> None:
    assert from_iso(written) == date


@pytest.mark.parametrize(
    ("parts", "date"),
    [((2020, "5", "07"), "2020-05-07"), ((2020, 13), "2020"), ((None,), ""), (("2020", "", "3"), "2020"), ((0,), "")],
)
def test_dates_from_parts(parts: tuple[object, ...], date: str) -> None:
    assert from_parts(parts) == date


def test_what_two_dates_share() -> None:
    assert [common("2020-05-07", "2020-05-09"), common("2020-05", "2020"), common("2019", "2020")] == [
        "2020-05", "2020", "",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("written", "found"),
    [
        ("jul", ("7", "")), ("July", ("7", "")), ("7", ("7", "")), ("07--09 Jul", ("7", "")), ("jan 15", ("1", "15")),
        ("Jun--Jul", ("", "")), ("soon", ("", "")), ("", ("", "")),
    ],
)  # fmt: skip
def test_months(written: str, found: tuple[str, str]) -> None:
    assert month_and_day(written) == found


@pytest.mark.parametrize(
    ("values", "found"),
    [
        (("arXiv:2301.00001v2 [cs.LG]",), "2301.00001v2"),
        (("arXiv preprint arXiv:2301.00001",), "2301.00001"),
        (("", "abs/2301.00001"), "2301.00001"),
        (("hep-th/9901001",), "hep-th/9901001"),
        (("https://arxiv.org/abs/2301.00001",), ""),
        (("extends arXiv:2301.00001",), ""),
        (("12",), ""),
    ],
)
def test_arxiv_ids_in_other_fields(values: tuple[str, ...], found: str) -> None:
    assert arxiv_id(*values) == found


def test_an_expression_joins_texts_numbers_and_macros() -> None:
    macros = Macros()
    macros.define("Press", '{Invented } # "Press"')

    assert macros.evaluate("press # { of } # 2020").text == "Invented Press of 2020"
    assert macros.evaluate("{a {b} c}").text == "a {b} c"
    assert macros.evaluate('"a {"} \\"b"').text == 'a {"} \\"b'
    assert macros.evaluate("{a} rest").rest == "rest"
    assert macros.evaluate("unknown").faults


def test_macros_that_multiply_are_bounded() -> None:
    macros = Macros()
    macros.define("a", "{" + "x" * 1_000 + "}")
    for _ in range(40):
        macros.define("a", "a # a # a")

    assert len(macros.known["a"]) <= 3 * MAX_EXPANDED


def test_columns_are_found_by_many_names_and_the_best_of_two_comes_first() -> None:
    found, unknown = columns(["Source title", "AUTHOR(S)", "Journal", "paper_title", "Colour", ""])

    assert found == {"venue": [2, 0], "authors": [1], "title": [3]}
    assert unknown == ["Colour"]


def test_no_spelling_of_a_column_means_two_fields() -> None:
    spellings = [spelling for names in SPELLINGS.values() for spelling in names]

    assert len(spellings) == len(set(spellings))
