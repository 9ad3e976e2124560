// What is better than Lunr, in named steps: each a pure function from what is known of a paper to a factor.
import { bitCount } from "./match.js";

/** The steps that `search` takes when it is not told which; `[]` leaves Lunr alone. */
export const STEPS = ["coverage", "family", "share", "title", "facts", "joins", "prefix", "typos", "exact", "authors", "common", "shown"];

/**
 * What the factors see: the groups of the query, and which of them a paper meets (bits).
 * @typedef {{groups: number, met: number, exact: number, title: number, authors: number, facts: number}} Seen
 */

/** All words first. @param {Seen} seen */
export const coverage = ({ groups, met }) => (bitCount(met) / groups) ** 4;

/** Words in the title count, against those that neither authors nor year explain. @param {Seen} seen */
export function share({ groups, title, authors, facts }) {
  const open = groups - bitCount((authors | facts) & ~title);
  return (0.1 + (open ? bitCount(title) / open : 1)) ** 0.5;
}

/** The words as they were typed, or all of them in the title. @param {Seen} seen */
export function exactness({ groups, exact, title }) {
  const all = (1 << groups) - 1;
  return exact === all || title === all ? 10 : 1;
}

/** The product of the factors that are switched on. @param {Set<string>} steps @returns {(seen: Seen) => number} */
export function factor(steps) {
  const factors = [steps.has("coverage") && coverage, steps.has("share") && share, steps.has("exact") && exactness].filter(Boolean);
  return (seen) => factors.reduce((product, part) => product * /** @type {typeof coverage} */ (part)(seen), 1);
}

/**
 * The order of what is shown: an equal title first, then phrases, names and whole words that the index cannot see.
 * @param {{title: string[], name: string[], authors: string[][]}} shown folded words of title, what stands before its colon, and authors
 * @param {string[]} query folded words of the query in order
 * @returns {number} a factor, infinite for an equal title
 */
export function shownFactor({ title, name, authors }, query) {
  const whole = query.join("");
  if (whole && title.join("") === whole) return Infinity;
  // `U-Net: ...` is what `unet` names.
  if (whole && name.join("") === whole) return 10;
  const sideBySide = new Set(title.slice(1).map((word, place) => `${title[place]} ${word}`));
  const last = query.length - 1;
  // The last word may still be typed.
  const isPair = (/** @type {string} */ pair, /** @type {boolean} */ isOpen) => sideBySide.has(pair) || (isOpen && [...sideBySide].some((known) => known.startsWith(pair)));
  const pairs = query.slice(1).filter((word, place) => isPair(`${query[place]} ${word}`, place + 1 === last)).length;
  const families = new Set(authors.map((name) => name.at(-1)));
  const named = query.filter((word) => families.has(word)).length;
  const isPhrase = last > 1 && pairs === last;
  return 1 + (pairs / Math.max(last, 1)) * 0.6 + (isPhrase ? 2 : 0) + named * 0.3;
}
