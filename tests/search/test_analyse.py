"""Both sides make the same words; `words.json` shows which."""

from __future__ import annotations

import json
import unicodedata
from pathlib import Path

import pytest

from generator.search import analyse, stems
from generator.search.stop_words import STOP_WORDS
from tests.search import invented
from tests.search.conftest import HERE, node

GOLDEN = json.loads((HERE / "words.json").read_text(encoding="utf-8"))
ENDINGS = (
    "s es ies sses ss ed eed ing at bl iz y ational tional enci anci izer bli alli entli eli ousli ization ation "
    "ator alism iveness fulness ousness aliti iviti biliti logi icate ative alize iciti ical ful ness al ance "
    "ence er ic able ible ant ement ment ent ou ism ate iti ous ive ize ion tion sion e ll isation ising our "
    "oured logue lled tre ysed"
).split()


@pytest.mark.parametrize(("title", "words"), GOLDEN["titles"].items())
def test_titles_give_the_words_of_the_golden_file(title: str, words: str) -> None:
    assert " ".join(analyse.title_words(title)) == words


@pytest.mark.parametrize(("abstract", "words"), GOLDEN["abstracts"].items())
def test_abstracts_give_the_words_of_the_golden_file(abstract: str, words: str) -> None:
    assert " ".join(analyse.abstract_words(abstract)) == words


@pytest.mark.parametrize("family", GOLDEN["families"])
def test_words_of_a_family_share_a_stem(family: str) -> None:
    assert len({stems.stem(word) for word in family.split()}) == 1


@pytest.mark.parametrize("pair", GOLDEN["strangers"])
def test_words_of_different_meaning_do_not(pair: str) -> None:
    assert len({stems.stem(word) for word in pair.split()}) == len(pair.split())


def test_the_browser_makes_the_same_words_of_every_character(site: Path) -> None:
    characters = [chr(code) for code in range(33, 0x2FA20) if unicodedata.category(chr(code)) not in ("Cn", "Cs")]
    titles = [title for title in GOLDEN["titles"] if "$" not in title]
    # The browser gets no TeX: hits show it, queries hold what readers type.
    titles += [f"a{one}b {one} Z{one}-{one}" for one in characters if one != "$"]

    assert node("analyse.mjs", {"site": str(site), "titles": titles}) == [
        analyse.title_words(title) for title in titles
    ]


def test_the_browser_stems_as_the_index_does(site: Path) -> None:
    roots = [word[:7] for word in invented.vocabulary(1000)]
    words = sorted({root + ending for root in [*roots, "", "y", "yy", "a", "ba", "u2"] for ending in ENDINGS} - {""})

    assert node("analyse.mjs", {"site": str(site), "words": words}) == [stems.stem(word) for word in words]


def test_both_sides_leave_out_the_same_words(site: Path) -> None:
    assert sorted(node("analyse.mjs", {"site": str(site)})) == sorted(STOP_WORDS)
