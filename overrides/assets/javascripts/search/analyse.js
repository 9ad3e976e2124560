// Words of queries and titles, as generator/search/analyse.py has them; one golden file holds both.
import lunr from "./lunr.js";

const MAX_WORD = 40, MAX_PARTS = 6;

/** @type {Record<string, string>} */
const LETTERS = {
  ø: "o", ł: "l", đ: "d", ð: "d", þ: "th", ß: "ss", æ: "ae", œ: "oe", ı: "i", ħ: "h", ŧ: "t", ŋ: "n",
  α: "alpha", β: "beta", γ: "gamma", δ: "delta", ε: "epsilon", ζ: "zeta", η: "eta", θ: "theta", ι: "iota",
  κ: "kappa", λ: "lambda", μ: "mu", ν: "nu", ξ: "xi", ο: "omicron", π: "pi", ρ: "rho", σ: "sigma", ς: "sigma",
  τ: "tau", υ: "upsilon", φ: "phi", χ: "chi", ψ: "psi", ω: "omega", "‐": "-", "−": "-",
};
const LETTER = new RegExp(`[${Object.keys(LETTERS).join("")}]`, "g");
const ASCII = /^[\x00-\x7f]*$/;
const WITHIN = /[$'’‘´`ʼ{}\\\u00ad]/g;
const CJK = "\\u3040-\\u30ff\\u3400-\\u4dbf\\u4e00-\\u9fff\\uf900-\\ufaff";
const WORD = `(?:(?![${CJK}])[\\p{L}\\p{N}])+`;
const TOKEN = new RegExp(`[${CJK}]|${WORD}(?:(?:[)\\]]?[-/^+_(\\[&]|(?<=\\p{Nd})\\.(?=\\p{Nd}))${WORD})*`, "gu");
const CONNECTORS = /[^\p{L}\p{N}]+/u;

const SPELLINGS = /** @type {[RegExp, string][]} */ ([
  [/(?<=[a-z]{3})is(?=(?:e|ed|es|er|ers|ing|ation|ations|able)$)/, "iz"],
  [/(?<=[a-z]{3})ys(?=(?:e|ed|er|ers|ing)$)/, "yz"],
  [/(?<=[a-z]{3})our(?=(?:s|ed|ing|al|able|ful|hood|hoods)?$)/, "or"],
  [/(?<=[a-z]{3})tre(?=s?$)/, "ter"],
  [/(?<=[a-z]{3})logue(?=s?$)/, "log"],
  [/(?<=[a-z]{3}e)ll(?=(?:ed|ing|er|ers)$)/, "l"],
]);

/** What one of these spellings has; most words have none of it, and are many. */
const MAY_DIFFER = /[iy]s|our|tre|logue|ell/;

/** Words that are not indexed in abstracts, and the first to go from a long query. */
export const STOP_WORDS = new Set((
  "a about above after again against all also although am among an and any are as at be because been before being " +
  "below between both but by can cannot could did do does doing down during each either few for from further had " +
  "has have having he hence her here hers him his how however i if in into is it its itself just let like may me " +
  "might more most much must my neither no nor not of off on once only onto or other our ours out over own per " +
  "rather same say says she should since so some such than that the their theirs them then there thereby therefore " +
  "these they this those through thus to too toward towards under until up upon us very via was we were what when " +
  "where whereas whether which while who whom whose why will with within without would yet you your"
).split(" "));

/** Fold case, accents and Greek letters; marks between words stay. @param {string} text */
export function fold(text) {
  // Most texts have nothing else to fold.
  if (ASCII.test(text)) return text.toLowerCase().replace(WITHIN, "");
  return text.normalize("NFKC").toLowerCase().normalize("NFD").replace(/[\u0300-\u036f]/g, "").normalize("NFC")
    .replace(LETTER, (letter) => LETTERS[letter]).replace(WITHIN, "");
}

/** The folded words of a text in order, each compound as its parts. @param {string} text @returns {string[][]} */
export function compounds(text) {
  return (fold(text).match(TOKEN) || []).map((token) =>
    token.split(CONNECTORS).filter(Boolean).map((part) => cutWord(part)));
}

/** The parts of a compound, the joins of neighbours and of all. @param {string[]} parts @returns {string[]} */
export function spread(parts) {
  if (parts.length < 2 || parts.length > MAX_PARTS) return parts;
  const pairs = parts.slice(1).map((part, place) => parts[place] + part);
  return [...new Set([...parts, ...[...pairs, parts.join("")].map(cutWord)])];
}

/** The distinct words of a title. @param {string} title @returns {string[]} */
export const titleWords = (title) => [...new Set(compounds(title).flatMap(spread))];

/** What `characterisation` and `characterization` have in common. @param {string} word */
export function spelling(word) {
  if (word.length > 24 || !MAY_DIFFER.test(word)) return word;
  for (const [british, american] of SPELLINGS) {
    const changed = word.replace(british, american);
    if (changed !== word) return changed;
  }
  return word;
}

/** The stem under which a word is filed; words of other scripts are their own. @param {string} word @returns {string} */
export const stem = (word) =>
  ASCII.test(word) ? lunr.stemmer(new lunr.Token(spelling(word), {})).toString() : word;

// By characters, as the other side counts them.
/** @param {string} word */
const cutWord = (word) => (word.length > MAX_WORD ? [...word].slice(0, MAX_WORD).join("") : word);
