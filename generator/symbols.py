"""TeX commands by name, and the characters that they stand for."""

from __future__ import annotations

import unicodedata

_GREEK = (
    "alpha α beta β gamma γ delta δ epsilon ε varepsilon ε zeta ζ eta η theta θ vartheta ϑ iota ι kappa κ "
    "varkappa ϰ lambda λ mu μ nu ν xi ξ omicron ο pi π varpi ϖ rho ρ varrho ϱ sigma σ varsigma ς tau τ upsilon υ "
    "phi φ varphi φ chi χ psi ψ omega ω Gamma Γ Delta Δ Theta Θ Lambda Λ Xi Ξ Pi Π Sigma Σ Upsilon Υ Phi Φ Psi Ψ "
    "Omega Ω"
)
_RELATIONS = (
    "in ∈ notin ∉ ni ∋ ll ≪ gg ≫ le ≤ leq ≤ leqslant ≤ ge ≥ geq ≥ geqslant ≥ ne ≠ neq ≠ approx ≈ sim ∼ simeq ≃ "
    "cong ≅ equiv ≡ propto ∝ subset ⊂ subseteq ⊆ supset ⊃ supseteq ⊇ to → rightarrow → longrightarrow → leftarrow "
    "← leftrightarrow ↔ mapsto ↦ Rightarrow ⇒ Leftrightarrow ⇔ lesssim ≲ gtrsim ≳ prec ≺ succ ≻ preceq ⪯ succeq ⪰ "
    "perp ⊥ mid ∣ parallel ∥ triangleq ≜ implies ⟹ iff ⟺ vdash ⊢ models ⊨ asymp ≍"
)
_BINARY = (
    "times × cdot ⋅ pm ± mp ∓ div ÷ ast * star ⋆ circ ∘ bullet • oplus ⊕ otimes ⊗ odot ⊙ cup ∪ cap ∩ wedge ∧ vee "
    "∨ land ∧ lor ∨ setminus ∖ ltimes ⋉ rtimes ⋊ amalg ⨿"
)
_ORDINARY = (
    "infty ∞ partial ∂ nabla ∇ forall ∀ exists ∃ emptyset ∅ varnothing ∅ ell ℓ hbar ℏ Re ℜ Im ℑ top ⊤ bot ⊥ prime "
    "′ dagger † ddagger ‡ neg ¬ lnot ¬ angle ∠ triangle △ ldots … dots … cdots ⋯ vdots ⋮ aleph ℵ square □ "
    "checkmark ✓ degree ° S § backslash \\ colon : sum ∑ prod ∏ int ∫ oint ∮ bigcup ⋃ bigcap ⋂ bigoplus ⨁ "
    "bigotimes ⨂"
)
_FENCES = (
    "langle ⟨ rangle ⟩ lceil ⌈ rceil ⌉ lfloor ⌊ rfloor ⌋ vert | lvert | rvert | Vert ‖ lVert ‖ rVert ‖ "
    "lbrace { rbrace } lbrack [ rbrack ]"
)


def _table(pairs: str) -> dict[str, str]:
    words = pairs.split()
    return dict(zip(words[::2], words[1::2], strict=True))


GREEK = _table(_GREEK)
RELATIONS = _table(_RELATIONS)
BINARY = _table(_BINARY)
FENCES = _table(_FENCES)
SYMBOLS = GREEK | RELATIONS | BINARY | FENCES | _table(_ORDINARY)
"""Every command that is one character."""

_FUNCTIONS = (
    "arccos arcsin arctan arg cos cosh cot coth csc deg det dim exp gcd hom inf ker lg lim liminf limsup ln log "
    "max min Pr sec sin sinh sup tan tanh"
)
FUNCTIONS = frozenset(_FUNCTIONS.split())
"""Commands that print their own name upright."""

