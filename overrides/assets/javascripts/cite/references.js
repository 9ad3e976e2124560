// The references of some papers, out of the pieces that the generator wrote for browsers (generator/exports/references.py).
import { unpacked } from "../packed.js";
import { parseEntry } from "./entry.js";

/** @typedef {{slug: string, bibtex: string, reference: import("./entry.js").Reference}} Found */

const VERSION = 1;

/** The references of these papers, in their order; one that is not there is left out. @param {URL} root the site's root @param {string[]} slugs @returns {Promise<Found[]>} */
export async function fetchReferences(root, slugs) {
  const { version, firsts } = await fetchJson(new URL("api/references/index.json", root));
  if (version !== VERSION) throw new Error("The references are of another version: reload the page.");
  const numbers = new Set(slugs.map((slug) => pieceOf(firsts, slug)));
  const pieces = await Promise.all([...numbers].map((number) => fetchJson(new URL(`api/references/${number}.json.gz`, root))));
  const known = new Map(pieces.flatMap((piece) => Object.entries(piece)));
  return slugs.flatMap((slug) => {
    const [bibtex, more] = known.get(slug) ?? [];
    return bibtex ? [{ slug, bibtex, reference: parseEntry(bibtex, more) }] : [];
  });
}

/** @param {URL} address @returns {Promise<any>} */
export async function fetchJson(address) {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`${answer.status} ${address.pathname}`);
  return unpacked(answer);
}

/** The last piece whose first slug is not behind this one. @param {string[]} firsts @param {string} slug */
export function pieceOf(firsts, slug) {
  let low = 0, high = firsts.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (firsts[middle] <= slug) low = middle + 1;
    else high = middle;
  }
  return Math.max(0, low - 1);
}
