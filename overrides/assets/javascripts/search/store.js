// Owns what was fetched of one release, for the lifetime of an Index or until the next release: the manifest and the decoded files that it names.
import * as decode from "./decode.js";
import { compounds, stem } from "./analyse.js";
import { unpackedBytes } from "./packed.js";

/** A file is gone because a new release is there: the search begins again with the new manifest. */
export class NewRelease extends Error {}

const PATIENCE = 20000;
const NAME_LENGTH = 5;

/**
 * @typedef {{version: number, papers: number, lengths: number[], venues: string[], topics: [string, string][],
 *   perFile: number, perFolder: number, shards: [string, string], words: [string, string], tails: [string, string], folders: string, release: string,
 *   packed?: boolean, columns: Record<string, string>}} Manifest
 * @typedef {{term: decode.Term, postings?: decode.Postings, weights?: import("./weights.js").Weights}} Entry a word, decoded as far as it was needed
 * @typedef {(url: string, options?: RequestInit) => Promise<Response>} Fetch
 * @typedef {any[]} Display slug, title, authors, how many, venue, topic, links, snippet, status
 */

export class Store {
  /** Use `Store.open`. @param {URL} root the site's root @param {Fetch} fetch @param {string} text of the manifest */
  constructor(root, fetch, text) {
    this.root = root;
    this.fetch = fetch;
    this.text = text;
    const manifest = (this.manifest = manifestOf(text));
    this.total = manifest.papers;
    const listed = (/** @type {[string, string]} */ [firsts, names]) => ({ firsts: decode.decodeFirsts(firsts), names });
    this.shards = listed(manifest.shards);
    this.pieces = listed(manifest.words);
    this.tails = listed(manifest.tails);
    this.folders = { names: manifest.folders };
    /** The words of each venue's name. */
    this.venueWords = manifest.venues.map((name) => new Set(compounds(name).flat()));
    /** @type {Map<string, Promise<any>>} */
    this.files = new Map();
  }

  /** @param {URL} root @param {Fetch} fetch @returns {Promise<Store>} of the release that is published now */
  static async open(root, fetch) {
    return new Store(root, fetch, await manifestText(root, fetch));
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

  /** @param {string} path */
  async bytes(path) {
    const { status, bytes } = await fetched(this.root, this.fetch, path, "default");
    if (status === 404 && (await manifestText(this.root, this.fetch)) !== this.text) throw new NewRelease("The site was published anew: search again.");
    return intact(path, status, bytes);
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

  /** Citations, days, or places in the order of slugs. @param {"citations" | "days" | "numbers"} key @returns {Promise<Uint32Array>} */
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
    const shown = await this.file(`papers/${folder}/${file}.json${this.manifest.packed ? ".gz" : ""}`, displayed);
    const found = shown[paper % perFile];
    if (!Array.isArray(found)) throw new decode.DamagedFile("A paper's facts are damaged.");
    return found;
  }
}

/** The facts of a file of papers, which large catalogues keep packed. @param {Uint8Array<any>} bytes @returns {Promise<Display[]>} */
async function displayed(bytes) {
  const content = await unpackedBytes(bytes).catch(() => { throw new decode.DamagedFile("A file of papers is damaged."); });
  return parsed(new TextDecoder().decode(content));
}

/** @param {URL} root @param {Fetch} fetch */
async function manifestText(root, fetch) {
  const { status, bytes } = await fetched(root, fetch, "manifest.json", "no-cache");
  return new TextDecoder().decode(intact("manifest.json", status, bytes));
}

/** A file below `search/`; one that does not come in time is an error, whatever `fetch` makes of the signal. @param {URL} root @param {Fetch} fetch @param {string} path @param {RequestCache} cache @returns {Promise<{status: number, bytes: ArrayBuffer}>} */
async function fetched(root, fetch, path, cache) {
  const control = new AbortController();
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => {
      reject(new Error(`search/${path} did not come in time.`));
      control.abort();
    }, PATIENCE);
  });
  const answer = async () => {
    const found = await fetch(new URL(`search/${path}`, root).href, { cache, signal: control.signal });
    return { status: found.ok ? 200 : found.status, bytes: found.ok ? await found.arrayBuffer() : new ArrayBuffer(0) };
  };
  try {
    return await Promise.race([answer(), /** @type {Promise<never>} */ (late)]);
  } finally {
    clearTimeout(timer);
  }
}

/** @param {string} path @param {number} status @param {ArrayBuffer} bytes */
function intact(path, status, bytes) {
  if (status !== 200) throw new decode.DamagedFile(`search/${path} is not there (${status}).`);
  return new Uint8Array(bytes);
}

/** @param {string} text @returns {Manifest} */
function manifestOf(text) {
  const manifest = parsed(text);
  if (manifest?.version !== 1) throw new decode.DamagedFile("The search index is of another version: reload the page.");
  return manifest;
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
