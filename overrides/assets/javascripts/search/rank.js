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
  return exact === all || title === all ? 5 : 1;
}

/** The product of the factors that are switched on. @param {Set<string>} steps @returns {(seen: Seen) => number} */
export function factor(steps) {
  const factors = [steps.has("coverage") && coverage, steps.has("share") && share, steps.has("exact") && exactness].filter(Boolean);
  return (seen) => factors.reduce((product, part) => product * /** @type {typeof coverage} */ (part)(seen), 1);
}

/**
 * The order of what is shown: an equal title first, then phrases, names and whole words that the index cannot see.
 * @param {{title: string[], authors: string[][]}} shown folded words of title and authors
 * @param {string[]} query folded words of the query in order
 * @returns {number} a factor, infinite for an equal title
 */
export function shownFactor({ title, authors }, query) {
  if (query.length && title.join("") === query.join("")) return Infinity;
  let pairs = 0;
  const sideBySide = new Set(title.slice(1).map((word, place) => `${title[place]} ${word}`));
  for (let place = 1; place < query.length; place++) pairs += sideBySide.has(`${query[place - 1]} ${query[place]}`) ? 1 : 0;
  const families = new Set(authors.map((name) => name.at(-1)));
  const named = query.filter((word) => families.has(word)).length;
  return 1 + (pairs / Math.max(query.length - 1, 1)) * 0.6 + named * 0.3;
}
