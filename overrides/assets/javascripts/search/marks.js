// Texts of hits as they are shown: in pieces of which some are marked.
import { compounds, fold } from "./analyse.js";

const COMPOUND = /[\p{L}\p{N}\p{M}]+(?:[-‐/^+'’_][\p{L}\p{N}\p{M}]+)*/gu;
const WORD = /[\p{L}\p{N}\p{M}]+|[^\p{L}\p{N}\p{M}]+/gu;

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
