"""Expressions in text: found where they are, never where a dollar is money, and shown surely or as their source."""

import time
from xml.etree import ElementTree as ET

import html5lib
import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator import maths
from generator.maths import typeset
from generator.text import clean

PARTS = (
    r"x n 2 \alpha \frac \mathbb \text \left \right \operatorname \unknown \DeclareMathOperator "
    r"{ } ^ _ ( ) $ & < % \\ é"
)
TEX = st.lists(
    st.sampled_from(PARTS.split()),
    max_size=14,
).map(" ".join)  # fmt: skip
ALLOWED = set("math mrow mi mn mo mtext mspace msup msub msubsup mfrac msqrt mroot mover munder munderover".split())


@pytest.mark.parametrize(
    ("text", "expressions"),
    [
        ("a $x$ b", ["x"]),
        ("$U^2$-Net$^{\\dagger}$", ["U^2", "^{\\dagger}"]),
        ("10$\\times$ faster at $10.42\\%$", ["\\times", "10.42\\%"]),
        ("$5 and $10 million", []),
        ("US$100k-US$200k", []),
        ("between $20-$30, ($16k USD) and $n^2$", ["n^2"]),
        ("$5/$6 or 5$ and 6$", []),
        ("it costs $3000.", []),
        ("a \\$x\\$ b", []),
        ("an unclosed $x^2 here", []),
        ("$$", []),
        ("$100$ samples", ["100"]),
        ("$some words of prose$", []),
        ("$p < 0.05$ and $-1$", ["p < 0.05", "-1"]),
    ],
)
def test_split(text: str, expressions: list[str]) -> None:
    assert [part.text for part in maths.split(text) if part.is_tex] == expressions


@given(st.text() | st.text("$x\\ {}5"))
def test_split_loses_nothing(text: str) -> None:
    assert "".join(f"${part.text}$" if part.is_tex else part.text for part in maths.split(text)) == text


@pytest.mark.parametrize(
    ("tex", "plain"),
    [
        (r"w^*_{\min}", "w*_min"), ("U^2", "U²"), (r"\mathbb{R}^{n}", "ℝⁿ"), ("A_n", "Aₙ"),
        (r"\mathbb{R}^{n \times k}", "ℝ^(n×k)"),
        (r"\frac{1}{2}", "1/2"), (r"\frac{a+b}{c}", "(a+b)/c"), (r"\sqrt{n}", "√n"),
        (r"\mathcal{O}(n\log n)", "O(n log n)"),
        (r"\langle x\rangle", "⟨x⟩"), (r"\hat{x}", "x\u0302"), (r"\text{a b}", "a b"), (r"XX^\top", "XXᵀ"),
        (r"10^{-3}", "10⁻³"),
        (r"u_L^{\prime}", "u_L′"), (r"\mathbb{1}_{x=y}", "𝟙_(x=y)"), (r"\|x\|_2", "‖x‖₂"), (r"\left(x\right)", "(x)"),
        (r"\unknown{x}", "unknownx"), ("{" * 20 + "x" + "}" * 20, "{" * 20 + "x" + "}" * 20),
    ],
)  # fmt: skip
def test_to_unicode(tex: str, plain: str) -> None:
    assert maths.to_unicode(f"a ${tex}$ b") == f"a {plain} b"


@pytest.mark.parametrize(
    "tex",
    [
        r"w^*_{\min}", r"\mathbb{R}^{n \times n}", r"\mathrm{SU}(2)_3", r"x<y", r"\langle\Delta u_L\rangle r",
        r"\{a\}", r"50\%",
        r"\left(\frac{a}{b}\right)", r"\mathbf{x}", r"^{\dagger}", r"a\,b", r"\text{if } x",
        r"\boldsymbol{\theta}", "x≤y",
    ],
)  # fmt: skip
def test_known_expressions_are_mathml_that_names_its_source(tex: str) -> None:
    root = ET.fromstring(maths.to_html(f"${tex}$"))  # noqa: S314  # our own output

    assert root.tag == "math"
    assert root.get("alttext") == tex
    assert {part.tag for part in root.iter()} <= ALLOWED
    assert {name for part in root.iter() for name in part.attrib} <= {"alttext", "stretchy", "accent"}


