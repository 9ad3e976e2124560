// Lunr's weights, recomputed from postings: k1 1.2, b 0.5, boosts 10, 10 and 1, rounded to thousandths as Lunr rounds.

const K1 = 1.2, B = 0.5;
const BOOSTS = [10, 10, 1];

/**
 * Thousandths, which add up without error.
 * @typedef {{title: Int32Array, authors: Int32Array, abstract: Int32Array, evenAuthors: number, lengths: Uint16Array}} Weights what they were reckoned with is kept
 */

/** @param {import("./decode.js").Postings} postings @param {Uint16Array} lengths of abstracts @param {number[]} sums of lengths @param {number} total @returns {Weights} */
export function weigh(postings, lengths, sums, total) {
  const { papers, fields, titles, authors, frequencies } = postings;
  const idf = inverseFrequency(fields, total);
  const means = sums.map((sum) => sum / total);
  const count = papers.length;
  const title = new Int32Array(count), inAuthors = new Int32Array(count), abstract = new Int32Array(count);
  for (let row = 0; row < count; row++) {
    if (fields[row] & 1) title[row] = weight(idf, 1, titles[row] / means[0], BOOSTS[0]);
    if (fields[row] & 2) inAuthors[row] = weight(idf, 1, authors[row] / means[1], BOOSTS[1]);
    if (fields[row] & 4) abstract[row] = weight(idf, frequencies[row], lengths[papers[row]] / means[2], BOOSTS[2]);
  }
  return { title, authors: inAuthors, abstract, evenAuthors: weight(idf, 1, 1, BOOSTS[1]), lengths };
}

/** Lunr counts a paper once for each field that has the word. @param {Uint8Array} fields @param {number} total */
function inverseFrequency(fields, total) {
  let found = 0;
  for (const field of fields) found += (field & 1) + ((field >> 1) & 1) + (field >> 2);
  return Math.log(1 + Math.abs((total - found + 0.5) / (found + 0.5)));
}

/** @param {number} idf @param {number} frequency @param {number} length relative to the mean @param {number} boost */
function weight(idf, frequency, length, boost) {
  const score = (idf * ((K1 + 1) * frequency)) / (K1 * (1 - B + B * length) + frequency);
  return Math.round(score * boost * 1000);
}
