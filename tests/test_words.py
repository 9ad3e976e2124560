"""Words, stems and phrases."""

from __future__ import annotations

import pytest

from generator.words import Phrases, spans, spellings, stem, stems, words


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param("network", "networks", id="plural"),
        pytest.param("symmetry", "Symmetries", id="plural in -ies, capital"),
        pytest.param("generalise", "generalization", id="British and American endings"),
        pytest.param("normalising", "normalizing", id="-ising and -izing"),
        pytest.param("analyse", "analyze", id="-yse and -yze"),
        pytest.param("modelling", "modeling", id="doubled l"),
        pytest.param("behaviour", "behavior", id="-our and -or"),
        pytest.param("colourable", "colorable", id="-our- and -or- within a word"),
        pytest.param("normalisations", "normalization", id="-isation and -ization"),
        pytest.param("centre", "center", id="-re and -er"),
        pytest.param("Tuyéras", "Tuyeras", id="accent"),
        pytest.param("μP", "muP", id="Greek letter"),
        pytest.param(r"$\mu$P", "muP", id="Greek letter in TeX"),
        pytest.param("model's", "models", id="apostrophe"),
        pytest.param("bias", "biased", id="irregular: bias"),
        pytest.param("sheaf", "sheaves", id="irregular: sheaf"),
    ],
)
def test_spellings_of_one_word_share_a_stem(one: str, other: str):
    assert [stem(word) for word in words(one)] == [stem(word) for word in words(other)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("generative", "general"),
        ("generation", "generalization"),
        ("community", "communication"),
        ("optimal", "optimizer"),
        ("fairness", "fair"),
        ("expressive", "expression"),
        ("Ising", "is"),
    ],
)
def test_words_of_different_meaning_keep_apart(one: str, other: str):
    assert stem(one) != stem(other)


def test_a_hyphen_parts_words_and_a_mark_of_tex_does_not():
    assert words("graph-neural U^2-Net of $A_n$") == ["graph", "neural", "U^2", "Net", "of", "A", "n"]


def test_spans_say_where_the_words_stand():
    text = "A $\\mu$P-scaled net."

    assert [text[start:end] for start, end in spans(text)] == words(text)


def test_words_of_other_scripts_stay_as_they_are():
    assert [stem(word) for word in words("図書館 библиотека")] == ["図書館", "библиотека"]


@pytest.mark.parametrize("text", ["U-Net", "U Net", "UNet", "unets", "U-Nets"])
def test_a_hyphen_in_a_phrase_matches_a_hyphen_a_space_and_nothing(text: str):
    phrases = Phrases([(0, "word", "U-Net")])

    assert len(phrases.find([stem(word) for word in words(text)])) == 1


def test_a_space_in_a_phrase_does_not_match_nothing():
    assert spellings("neural network") == [("neural", "network")]


def test_a_phrase_within_a_longer_one_of_another_owner_is_not_found():
    phrases = Phrases([(0, "word", "quantization"), (1, "word", "vector quantization")])

    hits = phrases.find([stem(word) for word in words("vector quantization, then quantization")])

    assert [(hit.phrase.owner, hit.first) for hit in hits] == [(1, 0), (0, 3)]


def test_equal_phrases_of_two_owners_are_both_found():
    phrases = Phrases([(0, "word", "optimal transport"), (1, "hint", "optimal transport")])

    assert len(phrases.find([stem(word) for word in words("Optimal transport")])) == 2


def test_a_phrase_without_letters_is_never_found():
    assert Phrases([(0, "word", "---")]).find(["a"]) == []


@pytest.mark.parametrize("text", ["Networks networks NETWORKS", "μP and its naïve Models’ models", "", "-"])
def test_stems_of_a_text_are_those_of_its_words(text: str):
    assert stems(text) == [stem(word) for word in words(text)]
