"""Text is cleaned of what is unsafe, and of nothing else."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator import text

UNSAFE = (
    "\x00\x07\x1b\x7f\x80\x9f\u200b\u200e\u200f\u2060\u202a\u202e\u2066\u2069\ufeff\ufffe\uffff\U000e0041\U0001fffe"
)


@given(st.text())
def test_clean_text_can_be_written_and_stays_as_it_is(value: str) -> None:
    cleaned = text.clean(value)

    assert cleaned.encode().decode() == cleaned
    assert text.clean(cleaned) == cleaned


@given(st.text())
def test_clean_text_has_no_character_that_hides_or_reorders(value: str) -> None:
    cleaned = text.clean(value + UNSAFE + value)

    assert not set(cleaned) & set(UNSAFE)
    assert not any(unicodedata.category(char) in {"Cc", "Cs", "Zl", "Zp"} for char in cleaned)


@given(st.text())
def test_clean_text_is_one_line_with_single_spaces(value: str) -> None:
    assert text.clean(value).split() == [word for word in text.clean(value).split(" ") if word]


@given(st.text(st.characters(categories=["L", "N", "P", "S"], exclude_characters=UNSAFE)))
def test_visible_characters_survive(value: str) -> None:
    assert text.clean(value) == unicodedata.normalize("NFC", value)


@pytest.mark.parametrize(
    ("given_text", "cleaned"),
    [
        ("a\r\nb\u2028c\u0085d\te", "a b c d e"),
        ("lone \ud800 half", "lone \ufffd half"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("👩\u200d🔬", "👩\u200d🔬"),
        ("a \u200d b", "a b"),
        ("e\u0301", "é"),
        (" \u202e\u200b ", ""),
    ],
)
def test_clean(given_text: str, cleaned: str) -> None:
    assert text.clean(given_text) == cleaned


@pytest.mark.parametrize(
    ("given_text", "folded"),
    [
        ("U^2-Net: Going Deeper", "u2 net going deeper"),
        ("$U^{2}$-Net: Going Deeper", "u2 net going deeper"),
        ("u-μP", "u mup"),
        ("Łukasz Ørsted-Straße", "lukasz orsted strasse"),
        ("PA&DA", "pa da"),
        ("Don't", "dont"),
        ("深層学習", "深層学習"),
    ],
)
def test_fold(given_text: str, folded: str) -> None:
    assert text.fold(given_text) == folded


@given(st.text())
def test_a_slug_is_short_and_of_plain_letters(value: str) -> None:
    slug = text.slugify(value)

    assert len(slug) <= 60
    assert set(slug) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")
    assert slug == slug.strip("-")


def test_a_long_slug_ends_at_a_word() -> None:
    assert text.slugify("an invented title " * 5) == "an-invented-title-an-invented-title-an-invented-title-an"


@pytest.mark.parametrize(
    ("value", "limit", "shown"), [("e\u0323\u0304x" * 2, 2, "…"), ("ab👩\u200d🔬", 4, "ab…"), ("a b c", 3, "a…")]
)
def test_a_cut_goes_through_no_character_and_no_word(value: str, limit: int, shown: str) -> None:
    assert text.cut(value, limit) == shown


@given(st.text(), st.integers(1, 50))
def test_a_cut_text_is_no_longer_than_its_limit_and_an_ellipsis(value: str, limit: int) -> None:
    shown = text.cut(value, limit)

    assert shown == value or (len(shown) <= limit + 1 and shown.endswith("…"))
