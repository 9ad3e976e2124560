// The references of some papers, out of the pieces that the generator wrote for browsers (generator/exports/references.py).
import { unpacked } from "../search/packed.js";
import { parseEntry } from "./entry.js";

/**
 * @typedef {{slug: string, bibtex: string, reference: import("./entry.js").Reference}} Found
 * @typedef {Record<string, [string, import("./entry.js").More]>} Piece by slug
 */

const VERSION = 1;

/** The references of these papers, in their order; one that is not there is left out. @param {URL} root the site's root @param {string[]} slugs @param {RequestCache} [cache] @returns {Promise<Found[]>} */
export async function fetchReferences(root, slugs, cache) {
  const { firsts } = await fetchIndex(root, cache);
  const pieces = await fetchPieces(root, slugs.map((slug) => pieceOf(firsts, slug)), cache);
  const found = slugs.flatMap((slug) => foundIn(pieces.get(pieceOf(firsts, slug)), slug) ?? []);
  // What the browser kept may be of two releases, between which papers move from piece to piece.
  return found.length === slugs.length || cache ? found : fetchReferences(root, slugs, "no-cache");
}

/** The same for papers that are known by their numbers in the order of slugs. @param {URL} root @param {{release: string, papers: number[]}} numbers @returns {Promise<Found[]>} */
export async function fetchNumbered(root, { release, papers }) {
  const { firsts, perFile, release: published } = await fetchIndex(root, "no-cache");
  if (release !== published) throw new Error("The catalogue was published anew: reload the page.");
  const pieces = await fetchPieces(root, papers.map((number) => Math.floor(number / perFile)), "no-cache");
  const slugs = new Map([...pieces].map(([number, piece]) => [number, slugsOf(piece, firsts[number])]));
  return papers.flatMap((number) => {
    const piece = Math.floor(number / perFile);
    return foundIn(pieces.get(piece), slugs.get(piece)?.[number % perFile] ?? "") ?? [];
  });
}

/** The slugs of a piece in their order: numbers as keys would come first. @param {Piece} piece @param {string} first */
function slugsOf(piece, first) {
  const slugs = Object.keys(piece).sort();
  if (slugs[0] !== first) throw new Error("A piece of the references is of another release: try again.");
  return slugs;
}

/** @param {Piece | undefined} piece @param {string} slug @returns {Found | undefined} */
function foundIn(piece, slug) {
  const [bibtex, more] = (piece && Object.hasOwn(piece, slug) && piece[slug]) || [];
  return bibtex ? { slug, bibtex, reference: parseEntry(bibtex, more) } : undefined;
}

/** @param {URL} root @param {RequestCache} [cache] */
async function fetchIndex(root, cache) {
  const index = await fetchJson(new URL("api/references/index.json", root), cache);
  if (index.version !== VERSION) throw new Error("The references are of another version: reload the page.");
  return index;
}

/** @param {URL} root @param {number[]} numbers @param {RequestCache} [cache] @returns {Promise<Map<number, Piece>>} */
async function fetchPieces(root, numbers, cache) {
  const fetched = [...new Set(numbers)].map(async (number) => /** @type {[number, Piece]} */ ([number, await fetchJson(new URL(`api/references/${number}.json.gz`, root), cache)]));
  return new Map(await Promise.all(fetched));
}

/** @param {URL} address @param {RequestCache} [cache] @returns {Promise<any>} */
export async function fetchJson(address, cache = "default") {
  const answer = await fetch(address, { cache });
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
