// Which papers have which words of a query, in dense arrays over all papers: the loop that every search spends its time in.

const TITLE = 1, AUTHORS = 2;

/**
 * One word to score: its bits say which groups of the query it meets.
 * @typedef {{word: string, entry: import("./store.js").Entry, bits: number, boost: number, fields: number, exact: boolean}} Clause
 */

export class Matches {
  /** @param {number} total papers in the index */
  constructor(total) {
    /** Thousandths of Lunr's score before the division by the query's length. */
    this.score = new Float64Array(total);
    /** Groups met anywhere, by their exact words, in the title, in the authors, by year or venue. */
    this.met = new Uint16Array(total);
    this.exact = new Uint16Array(total);
    this.title = new Uint16Array(total);
    this.authors = new Uint16Array(total);
    this.facts = new Uint16Array(total);
    this.titleLength = new Uint16Array(total);
  }

  /** @param {Clause} clause @param {boolean} evenAuthors whether a hit in a long list of authors counts as one in a short one */
  add(clause, evenAuthors) {
    const { bits, boost, exact } = clause;
    const { postings, weights } = loaded(clause.entry);
    const { papers, fields, titles } = postings;
    for (let row = 0; row < papers.length; row++) {
      const found = fields[row] & clause.fields;
      if (!found) continue;
      const paper = papers[row];
      this.score[paper] += boost * weightOf(weights, row, found, evenAuthors);
      this.met[paper] |= bits;
      if (exact) this.exact[paper] |= bits;
      if (found & TITLE) {
        this.title[paper] |= bits;
        this.titleLength[paper] = titles[row];
      }
      if (found & AUTHORS) this.authors[paper] |= bits;
    }
  }

  /** Year and venue meet a group without a score. @param {number} start @param {number} end @param {number} bits */
  addRun(start, end, bits) {
    for (let paper = start; paper < end; paper++) {
      this.met[paper] |= bits;
      this.exact[paper] |= bits;
      this.facts[paper] |= bits;
    }
  }

  /** A paper that meets one side of a choice lacks nothing of the others. @param {number[][]} choices the groups of each side, as bits */
  settle(choices) {
    for (const sides of choices) {
      const whole = sides.reduce((bits, side) => bits | side, 0);
      for (const seen of [this.met, this.exact, this.title, this.authors]) {
        for (let paper = 0; paper < seen.length; paper++) {
          if (seen[paper] & whole && sides.some((side) => (seen[paper] & side) === side)) seen[paper] |= whole;
        }
      }
    }
  }

  /** The groups that any paper meets. @param {Uint16Array} seen one of the arrays above */
  static any(seen) {
    let found = 0;
    for (let paper = 0; paper < seen.length; paper++) found |= seen[paper];
    return found;
  }

  /** How many papers meet exactly so many groups, for every number. @param {number} groups */
  histogram(groups) {
    const counts = new Array(groups + 1).fill(0);
    const { met } = this;
    for (let paper = 0; paper < met.length; paper++) counts[met[paper] ? bitCount(met[paper]) : 0]++;
    return counts;
  }
}

/** @param {import("./weights.js").Weights} weights @param {number} row @param {number} fields @param {boolean} evenAuthors */
export function weightOf(weights, row, fields, evenAuthors) {
  let weight = 0;
  if (fields & TITLE) weight += weights.title[row];
  if (fields & AUTHORS) weight += evenAuthors ? weights.evenAuthors : weights.authors[row];
  if (fields & 4) weight += weights.abstract[row];
  return weight;
}

/** @param {import("./store.js").Entry} entry */
export function loaded({ postings, weights }) {
  if (!postings || !weights) throw new Error("a word is scored before it was loaded");
  return { postings, weights };
}

/** @param {number} bits */
export function bitCount(bits) {
  let count = 0;
  for (; bits; bits &= bits - 1) count++;
  return count;
}

/** Some of the groups of a query as bits, by their places. @param {import("./query.js").Group[]} all @param {import("./query.js").Group[]} some */
export const bitsOf = (all, some) => all.reduce((bits, group, place) => bits | (some.includes(group) ? 1 << place : 0), 0);
