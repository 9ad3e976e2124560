"""TeX in plain text becomes Unicode, and no text is lost."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from generator import latex
from generator.text import clean


@pytest.mark.parametrize(
    ("tex", "text"),
    [
        (r"Tuy\'eras", "Tuyéras"), (r"G{\"o}del", "Gödel"), (r"G\"{o}del", "Gödel"), (r"{\'{E}}lie", "Élie"),
        (r"Erd\H{o}s", "Erdős"),
        (r"\v{C}apek", "Čapek"), (r"Fran\c{c}ois", "François"), (r"Stra\ss e", "Straße"), (r"{\O}rsted", "Ørsted"),
        (r"{\L}ukasz", "Łukasz"), (r"\AA ngstr\"om", "Ångström"), (r"na\"{\i}ve", "naïve"),
        (r"H\"olderian", "Hölderian"),
        (r"50\% \& \#1 \_x", "50% & #1 _x"), ("``so''", "“so”"), ("`so'", "‘so’"),
        ("the authors' `word' is", "the authors' ‘word’ is"),
        (r"\emph{word} and {\em other}", "word and other"), (r"\textbf{A}B", "AB"), (r"a \textemdash b", "a — b"),
    ],
)  # fmt: skip
def test_decode(tex: str, text: str) -> None:
    assert latex.decode(tex) == text


@pytest.mark.parametrize(
    "text", ["50% of it", "100 %", "a_b", "{x}", "it's", "a~b", r"\unknown{x}", r"C:\new", "\\", "`", "`code`"]
)
def test_what_is_no_tex_survives(text: str) -> None:
    assert latex.decode(text) == text


@given(st.text(st.characters(exclude_characters="\\`")))
def test_text_without_a_command_or_quote_is_left_alone(text: str) -> None:
    assert latex.decode(text) == text


@given(st.text("ab \\'{}^\"`vcH%$"))
@example(r"\aa")
def test_no_letter_is_lost(text: str) -> None:
    letters = [char for char in text if char in "ab"]
    left = latex.decode(text)

    assert len(left) <= len(text)
    # An accent is named \b, and one letter \aa.
    assert sum(char.isalpha() for char in left) >= len(letters) - text.count(r"\b") - text.count(r"\aa")


@pytest.mark.parametrize("letters", ["éíÅłßœñçşǧőąḍ", "ếậồ", "–—’‘“”…°®€£§", "αβΩμ×±≤∞∇→", "深度学习", "ȷı"])
def test_what_is_encoded_is_decoded_to_the_same(letters: str) -> None:
    assert latex.decode(latex.encode(letters)) == letters


def test_latin_letters_greek_and_signs_are_ascii_in_tex() -> None:
    assert latex.encode("Łuczak – 5 μm, ế & 50%") == (
        r"{\L}uczak {\textendash} 5 {\ensuremath{\mu}}m, {\'{\^e}} \& 50\%"
    )


@given(st.text(st.characters(min_codepoint=0xA0, max_codepoint=0x2FFF)).map(clean))
def test_no_letter_is_lost_on_the_way_to_tex_and_back(value: str) -> None:
    assert latex.decode(latex.encode(value)) == value
