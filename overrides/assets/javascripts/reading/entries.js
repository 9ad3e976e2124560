// A paper of the reading list: what is kept of it, and the check of what comes out of a file, a link or the storage.

/** What a fact holds at most; a longer one is cut. A note is the reader's own and is never cut. */
const MOST = { title: 1000, name: 200, authors: 12, venue: 300, tags: 30, tag: 60 };
const SLUG = /^[a-z0-9][a-z0-9-]{0,90}$/;
const NAME = /^[!-~]{1,200}$/;
/** What no text needs, and what could turn the words beside it. */
const HIDDEN = /[\p{Cs}\u200b\u202a-\u202e\u2060\u2066-\u2069\ufeff\u{e0000}-\u{e007f}]/gu;
const SPACES = /[\s\p{Cc}]+/gu;
const CONTROLS = /[^\P{Cc}\n\t]/gu;
/** The name of a paper of which nothing else is known than its address. */
const BY_SLUG = "slug:";

/**
 * @typedef {{id: string, slug: string, title: string, authors: string[], others: number, venue: string, year: string}} Facts
 *   `id` names the paper whatever its address: `arxiv:...`, `doi:...`, `title:...`; `others` counts the authors that are not named
 * @typedef {Facts & {note: string, tags: string[], read: boolean, gone: boolean, place: number, added: number, changed: number, removed: boolean}} Entry
 *   `gone`: the catalogue has the paper no longer; `place` orders the list; `changed` is when the reader did something with it; what was removed is remembered for a while
 */

/** @param {string} slug */
export const nameOfSlug = (slug) => BY_SLUG + slug;

/** Whether nothing but its address names the paper. @param {string} id */
export const isNamedBySlug = (id) => id.startsWith(BY_SLUG);

/** @param {unknown} value @param {number} [most] @returns {string} one line; empty for what is no text */
export function lineOf(value, most = Infinity) {
  return typeof value === "string" ? value.replace(SPACES, " ").replace(HIDDEN, "").trim().slice(0, most) : "";
}

/** The tags that a reader wrote, each once. @param {unknown} values @returns {string[]} */
export function tagsOf(values) {
  const written = typeof values === "string" ? values.split(",") : Array.isArray(values) ? values : [];
  return [...new Set(written.map((tag) => lineOf(tag, MOST.tag)).filter(Boolean))].slice(0, MOST.tags);
}

/** @param {unknown} value @param {number} [otherwise] */
const numberOf = (value, otherwise = 0) => (typeof value === "number" && Number.isFinite(value) ? value : otherwise);

/**
 * The facts of a paper, or what is wrong with them.
 * @param {unknown} value untrusted
 * @returns {Facts | string}
 */
export function parseFacts(value) {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return "this is no paper";
  const given = /** @type {Record<string, unknown>} */ (value);
  const title = lineOf(given.title, MOST.title);
  if (!title) return "the paper has no title";
  const slug = typeof given.slug === "string" && SLUG.test(given.slug) ? given.slug : "";
  const id = typeof given.id === "string" && NAME.test(given.id) ? given.id : slug && nameOfSlug(slug);
  if (!id) return "the paper has neither id nor slug";
  const names = Array.isArray(given.authors) ? given.authors.map((name) => lineOf(name, MOST.name)).filter(Boolean) : [];
  const others = Math.max(0, Math.trunc(numberOf(given.others))) + Math.max(0, names.length - MOST.authors);
  const year = /^\d{4}$/.test(String(given.year)) ? String(given.year) : "";
  return { id, slug, title, authors: names.slice(0, MOST.authors), others, venue: lineOf(given.venue, MOST.venue), year };
}

/**
 * An entry, or what is wrong with it; fields that a later version of this site has added stay as they are.
 * @param {unknown} value untrusted
 * @returns {Entry | string}
 */
export function parseEntry(value) {
  const facts = parseFacts(value);
  if (typeof facts === "string") return facts;
  const given = /** @type {Record<string, unknown>} */ (value);
  return {
    ...given,
    ...facts,
    note: typeof given.note === "string" ? given.note.replace(CONTROLS, "").replace(HIDDEN, "") : "",
    tags: tagsOf(given.tags),
    read: given.read === true,
    gone: given.gone === true,
    place: numberOf(given.place),
    added: numberOf(given.added),
    changed: numberOf(given.changed),
    removed: given.removed === true,
  };
}