@pytest.mark.parametrize(
    "tex",
    [
        r"\unknown x", r"\DeclareMathOperator{\x}{y}", r"\href{javascript:x}{y}", r"\color{red} x",
        r"\input{x}", "x & y", "{x", "x}", r"\frac{a}", r"\begin{matrix}a\end{matrix}", "x^" * 150 + "x",
        "{" * 20 + "x" + "}" * 20,
        "x" * 500,
    ],
)  # fmt: skip
def test_what_is_not_surely_understood_is_shown_as_its_source(tex: str) -> None:
    shown = maths.to_html(f"${tex}$")
    body = html5lib.parse(shown, treebuilder="etree").find("{http://www.w3.org/1999/xhtml}body")

    assert shown.startswith('<code class="tex">')
    assert "".join(body.itertext()) == tex


@given(TEX)
def test_html_has_no_foreign_element_whatever_the_expression(tex: str) -> None:
    shown = maths.to_html(f"a ${tex}$ b <i>")
    parts = html5lib.parse(shown, treebuilder="etree").find("{http://www.w3.org/1999/xhtml}body").iter()

    assert {part.tag.rpartition("}")[2] for part in parts} <= ALLOWED | {"body", "code"}
    assert "\n" not in shown


@given(TEX)
def test_bibtex_gets_no_command_that_is_not_known(tex: str) -> None:
    shown = maths.to_tex(f"${tex}$")

    assert r"\unknown" not in shown
    assert r"\DeclareMathOperator" not in shown
    assert shown.replace(r"\{", "").count("{") == shown.replace(r"\}", "").count("}")


def test_bibtex_keeps_expressions_and_escapes_the_rest() -> None:
    assert maths.to_tex(r"50% of $A_n$ & $5") == r"50\% of $A_n$ \& \$5"


@given(st.text().map(clean))
def test_text_without_a_dollar_is_shown_as_it_is(text: str) -> None:
    text = text.replace("$", "")
    body = html5lib.parse(maths.to_html(text) + "<i></i>", treebuilder="etree").find(
        "{http://www.w3.org/1999/xhtml}body"
    )

    assert "".join(body.itertext()) == text
    assert maths.to_unicode(text) == text


@pytest.mark.parametrize(
    "text",
    [
        "$" * 20_000,
        "{" * 20_000,
        "$" + "{" * 19_000 + "$",
        "$a" * 10_000,
        "\\$" * 10_000,
        "$x$" * 6_000,
        "$" + "1," * 9_000 + "$",
    ],
    ids=lambda text: text[:6],
)
def test_hostile_text_takes_no_time(text: str) -> None:
    start = time.process_time()
    maths.to_html(text), maths.to_unicode(text), maths.to_tex(text)

    assert time.process_time() - start < 1


@pytest.mark.parametrize(
    "tex",
    [
        "x^2", "x_1^2", "x'^2", "x''", r"\frac{a}{b}", r"\frac12", r"\left( x \right]", r"\sqrt{2}", r"x^\mathbf{a}",
        r"\hat x",
        r"\text{some words}_1", r"{x^2}^2", r"\{x\}", r"\mathbb{R}^n", r"\left.x\right|_0", r"\sum\limits_{i=1}^n", "",
    ],
)  # fmt: skip
def test_what_latex_prints_stays_tex_in_a_bibliography(tex: str) -> None:
    assert typeset.is_typeset(tex)


@pytest.mark.parametrize(
    "tex",
    [
        "x^2^3", "x_1_2", "x^2'", "x^", "x^_2", r"\frac{a}", r"\hat", r"\left( x", r"x \right)", r"\left x \right)",
        r"x^\hat{a}",
        r"\{x", r"\text{a_1}", r"\text x", r"x\limits_1", "x}", "{x", r"\sqrt",
    ],
)  # fmt: skip
def test_what_latex_stumbles_over_is_printed_as_words(tex: str) -> None:
    assert not typeset.is_typeset(tex)
    assert "$" not in maths.to_tex(f"${tex}$").replace(r"\$", "")
