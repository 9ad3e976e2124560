// What a Worker answers: what the engine has found, with the texts of the hits in the pieces that are shown.
import { compounds } from "./analyse.js";
import { openIndex } from "./engine.js";
import { marked } from "./marks.js";
import { readable } from "./readable.js";

/**
 * @typedef {[string, boolean][]} Pieces a text in pieces, each with whether it is marked
 * @typedef {import("./engine.js").Hit & {titlePieces: Pieces, snippetPieces: Pieces}} ShownHit
 * @typedef {Omit<import("./engine.js").Answer, "hits"> & {hits: ShownHit[], topicNames: Record<string, string>, papers: number, milliseconds: number}} ShownAnswer
 */

/** Answers questions from one index. */
export class Answers {
  /** @param {import("./engine.js").Index} index */
  constructor(index) {
    this.index = index;
  }

  /** @param {URL} root the site's root @param {import("./store.js").Fetch} fetch */
  static async open(root, fetch) {
    const index = await openIndex(root, { fetch });
    index.prepare();
    return new Answers(index);
  }

  /** @param {string} query @param {import("./engine.js").Options} options @returns {Promise<ShownAnswer>} */
  async answer(query, options) {
    const start = performance.now();
    const found = await this.index.search(query, options);
    const words = new Set([...found.words, ...compounds(query).flat()]);
    const hits = found.hits.map((hit) => ({ ...hit, titlePieces: marked(readable(hit.title), words), snippetPieces: marked(hit.snippet, words) }));
    const { topics, papers } = this.index.store.manifest;
    return { ...found, hits, topicNames: Object.fromEntries(topics), papers, milliseconds: performance.now() - start };
  }
}
