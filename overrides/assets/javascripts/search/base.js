// The base score: a lunr.Index of the query's words alone, which scores as an index of everything would.
import lunr from "./lunr.js";
import { loaded } from "./match.js";

const FIELDS = ["title", "authors", "abstract"];

/**
 * Lunr never divides by a document's length, so the words that a query lacks change no score.
 * @param {import("./match.js").Clause[]} clauses @param {number[]} papers the candidates @param {boolean} evenAuthors
 * @returns {Map<number, number>} scores by paper
 */
export function lunrScores(clauses, papers, evenAuthors) {
  const terms = [...new Map(clauses.map((clause) => [clause.word, clause.entry])).entries()].sort(([one], [other]) => (one < other ? -1 : 1));
  // A letter first: JavaScript would put numeric names in another order.
  const candidates = papers.map((paper) => ({ paper, ref: `p${paper}` }));
  const invertedIndex = Object.create(null);
  /** @type {Record<string, number[]>} */
  const elements = Object.create(null);
  terms.forEach(([word, entry], number) => {
    const posting = (invertedIndex[word] = Object.assign(Object.create(null), { _index: number }));
    for (const field of FIELDS) posting[field] = Object.create(null);
    fill(posting, elements, entry, candidates, number, evenAuthors);
  });
  const fieldVectors = Object.create(null);
  for (const ref in elements) fieldVectors[ref] = new lunr.Vector(elements[ref]);
  // Lunr looks for each word among all that are known; here they are the query's own.
  const tokenSet = { intersect: (/** @type {any} */ asked) => asked };
  const index = new lunr.Index({ invertedIndex, fieldVectors, tokenSet, fields: FIELDS, pipeline: new lunr.Pipeline() });
  const results = index.query((query) => {
    // Each clause has its own options, because Lunr writes into them.
    for (const { word, boost, fields } of clauses) {
      query.clause({ term: word, boost, fields: FIELDS.filter((_, bit) => fields & (1 << bit)), usePipeline: false });
    }
  });
  return new Map(results.map(({ ref, score }) => [Number(ref.slice(1)), score]));
}

/** @param {any} posting @param {Record<string, number[]>} elements @param {import("./store.js").Entry} entry @param {{paper: number, ref: string}[]} candidates @param {number} number @param {boolean} evenAuthors */
function fill(posting, elements, entry, candidates, number, evenAuthors) {
  const { postings, weights } = loaded(entry);
  for (const { paper, ref } of candidates) {
    const row = rowOf(postings.papers, paper), found = row < 0 ? 0 : postings.fields[row];
    for (const [bit, field] of FIELDS.entries()) {
      if (!(found & (1 << bit))) continue;
      posting[field][ref] = Object.create(null);
      const weight = field === "authors" && evenAuthors ? weights.evenAuthors : weights[/** @type {"title"} */ (field)][row];
      (elements[`${field}/${ref}`] ||= []).push(number, weight / 1000);
    }
  }
}

/** @param {Uint32Array} numbers ascending @param {number} wanted */
export function rowOf(numbers, wanted) {
  let low = 0, high = numbers.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    if (numbers[middle] === wanted) return middle;
    if (numbers[middle] < wanted) low = middle + 1;
    else high = middle - 1;
  }
  return -1;
}
