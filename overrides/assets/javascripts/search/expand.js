// Other words that a reader may have meant: longer ones, neighbours by one or two letters, and words joined or split.
import { bitCount } from "./match.js";

export const MAX_EDITS = 2;
const LONG_WORD = 8;

/** Edits that a word may need: two from eight letters. @param {string} word */
export const editsFor = (word) => (word.length >= LONG_WORD ? MAX_EDITS : word.length > 2 ? 1 : 0);

/**
 * Letters to change, insert, leave out or swap with the next; more than the limit is one above it.
 * @param {string} one @param {string} other @param {number} limit
 */
export function distance(one, other, limit) {
  if (Math.abs(one.length - other.length) > limit) return limit + 1;
  let before = new Array(other.length + 1).fill(0), row = before.map((_, place) => place);
  for (let i = 1; i <= one.length; i++) {
    const next = [i];
    let least = i;
    for (let j = 1; j <= other.length; j++) {
      const same = one[i - 1] === other[j - 1];
      let cost = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + (same ? 0 : 1));
      if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]) cost = Math.min(cost, before[j - 2] + 1);
      next.push(cost);
      least = Math.min(least, cost);
    }
    if (least > limit) return limit + 1;
    before = row;
    row = next;
  }
  return row[other.length];
}

/** @typedef {[string, number][]} Words words with the logarithms of their counts */

/** Words that begin with a text, the most frequent first. @param {Words[]} lists @param {string} start @param {number} limit */
export function completions(lists, start, limit) {
  return lists.flatMap((words) => words.filter(([word]) => word.startsWith(start) && word !== start))
    .sort(([one, oneWeight], [other, otherWeight]) => otherWeight - oneWeight || one.length - other.length || (one < other ? -1 : 1))
    .slice(0, limit).map(([word]) => word);
}

/** Words within reach of a typing error, the nearest and most frequent first. @param {Words[]} lists @param {string} typed @param {number} limit */
export function neighbours(lists, typed, limit) {
  const reach = editsFor(typed), own = letters(typed), found = [];
  for (const words of lists) {
    for (const [word, weight] of words) {
      // Lists hold thousands of words: most are passed by for their length or their letters, of which an edit changes two.
      if (Math.abs(word.length - typed.length) > reach || word === typed || bitCount(own ^ letters(word)) > 2 * reach) continue;
      const edits = distance(typed, word, reach);
      if (edits <= reach) found.push({ word, weight, edits });
    }
  }
  return found.sort((one, other) => one.edits - other.edits || other.weight - one.weight || (one.word < other.word ? -1 : 1)).slice(0, limit);
}

/** The letters of a word as bits; two that share a bit only make words look nearer. @param {string} word */
function letters(word) {
  let bits = 0;
  for (let at = 0; at < word.length; at++) bits |= 1 << (word.charCodeAt(at) & 31);
  return bits;
}

/**
 * What a word may be that begins with another letter than was typed, as the list of tails has it: the first letter last.
 * @param {string} typed @returns {(tail: string) => boolean}
 */
export function isTailOf(typed) {
  const [first, second] = typed, rest = typed.slice(1);
  const swapped = [rest.slice(1) + second, first + typed.slice(2) + second];
  const isOneLonger = (/** @type {string} */ tail, /** @type {string} */ start) => tail.length === start.length + 1 && tail.startsWith(start);
  return (tail) => isOneLonger(tail, rest) || isOneLonger(tail, typed) || swapped.includes(tail);
}

/** Where those stand in that list. @param {string} typed */
export const tailPlaces = (typed) => [typed, typed.slice(1), typed.slice(2) + typed[1], typed[0] + typed.slice(2)];

/** The two words that a word may have swallowed the space of. @param {string} word @returns {[string, string][]} */
export function splits(word) {
  /** @type {[string, string][]} */
  const found = [];
  for (let at = 2; at <= word.length - 2; at++) found.push([word.slice(0, at), word.slice(at)]);
  return found;
}
