// The reading list as a value: what a reader does makes a new list of an old one, and two lists of two tabs make one.
import { parseEntry } from "./entries.js";

export const VERSION = 1;
/** How long what was removed is remembered, so that another tab does not bring it back. */
const REMEMBERED = 90 * 24 * 3600 * 1000;

/**
 * @typedef {import("./entries.js").Entry} Entry @typedef {import("./entries.js").Facts} Facts
 * @typedef {{entries: Map<string, Entry>, unread: unknown[], rest: Record<string, unknown>}} List
 *   entries by id; `unread` and `rest` are what this version does not understand: it is kept and written back as it was
 */

/** What nobody has written anything about yet. */
const BLANK = { note: "", tags: [], read: false };

/** @returns {List} */
export const empty = () => ({ entries: new Map(), unread: [], rest: {} });

/** What stands on the list, in its order. @param {List} list @returns {Entry[]} */
export function shown({ entries }) {
  return [...entries.values()].filter((entry) => !entry.removed).sort((one, other) => one.place - other.place || (one.id < other.id ? -1 : 1));
}

/** The entry of a paper: by its identity, else by its address. @param {List} list @param {{id: string, slug: string}} paper @returns {Entry | undefined} */
export function findEntry({ entries }, { id, slug }) {
  const known = entries.get(id);
  if (known && !known.removed) return known;
  // A published address is never given to another paper, but a paper may get a better name.
  const same = slug ? [...entries.values()].filter((entry) => entry.slug === slug) : [];
  return same.find((entry) => !entry.removed) ?? known ?? same[0];
}

/** @param {List} list @param {Iterable<Entry>} changes @param {string[]} [gone] ids whose entries have another id now @returns {List} */
function having(list, changes, gone = []) {
  const entries = new Map(list.entries);
  for (const id of gone) entries.delete(id);
  for (const entry of changes) entries.set(entry.id, entry);
  return { ...list, entries };
}

/** A time that is later than that of the entry before. @param {Entry | undefined} entry @param {number} now */
const after = (entry, now) => Math.max(now, (entry?.changed ?? 0) + 1);

/** The place above all. @param {List} list */
const above = (list) => Math.min(1, ...shown(list).map(({ place }) => place)) - 1;

/** The list with a paper on top; what the reader had written about it before is there again. @param {List} list @param {Facts} facts @param {number} now @returns {List} */
export function withPaper(list, facts, now) {
  const known = findEntry(list, facts);
  if (known && !known.removed) return list;
  const entry = { ...BLANK, ...known, ...facts, gone: false, place: above(list), added: now, changed: after(known, now), removed: false };
  return having(list, [entry], known ? [known.id] : []);
}

/** @param {List} list @param {string} id @param {Partial<Entry>} change @param {number} now @returns {List} */
export function withChange(list, id, change, now) {
  const entry = list.entries.get(id);
  return entry ? having(list, [{ ...entry, ...change, changed: after(entry, now) }]) : list;
}

/** @param {List} list @param {string} id @param {number} now @returns {List} */
export const without = (list, id, now) => withChange(list, id, { removed: true }, now);

/** The list with what the catalogue says now of one of its papers, which may have got another address or a better name. @param {List} list @param {Entry} entry @param {Partial<Facts>} facts @param {number} now @returns {List} */
export function withFacts(list, entry, facts, now) {
  const current = list.entries.get(entry.id);
  if (!current) return list;
  const renewed = { ...current, ...facts };
  if (JSON.stringify(renewed) === JSON.stringify(current)) return list;
  const dropped = { ...current, removed: true, changed: after(current, now) };
  const isRenamed = renewed.id !== current.id;
  return having(list, [...(isRenamed ? [dropped] : []), { ...renewed, changed: after(current, now) }]);
}

/**
 * The list with an entry right before or behind another one.
 * @param {List} list @param {string} id @param {string} neighbour @param {"before" | "behind"} side @param {number} now @returns {List}
 */
export function moved(list, id, neighbour, side, now) {
  const others = shown(list).filter((entry) => entry.id !== id);
  const at = others.findIndex((entry) => entry.id === neighbour) + (side === "behind" ? 1 : 0);
  const low = others[at - 1]?.place ?? (others[at]?.place ?? 0) - 2;
  const high = others[at]?.place ?? low + 2;
  const place = (low + high) / 2;
  if (place > low && place < high) return withChange(list, id, { place }, now);
  // No number lies between the two any more: all get new ones.
  const order = [...others.slice(0, at).map((entry) => entry.id), id, ...others.slice(at).map((entry) => entry.id)];
  return order.reduce((renewed, one, number) => withChange(renewed, one, { place: number }, now), list);
}

/**
 * The list with papers out of a file or a link below its own; of a paper that is there already, nothing that either says is lost.
 * @param {List} list @param {(Facts & Partial<Entry>)[]} papers @param {number} now @returns {{list: List, added: number}}
 */