STYLES = {
    "mathbb": "DOUBLE-STRUCK", "mathds": "DOUBLE-STRUCK", "mathcal": "SCRIPT", "mathscr": "SCRIPT",
    "mathfrak": "FRAKTUR",
    "mathbf": "BOLD", "boldsymbol": "BOLD ITALIC", "bm": "BOLD ITALIC", "mathsf": "SANS-SERIF",
    "mathtt": "MONOSPACE",
    "mathit": "ITALIC",
}  # fmt: skip
"""Commands that choose an alphabet, with Unicode's name of it."""

PLAIN = frozenset(
    {"mathrm", "text", "textrm", "textnormal", "mbox", "operatorname", "textit", "textbf", "textsf", "texttt", "mathop"}
)
"""Commands that print their argument as words."""

ACCENTS = {
    "hat": "\u0302", "widehat": "\u0302", "tilde": "\u0303", "widetilde": "\u0303", "bar": "\u0304",
    "overline": "\u0305",
    "vec": "\u20d7", "dot": "\u0307", "ddot": "\u0308", "check": "\u030c", "breve": "\u0306",
    "underline": "\u0332",
}  # fmt: skip
"""Commands that put a mark on their argument, with the combining mark."""

SUPERSCRIPTS = dict(
    zip("0123456789+-−=()niTabcdefghjklmoprstuvwxyz", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿⁱᵀᵃᵇᶜᵈᵉᶠᵍʰʲᵏˡᵐᵒᵖʳˢᵗᵘᵛʷˣʸᶻ", strict=True)
)
SUBSCRIPTS = dict(zip("0123456789+-−=()aehijklmnoprstuvx", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ", strict=True))

# Letters that Unicode had before the mathematical alphabets, under the name of their own block.
_LETTERLIKE = {
    ("DOUBLE-STRUCK", "C"): "ℂ", ("DOUBLE-STRUCK", "H"): "ℍ", ("DOUBLE-STRUCK", "N"): "ℕ", ("DOUBLE-STRUCK", "P"): "ℙ",
    ("DOUBLE-STRUCK", "Q"): "ℚ", ("DOUBLE-STRUCK", "R"): "ℝ", ("DOUBLE-STRUCK", "Z"): "ℤ",
    ("SCRIPT", "B"): "ℬ", ("SCRIPT", "E"): "ℰ", ("SCRIPT", "F"): "ℱ", ("SCRIPT", "H"): "ℋ", ("SCRIPT", "I"): "ℐ",
    ("SCRIPT", "L"): "ℒ", ("SCRIPT", "M"): "ℳ", ("SCRIPT", "R"): "ℛ", ("SCRIPT", "e"): "ℯ", ("SCRIPT", "g"): "ℊ",
    ("SCRIPT", "o"): "ℴ", ("FRAKTUR", "C"): "ℭ", ("FRAKTUR", "H"): "ℌ", ("FRAKTUR", "I"): "ℑ", ("FRAKTUR", "R"): "ℜ",
    ("FRAKTUR", "Z"): "ℨ", ("ITALIC", "h"): "ℎ",
}  # fmt: skip


def styled(value: str, style: str) -> str:
    """Return the text in a mathematical alphabet (`DOUBLE-STRUCK`: `R` is `ℝ`); characters that it lacks stay."""
    return "".join(_styled_character(char, style) for char in value)


def _styled_character(char: str, style: str) -> str:
    if (style, char) in _LETTERLIKE:
        return _LETTERLIKE[style, char]
    name = unicodedata.name(char, "")
    for start, kind in (("LATIN CAPITAL LETTER ", "CAPITAL "), ("LATIN SMALL LETTER ", "SMALL "), ("DIGIT ", "DIGIT "),
                        ("GREEK CAPITAL LETTER ", "CAPITAL "), ("GREEK SMALL LETTER ", "SMALL ")):  # fmt: skip
        if name.startswith(start):
            return _lookup(f"MATHEMATICAL {style} {kind}{name.removeprefix(start)}", char)
    return char


def _lookup(name: str, fallback: str) -> str:
    try:
        return unicodedata.lookup(name)
    except KeyError:
        return fallback
