// Titles without the signs of TeX.

/** As generator/maths finds them: no space within the dollars, no digit behind; other dollars are money. */
const SEGMENT = /\$(?!\s)([^$]*[^$\s])\$(?!\d)/g;
const SCRIPT = /([\^_])(?:\{([^{}]*)\}|(\\[a-zA-Z]+|[^\s{}]))/g;
const RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻ⁿⁱ", LOWERED = "₀₁₂₃₄₅₆₇₈₉₊₋ₙᵢ", PLAIN = "0123456789+-ni";
/** Commands that are one character: those that titles have. */
const SYMBOLS = new Map((
  "alpha α beta β gamma γ delta δ epsilon ε varepsilon ε zeta ζ eta η theta θ kappa κ lambda λ mu μ nu ν xi ξ pi π rho ρ sigma σ tau τ phi φ varphi φ chi χ psi ψ omega ω " +
  "Gamma Γ Delta Δ Theta Θ Lambda Λ Xi Ξ Pi Π Sigma Σ Phi Φ Psi Ψ Omega Ω infty ∞ ell ℓ nabla ∇ partial ∂ times × cdot ⋅ pm ± to → rightarrow → leftrightarrow ↔ le ≤ leq ≤ ge ≥ geq ≥ " +
  "neq ≠ approx ≈ sim ∼ in ∈ circ ∘ star ⋆ ast * oplus ⊕ otimes ⊗ cup ∪ cap ∩ sqrt √ dagger † prime ′ forall ∀ exists ∃ ldots … dots … langle ⟨ rangle ⟩ perp ⊥"
).split(" ").flatMap((word, at, all) => (at % 2 ? [] : [/** @type {[string, string]} */ ([word, all[at + 1]])])));

/** A title with its TeX segments as characters. @param {string} title */
export function readable(title) {
  return title.replace(SEGMENT, (_, /** @type {string} */ tex) => tex
    .replace(SCRIPT, (_, /** @type {string} */ sign, /** @type {string | undefined} */ group, /** @type {string | undefined} */ one) => script(sign, group ?? one ?? ""))
    .replace(/\\([a-zA-Z]+)\s?/g, (whole, /** @type {string} */ name) => SYMBOLS.get(name) ?? (/^(?:math|oper|text|bm$|bold|left$|right$)/.test(name) ? "" : whole.slice(1)))
    .replace(/[\\{}]/g, ""));
}

/** What is raised or lowered, as characters of that kind where there are such. @param {string} sign @param {string} text */
function script(sign, text) {
  const places = [...text].map((letter) => PLAIN.indexOf(letter));
  if (text && places.every((place) => place >= 0)) return places.map((place) => [...(sign === "^" ? RAISED : LOWERED)][place]).join("");
  return text === "*" || text === "\\star" ? text : sign + (text.length > 1 && !/^(?:\\[a-zA-Z]+|[a-zA-Z0-9]+)$/.test(text) ? `(${text})` : text);
}
