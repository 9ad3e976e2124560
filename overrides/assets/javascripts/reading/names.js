// Where papers stand now, by their identities and former addresses (generator/exports/names.py). What is asked of the server
// are pieces that many papers share: which of them a reader has saved, it does not learn.
import { fetchJson, pieceOf } from "../cite/references.js";
import { nameOfSlug } from "./entries.js";

const VERSION = 1;
const FOLDER = "api/names/";

/** @typedef {{id: string, slug: string}} Named @typedef {(path: string) => Promise<any>} Get */

/** The names of the release that is published now: other names, another text. @param {Get} get @returns {Promise<string>} */
export async function releaseOf(get) {
  const { version, release } = await get(`${FOLDER}release.json`);
  return version === VERSION ? String(release) : "";
}

/** @param {URL} root the site's root @returns {Get} */
export const getterOf = (root) => (path) => fetchJson(new URL(path, root));

/**
 * What became of papers: each one's slug, null where it was taken out of the catalogue, undefined where nothing is known of it.
 * @param {Named[]} papers @param {Get} get @returns {Promise<(string | null | undefined)[]>}
 */
export async function findSlugs(papers, get) {
  const { version, firsts } = await get(`${FOLDER}index.json`);
  if (version !== VERSION || !firsts.length) return papers.map(() => undefined);
  const wanted = papers.flatMap(({ id, slug }) => [id, nameOfSlug(slug)]);
  const numbers = [...new Set(wanted.map((name) => pieceOf(firsts, name)))];
  const pieces = await Promise.all(numbers.map((number) => get(`${FOLDER}${number}.json.gz`)));
  const known = new Map(pieces.flatMap((piece) => /** @type {[string, string | null][]} */ (Object.entries(piece))));
  return papers.map(({ id, slug }) => known.get(id) ?? known.get(nameOfSlug(slug)));
}