export function joined(list, papers, now) {
  const entries = new Map(list.entries);
  const bySlug = new Map([...entries.values()].filter(({ slug, removed }) => slug && !removed).map((entry) => [entry.slug, entry.id]));
  let place = Math.max(0, ...shown(list).map((entry) => entry.place)), added = 0;
  for (const paper of papers) {
    const known = entries.get(paper.id) ?? entries.get(bySlug.get(paper.slug) ?? "");
    if (known && !known.removed) {
      entries.set(known.id, together(known, paper, now));
      continue;
    }
    added++;
    entries.set(paper.id, { ...BLANK, added: now, gone: false, ...paper, place: ++place, changed: after(known, now), removed: false });
    if (paper.slug) bySlug.set(paper.slug, paper.id);
  }
  return { list: { ...list, entries }, added };
}

/** What was written about a paper here and elsewhere. @param {Entry} entry @param {Partial<Entry>} other @param {number} now @returns {Entry} */
function together(entry, { note = "", tags = [], read = false }, now) {
  const both = {
    note: entry.note.includes(note) ? entry.note : [entry.note, note].filter(Boolean).join("\n\n"),
    tags: [...new Set([...entry.tags, ...tags])],
    read: entry.read || read,
  };
  const isSame = both.note === entry.note && both.read === entry.read && both.tags.length === entry.tags.length;
  return isSame ? entry : { ...entry, ...both, changed: after(entry, now) };
}

/** The list with what the catalogue says of where its papers stand now. @param {List} list @param {Map<string, string | null>} slugs by id; null for what is gone @param {string} release @param {number} now @returns {List} */
export function withSlugs(list, slugs, release, now) {
  const changes = [...slugs].flatMap(([id, slug]) => {
    const entry = list.entries.get(id);
    const isSame = !entry || (slug === null ? entry.gone : entry.slug === slug && !entry.gone);
    return isSame ? [] : [{ ...entry, slug: slug ?? entry.slug, gone: slug === null, changed: after(entry, now) }];
  });
  return { ...unified(having(list, changes), now), rest: { ...list.rest, release } };
}

/** The list in which each paper stands once: two that the catalogue has found to be one have one address now. @param {List} list @param {number} now @returns {List} */
function unified(list, now) {
  /** @type {Map<string, Entry>} */
  const first = new Map();
  const changes = shown(list).flatMap((entry) => {
    const kept = first.get(entry.slug);
    if (!entry.slug || !kept) return first.set(entry.slug, entry) && [];
    first.set(entry.slug, together(kept, entry, now));
    return [{ ...entry, removed: true, changed: after(entry, now) }, together(kept, entry, now)];
  });
  return having(list, changes);
}

/** The newer of two forms of an entry; of two that are as old, every tab chooses the same. @param {Entry} one @param {Entry} other */
function newer(one, other) {
  if (one.changed !== other.changed) return one.changed > other.changed ? one : other;
  return JSON.stringify(one) > JSON.stringify(other) ? one : other;
}

/** What two tabs know together; the order of the two does not matter. @param {List} one @param {List} other @returns {List} */
export function merged(one, other) {
  const entries = new Map(one.entries);
  for (const [id, entry] of other.entries) {
    const known = entries.get(id);
    entries.set(id, known ? newer(known, entry) : entry);
  }
  const unread = [...new Map([...one.unread, ...other.unread].map((value) => [JSON.stringify(value), value])).entries()];
  return { entries, unread: unread.sort(([first], [second]) => (first < second ? -1 : 1)).map(([, value]) => value), rest: { ...one.rest, ...other.rest } };
}

/** The list as it is stored: equal lists are equal texts. @param {List} list @param {number} now @returns {string} */
export function listText({ entries, unread, rest }, now) {
  const kept = [...entries.values()].filter((entry) => !entry.removed || entry.changed > now - REMEMBERED);
  kept.sort((one, other) => (one.id < other.id ? -1 : 1));
  return JSON.stringify({ ...rest, version: VERSION, entries: kept, ...(unread.length ? { unread } : {}) });
}

/**
 * A stored list, or why it cannot be used: it is `damaged`, or of a `newer` version. An entry that cannot be read costs itself.
 * @param {string} text @returns {List | "damaged" | "newer"}
 */
export function parseList(text) {
  let value;
  try {
    value = JSON.parse(text);
  } catch {
    return "damaged";
  }
  if (!value || typeof value !== "object" || !Number.isInteger(value.version) || value.version < 1) return "damaged";
  if (value.version > VERSION) return "newer";
  if (!Array.isArray(value.entries)) return "damaged";
  const { version: _, entries: given, unread, ...rest } = value;
  const list = { ...empty(), rest, unread: Array.isArray(unread) ? [...unread] : [] };
  for (const one of given) {
    const entry = parseEntry(one);
    if (typeof entry === "string") list.unread.push(one);
    else list.entries.set(entry.id, list.entries.has(entry.id) ? newer(/** @type {Entry} */ (list.entries.get(entry.id)), entry) : entry);
  }
  return list;
}
