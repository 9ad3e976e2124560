"""Titles in BibTeX: capitals that a style must not lower stand in braces."""

from __future__ import annotations

import re
from functools import lru_cache

from generator import latex, maths

# A word with signs around it, such as `(GAN),`: the signs stay outside of the braces.
_WORD = re.compile(r"([^\w\s]*)(\w(?:[^\s–—/]*\w)?)([^\w\s]*)(?=\s|–|—|/|$)")
_OPENS_SENTENCE = re.compile(r"(?:^|[:.?!–—]\s*[\"“'‘(]*)$")
# Names of people and places that methods are named after: in a title in title case nothing else tells them.
_EPONYMS = frozenset(
    "abelian africa african america american asia asian bayes bayesian bernoulli boltzmann brownian cauchy chinese"
    " dirichlet english euclidean euler europe european fisher fourier french gauss gaussian german hamiltonian hebbian"
    " hermitian hessian hilbert jacobian japanese kalman lagrangian laplace laplacian lie lipschitz lyapunov markov"
    " markovian monte carlo nash newton poisson riemann riemannian shannon spanish turing wasserstein wikipedia".split()
)
_LONG = 4


# BibTeX and BibLaTeX ask for it, each for all papers in turn: those of a large catalogue take 20 MB.
@lru_cache(maxsize=1 << 17)
def protected(title: str) -> str:
    """Return the title as TeX for a braced field, with braces around each word that keeps its capitals."""
    pieces = maths.split(title)
    words = [word for piece in pieces if not piece.is_tex for word in piece.text.split()]
    if len(words) > 1 and not any(word != word.upper() for word in words):
        # All in capitals: a style may well lower them.
        return maths.to_tex(title)
    is_sentence = _is_sentence_case(words)
    shown = ""
    before = ""
    for piece in pieces:
        shown += (
            maths.to_tex(f"${piece.text}$") if piece.is_tex else _protect(piece.text, before, is_sentence=is_sentence)
        )
        before += piece.text
    return shown


def _is_sentence_case(words: list[str]) -> bool:
    """Tell whether only the first word and names have capitals."""
    long = [word for word in words[1:] if len(word) >= _LONG and word[0].isalpha()]
    small = sum(word[0].islower() for word in long)
    return 0 < small >= len(long) - small


def _protect(text: str, before: str, *, is_sentence: bool) -> str:
    parts, end = [], 0
    for match in _WORD.finditer(text):
        word = match[2]
        # Nearly all words are small and need no closer look.
        is_small = word.islower() and word.isalpha() and word not in _EPONYMS
        if not is_small and (_keeps_capitals(word) or (is_sentence and _is_name(word, before + text[: match.start()]))):
            parts += [latex.encode(text[end : match.start(2)]), "{", latex.encode(word), "}"]
            end = match.end(2)
    return "".join(parts) + latex.encode(text[end:])


def _is_name(word: str, before: str) -> bool:
    """Tell whether a word of a title in sentence case has its capital for itself, not for opening a sentence."""
    return word[0].isupper() and not _OPENS_SENTENCE.search(before.rstrip())


@lru_cache(maxsize=1 << 15)
def _keeps_capitals(word: str) -> bool:
    """Tell whether a word has a capital behind its first letter, or is a name; parts of a compound count one by one."""
    parts = word.split("-")
    return any(
        any(char.isupper() for char in part[1:])
        or part.lower().removesuffix("'s").removesuffix("’s") in _EPONYMS
        or (len(part) == 1 and part.isupper() and len(parts) > 1)
        for part in parts
        if part
    )
