// The engine in a Worker of its own: takes questions, gives answers that are ready to be shown, and tells when it waits for the network.
import { compounds } from "./analyse.js";
import { openIndex } from "./engine.js";
import { marked, readable } from "./marks.js";

/**
 * @typedef {[string, boolean][]} Pieces a text in pieces, each with whether it is marked
 * @typedef {import("./engine.js").Hit & {titlePieces: Pieces, snippetPieces: Pieces}} ShownHit
 * @typedef {Omit<import("./engine.js").Answer, "hits"> & {hits: ShownHit[], topicNames: Record<string, string>, papers: number, milliseconds: number}} ShownAnswer
 */

const root = new URL("../../../", import.meta.url);
/** @type {Promise<import("./engine.js").Index> | undefined} */
let opened;
let underWay = 0;

/** @param {1 | -1} change of the number of files that are being fetched */
function count(change) {
  underWay += change;
  if (underWay === (change === 1 ? 1 : 0)) postMessage({ isWaiting: underWay > 0 });
}

/** Fetch a file whole, so that waiting for its body counts as waiting too. @param {string} url @param {RequestInit} [options] */
async function fetchWhole(url, options) {
  count(1);
  try {
    const { ok, status, body } = await fetch(url, options);
    return new Response(await new Response(body).arrayBuffer(), { status: ok ? 200 : status });
  } finally {
    count(-1);
  }
}

/** @param {string} query @param {import("./engine.js").Options} options @returns {Promise<ShownAnswer>} */
async function answer(query, options) {
  const index = await (opened ??= openIndex(root, { fetch: fetchWhole }));
  const start = performance.now();
  const found = await index.search(query, options);
  const words = new Set([...found.words, ...compounds(query).flat()]);
  const hits = found.hits.map((hit) => ({ ...hit, titlePieces: marked(readable(hit.title), words), snippetPieces: marked(hit.snippet, words) }));
  const { topics, papers } = index.store.manifest;
  return { ...found, hits, topicNames: Object.fromEntries(topics), papers, milliseconds: performance.now() - start };
}

addEventListener("message", async ({ data: { id, query, options } }) => {
  try {
    postMessage({ id, answer: await answer(query, options) });
  } catch (error) {
    // The next question begins afresh: the file may be there by then.
    opened = undefined;
    postMessage({ id, problem: error instanceof Error ? error.message : String(error) });
  }
});
postMessage({ isWaiting: false });
