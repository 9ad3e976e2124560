// Owns what was fetched, for the lifetime of one Index: the manifest and the decoded files that it names.
import * as decode from "./decode.js";
import { stem } from "./analyse.js";

/** A file is gone because a new release is there: the search begins again with the new manifest. */
export class NewRelease extends Error {}

const PATIENCE = 20000;
const NAME_LENGTH = 5;

/**
 * @typedef {{version: number, papers: number, lengths: number[], venues: string[], topics: [string, string][],
 *   perFile: number, perFolder: number, shards: [string, string], words: [string, string], tails: [string, string], folders: string,
 *   facetBytes: number, columns: Record<string, string>}} Manifest
 * @typedef {{term: decode.Term, postings?: decode.Postings, weights?: import("./weights.js").Weights}} Entry a word, decoded as far as it was needed
 * @typedef {(url: string, options?: RequestInit) => Promise<Response>} Fetch
 * @typedef {any[]} Display slug, title, authors, how many, venue, topic, links, snippet, status
 */

export class Store {
  /** @param {URL} root the site's root @param {Fetch} fetch */
  constructor(root, fetch) {
    this.root = root;
    this.fetch = fetch;
    this.text = "";
    this.manifest = /** @type {Manifest} */ ({});
    this.total = 0;
    this.shards = this.pieces = this.tails = { firsts: /** @type {string[]} */ ([]), names: "" };
    this.folders = { names: "" };
    /** @type {Map<string, Promise<any>>} */
    this.files = new Map();
  }

  /** Fetch the manifest; true when it is another than before, and nothing of the one before is kept. */
  async open() {
    const bytes = await this.bytes("manifest.json", "no-cache");
    const text = new TextDecoder().decode(bytes);
    if (text === this.text) return false;
    /** @type {any} */
    const manifest = parsed(text);
    if (manifest.version !== 1) throw new decode.DamagedFile("The search index is of another version: reload the page.");
    this.text = text;
    this.manifest = manifest;
    this.total = manifest.papers;
    this.shards = { firsts: decode.decodeFirsts(manifest.shards[0]), names: manifest.shards[1] };
    this.pieces = { firsts: decode.decodeFirsts(manifest.words[0]), names: manifest.words[1] };
    this.tails = { firsts: decode.decodeFirsts(manifest.tails[0]), names: manifest.tails[1] };
    this.folders = { names: manifest.folders };
    this.files = new Map();
    return true;
  }

  /** A file decoded once. @template T @param {string} path @param {(bytes: Uint8Array) => T | Promise<T>} decoder @returns {Promise<T>} */
  file(path, decoder) {
    const known = this.files.get(path);
    if (known) return known;
    const found = this.bytes(path).then(decoder);
    this.files.set(path, found);
    // What failed may be there at the next attempt.
    found.catch(() => this.files.delete(path));
    return found;
  }

  /** @param {string} path @param {RequestCache} [cache] */
  async bytes(path, cache = "default") {
    const signal = AbortSignal.timeout ? AbortSignal.timeout(PATIENCE) : undefined;
    const release = this.text;
    const answer = await this.fetch(new URL(`search/${path}`, this.root).href, { cache, signal });
    if (answer.status === 404 && path !== "manifest.json") {
      await this.open();
      // Of several files that are gone only one finds the new manifest; it is new for all of them.
      if (release !== this.text) throw new NewRelease();
    }
    if (!answer.ok) throw new decode.DamagedFile(`search/${path} is not there (${answer.status}).`);
    return new Uint8Array(await answer.arrayBuffer());
  }

  /** Which shard would hold a stem. @param {string} text */
  shardOf(text) {
    return place(this.shards.firsts, text);
  }

  /** The words of a shard by stem. @param {number} number @returns {Promise<Map<string, Entry[]>>} */
  shard(number) {
    return this.file(`terms/${name(this.shards, number)}.bin`, (bytes) => {
      /** @type {Map<string, Entry[]>} */
      const families = new Map();
      for (const term of decode.decodeShard(bytes)) {
        const key = stem(term.word), family = families.get(key);
        if (family) family.push({ term });
        else families.set(key, [{ term }]);
      }
      return families;
    });
  }

  /** The words that begin with a text, and their neighbours in the files. @param {"words" | "tails"} list @param {string} text @param {number} [limit] of files @returns {Promise<[string, number][][]>} */
  async listed(list, text, limit = Infinity) {
    const files = list === "words" ? this.pieces : this.tails;
    const last = Math.min(place(files.firsts, text + "\uffff"), place(files.firsts, text) + limit - 1);
    const found = [];
    for (let number = place(files.firsts, text); files.names && number <= last; number++) {
      found.push(this.file(`${list}/${name(files, number)}.txt`, decode.decodeWords));
    }
    return Promise.all(found);
  }

  /** @returns {Promise<decode.Run[]>} */
  runs() {
    return this.column("runs", (bytes) => decode.decodeRuns(bytes, this.total));
  }

  /** @returns {Promise<Uint16Array>} */
  lengths() {
    // The runs, which are needed to read the lengths, are on their way meanwhile.
    const runs = this.runs();
    return this.column("lengths", async (bytes) => decode.decodeLengths(bytes, await runs, this.total));
  }

  /** Citations or days. @param {"citations" | "days"} key @returns {Promise<Uint32Array>} */
  numbers(key) {
    if (!this.manifest.columns[key]) return Promise.resolve(new Uint32Array(this.total));
    return this.column(key, (bytes) => decode.decodeColumn(bytes, this.total));
  }

  memberships() {
    const topics = this.manifest.topics.length;
    return this.column("facets", (bytes) => decode.decodeMemberships(bytes, topics, this.total));
  }

  /** @template T @param {string} key @param {(bytes: Uint8Array) => T | Promise<T>} decoder @returns {Promise<T>} */
  column(key, decoder) {
    return this.file(`${key}/${this.manifest.columns[key]}.bin`, decoder);
  }

  /** What a hit displays. @param {number} paper @returns {Promise<Display>} */
  async display(paper) {
    const { perFile, perFolder } = this.manifest;
    const file = Math.floor(paper / perFile), folder = name(this.folders, Math.floor(file / perFolder));
    const shown = await this.file(`papers/${folder}/${file}.json`, (bytes) => parsed(new TextDecoder().decode(bytes)));
    const found = shown[paper % perFile];
    if (!Array.isArray(found)) throw new decode.DamagedFile("A paper's facts are damaged.");
    return found;
  }
}

/** @param {string} text */
function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    throw new decode.DamagedFile("A file of the search index is damaged.");
  }
}

/** The last file that begins at or before a text. @param {string[]} firsts @param {string} text */
function place(firsts, text) {
  let low = 0, high = firsts.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (firsts[middle] <= text) low = middle + 1;
    else high = middle;
  }
  return Math.max(low - 1, 0);
}

/** @param {{names: string}} files @param {number} number */
const name = ({ names }, number) => names.slice(number * NAME_LENGTH, (number + 1) * NAME_LENGTH);
