// What a search has found: the papers that answer it, the best of them in order, and what was relaxed.
import { compounds } from "./analyse.js";
import { lunrScores, rowOf } from "./base.js";
import { Matches, bitCount, loaded } from "./match.js";
import { factor } from "./rank.js";

/** Lunr scores so many candidates; the own loop, which chooses them, never disagreed with it. */
const CANDIDATES = 50;
/** What the score of a title that equals the query is multiplied by. */
const SAME_TITLE = 1e9;

/** @typedef {import("./finder.js").Finder} Finder */

/** The papers that answer the query, before conditions. @param {Finder} finder @returns {Uint32Array} */
export function papersOf({ matches: { met }, query: { groups, isOpen }, level, required, excluded }) {
  const answers = (/** @type {number} */ bits) => bitCount(bits) >= level && (bits & required) === required;
  const found = [];
  for (let paper = 0; paper < met.length; paper++) {
    // Most papers meet nothing.
    if ((groups.length ? met[paper] && answers(met[paper]) : isOpen) && !excluded.has(paper)) found.push(paper);
  }
  return Uint32Array.from(found);
}

/** The best papers in order, with their scores. @param {Finder} finder @param {Uint32Array} papers @param {number} wanted */
export function bestOf(finder, papers, wanted) {
  const { steps, clauses, matches: { score } } = finder;
  const factorOf = factor(steps);
  const factors = Float64Array.from(papers, (paper) => factorFor(finder, paper, factorOf));
  const values = factors.map((value, at) => value * (score[papers[at]] || 1e-3));
  const count = Math.max(CANDIDATES, wanted);
  const least = values.length > count ? values.slice().sort()[values.length - count] : -1;
  const chosen = [...papers.keys()].filter((at) => values[at] >= least);
  const base = lunrScores(clauses, chosen.map((at) => papers[at]), steps.has("authors"));
  return chosen.map((at) => ({ paper: papers[at], score: (base.get(papers[at]) || 1e-6) * factors[at] }))
    .sort((one, other) => other.score - one.score || one.paper - other.paper);
}

/** @param {Finder} finder @param {number} paper @param {(seen: import("./rank.js").Seen) => number} factorOf */
function factorFor(finder, paper, factorOf) {
  const { met, exact, title, authors, facts } = finder.matches;
  const groups = finder.query.groups.length;
  const value = factorOf({ groups, met: met[paper], exact: exact[paper], title: title[paper], authors: authors[paper], facts: facts[paper] });
  return finder.steps.has("title") && finder.isTitle(paper) ? value * SAME_TITLE : value;
}

/**
 * Whether the phrases of the query stand in what a hit shows: there are no positions in the index. Of a choice, those of a side that the paper meets.
 * @param {Finder} finder @param {number} paper @param {{title: string, authors: string[], snippet: string}} hit
 * @param {number} [within] the fields whose phrases are looked at, when not all
 */
export function fitsPhrases(finder, paper, hit, within = 7) {
  const fits = (/** @type {import("./query.js").Phrase} */ phrase) => phrase.fields & ~within || stands(phrase, hit);
  const own = finder.choices.length ? ownBits(finder, paper) : 0;
  return finder.query.phrases.every(fits) &&
    finder.choices.every((sides) => sides.some(({ bits, phrases }) => (own & bits) === bits && phrases.every(fits)));
}

/** @param {import("./query.js").Phrase} phrase @param {{title: string, authors: string[], snippet: string}} hit */
function stands({ words, fields }, hit) {
  const phrase = ` ${words.flat().join(" ")} `;
  const texts = [fields & 1 ? [hit.title] : [], fields & 2 ? hit.authors : [], fields & 4 ? [hit.snippet] : []].flat();
  return texts.some((text) => ` ${compounds(text).flat().join(" ")} `.includes(phrase));
}

/** The groups that a paper meets itself, not for having met another side of their choice. @param {Finder} finder @param {number} paper */
function ownBits({ clauses, matches: { facts } }, paper) {
  return clauses.reduce((own, { entry, fields, bits }) => {
    const { postings } = loaded(entry);
    const row = rowOf(postings.papers, paper);
    return row >= 0 && postings.fields[row] & fields ? own | bits : own;
  }, facts[paper]);
}

/** What the answer is not: words that nothing has, words taken for others, hits that lack words. @param {Finder} finder @returns {import("./engine.js").Relaxed | null} */
export function relaxedOf({ query: { groups }, matches: { met }, corrected, level }) {
  const known = Matches.any(met);
  const missing = groups.filter((_, place) => !(known & (1 << place))).map((group) => group.words[0]);
  const isCorrected = Object.keys(corrected).length > 0;
  const partial = level < groups.length;
  if (!missing.length && !isCorrected && !partial) return null;
  const query = isCorrected ? groups.map(({ words: [word] }) => corrected[word]?.[0] || word).join(" ") : null;
  return { missing, corrected: { ...corrected }, query, partial };
}

/** The words that were looked for, to be marked in the hits. @param {Finder} finder */
export const wordsOf = ({ clauses }) => [...new Set(clauses.map((item) => item.word))];
