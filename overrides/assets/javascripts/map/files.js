// The files of the map: what it draws at once, and titles a hundred at a time, when a reader points at a paper.
import { Points } from "./points.js";

/**
 * @typedef {import("./points.js").Manifest} Manifest
 * @typedef {{slug: string, title: string, year: number | null}} Title
 */

/** Owns what was fetched, for the lifetime of a page. */
export class Files {
  /** @param {URL} root of the site @param {(address: string) => Promise<Response>} get */
  constructor(root, get) {
    this.root = root;
    this.get = get;
    /** @type {Map<number, Promise<[string, string, number | null][]>>} */
    this.titles = new Map();
  }

  /** @returns {Promise<{manifest: Manifest, points: Points}>} */
  async load() {
    const manifest = await (await this.fetched("map/manifest.json")).json();
    const content = await (await this.fetched(manifest.points)).arrayBuffer();
    this.manifest = manifest;
    return { manifest, points: new Points(manifest, content) };
  }

  /** @param {number} point @returns {Promise<Title>} */
  async title(point) {
    const { perFile, titles } = /** @type {Manifest} */ (this.manifest);
    const number = Math.floor(point / perFile);
    const file = this.titles.get(number) ?? this.unpacked(`${titles}${number}.json.gz`);
    this.titles.set(number, file);
    try {
      const [slug, title, year] = (await file)[point % perFile];
      return { slug, title, year };
    } catch (fault) {
      // It may be there when it is asked for again.
      this.titles.delete(number);
      throw fault;
    }
  }

  /** @param {string} path @returns {Promise<[string, string, number | null][]>} */
  async unpacked(path) {
    // The picture needs it not.
    const [answer, { unpacked }] = await Promise.all([this.fetched(path), import("../search/packed.js")]);
    return unpacked(answer);
  }

  /** @param {string} path @returns {Promise<Response>} */
  async fetched(path) {
    const answer = await this.get(new URL(path, this.root).href);
    if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
    return answer;
  }
}
