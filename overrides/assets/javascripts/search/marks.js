// Texts of hits as they are shown: without the signs of TeX, and in pieces of which some are marked.
import { compounds, fold } from "./analyse.js";

const COMPOUND = /[\p{L}\p{N}\p{M}]+(?:[-‐/^+'’_][\p{L}\p{N}\p{M}]+)*/gu;
const WORD = /[\p{L}\p{N}\p{M}]+|[^\p{L}\p{N}\p{M}]+/gu;
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

/** A text in pieces, those marked that are among the folded words; a compound is marked whole when it is. @param {string} text @param {Set<string>} words @returns {[string, boolean][]} */
export function marked(text, words) {
  /** @type {[string, boolean][]} */
  const pieces = [];
  let end = 0;
  for (const found of text.matchAll(COMPOUND)) {
    add(pieces, text.slice(end, found.index), false);
    addCompound(pieces, found[0], words);
    end = found.index + found[0].length;
  }
  add(pieces, text.slice(end), false);
  return pieces;
}

/** @param {[string, boolean][]} pieces @param {string} text @param {Set<string>} words */
function addCompound(pieces, text, words) {
  const parts = compounds(text).flat();
  if (parts.length > 1 && words.has(parts.join(""))) return add(pieces, text, true);
  for (const [word] of text.matchAll(WORD)) add(pieces, word, words.has(fold(word)));
}

/** @param {[string, boolean][]} pieces @param {string} text @param {boolean} isMarked */
function add(pieces, text, isMarked) {
  const last = pieces.at(-1);
  if (last && last[1] === isMarked) last[0] += text;
  else if (text) pieces.push([text, isMarked]);
}
