// What a reader typed, as words to look for and conditions; whatever does not parse is plain words: there is no error.
import { STOP_WORDS, compounds, spread, titleWords } from "./analyse.js";

export const MAX_QUERY = 200, MAX_GROUPS = 12;
const FIELDS = /** @type {Record<string, number>} */ ({ title: 1, author: 2 });
const PART = /(-?)(?:(title|author|venue|topic|year|has):)?(?:"([^"]*)"|([^\s"]+|"))/giu;
const YEARS = /^(\d{4})(?:(\.\.)(\d{4})?)?$|^\.\.(\d{4})$/;

/**
 * One thing to look for, met by any of its words.
 * @typedef {{words: string[], fields: number, compound: number, isLast: boolean, isRequired: boolean}} Group
 * @typedef {{words: string[][], fields: number}} Phrase words that must stand side by side; each as the parts of its compound
 * @typedef {{groups: Group[], phrases: Phrase[], excluded: Group[], title: string[], years?: [number, number],
 *   venues: string[], topics: string[], has: string[], isPlain: boolean, isOpen: boolean}} Query; an open one lists everything that its conditions leave
 */

/** Every word by itself: what the base step scores. @param {string} text @returns {Query} */
export function parseWords(text) {
  const title = titleWords(text.slice(0, MAX_QUERY));
  const groups = title.slice(0, MAX_GROUPS).map((word) => group([word]));
  return { ...nothing(), groups, title, isOpen: !text.trim() };
}

/** @param {string} text @param {{skipCommon?: boolean, isPlain?: boolean}} options @returns {Query} */
export function parse(text, { skipCommon = true, isPlain = false }) {
  const query = nothing();
  const cut = text.slice(0, MAX_QUERY);
  let plain = "", isOr = false;
  for (const [whole, minus, key, quoted, bare] of isPlain ? [] : cut.matchAll(PART)) {
    if (whole === "OR" && query.groups.length + plain.length) {
      isOr = true;
      continue;
    }
    const value = quoted ?? bare;
    if (isOr || minus || key || quoted !== undefined) {
      addPlain(query, plain);
      plain = "";
    }
    if (!read(query, { minus: !!minus, key: key?.toLowerCase(), value, quoted: quoted !== undefined, isOr })) plain += ` ${whole}`;
    else query.isPlain = false;
    isOr = false;
  }
  addPlain(query, isPlain ? cut : plain);
  query.title = titleWords(cut);
  query.isOpen = !query.groups.length && (!cut.trim() || !query.isPlain);
  if (skipCommon) query.groups = withoutCommon(query.groups);
  const last = query.groups.at(-1);
  if (last && /[\p{L}\p{N}]$/u.test(cut)) last.isLast = true;
  if (query.groups.length > MAX_GROUPS) query.groups = longest(query.groups);
  return query;
}

/** @returns {Query} */
const nothing = () => ({ groups: [], phrases: [], excluded: [], title: [], venues: [], topics: [], has: [], isPlain: true, isOpen: false });

/** @param {string[]} words @param {number} [fields] @param {number} [compound] @returns {Group} */
const group = (words, fields = 7, compound = 0, isRequired = false) => ({ words, fields, compound, isLast: false, isRequired });

/** Take one part with a meaning; false when it is plain words. @param {Query} query @param {{minus: boolean, key: string, value: string, quoted: boolean, isOr: boolean}} part */
function read(query, { minus, key, value, quoted, isOr }) {
  const words = compounds(value);
  if (key && !(key in FIELDS)) return !minus && condition(query, key, value);
  if (!words.length) return false;
  const fields = FIELDS[key] || 7;
  if (minus) {
    // A dash before a number belongs to it.
    if (!key && !/^\p{L}/u.test(value)) return false;
    query.excluded.push(...words.flat().map((word) => group([word], fields)));
  } else if (isOr && !quoted) {
    const before = query.groups.at(-1);
    if (!before) return false;
    before.words.push(...words.flat());
  } else if (quoted || key) {
    query.groups.push(...words.flatMap((parts, place) => parts.map((word) => group([word], fields, parts.length > 1 ? place + 1 : 0, true))));
    if (quoted) query.phrases.push({ words, fields });
  } else return false;
  return true;
}

/** @param {Query} query @param {string} key @param {string} value */
function condition(query, key, value) {
  if (key === "year") {
    const found = YEARS.exec(value);
    if (!found) return false;
    const [, from, range, to, until] = found;
    query.years = [Number(from || 0), Number(until || to || (range ? 9999 : from))];
  } else if (key === "has") {
    if (!["code", "pdf"].includes(value.toLowerCase())) return false;
    query.has.push(value.toLowerCase());
  } else if (!compounds(value).length) return false;
  else (key === "venue" ? query.venues : query.topics).push(value);
  return true;
}

/** @param {Query} query @param {string} text */
function addPlain(query, text) {
  let compound = Math.max(0, ...query.groups.map((item) => item.compound));
  for (const parts of compounds(text)) {
    const number = parts.length > 1 ? ++compound : 0;
    for (const word of parts) {
      if (!query.groups.some((item) => item.fields === 7 && item.words.length === 1 && item.words[0] === word)) {
        query.groups.push(group([word], 7, number));
      }
    }
  }
}

/** Leave out common function words while three or more others remain. @param {Group[]} groups */
function withoutCommon(groups) {
  const kept = groups.filter((item) => item.fields !== 7 || item.words.length > 1 || !STOP_WORDS.has(item.words[0]));
  return kept.length >= 3 ? kept : groups;
}

/** The longest words, which are the rarest, in their order. @param {Group[]} groups */
function longest(groups) {
  const length = (/** @type {Group} */ item) => item.words[0].length + (item.isLast ? 0.5 : 0);
  const chosen = new Set([...groups].sort((one, other) => length(other) - length(one)).slice(0, MAX_GROUPS));
  return groups.filter((item) => chosen.has(item));
}

/** Words joined as an index may have them: `u`, `net` as `unet`. @param {Group[]} groups @returns {{word: string, bits: number}[]} */
export function compoundJoins(groups) {
  const joins = [];
  for (let start = 0; start < groups.length; start++) {
    const { compound } = groups[start];
    let end = start + 1;
    while (compound && groups[end]?.compound === compound) end++;
    const parts = groups.slice(start, end).map((item) => item.words[0]);
    for (const word of compound ? spread(parts).slice(parts.length) : []) {
      const first = start + parts.findIndex((_, place) => parts.slice(place).join("").startsWith(word));
      let bits = 0;
      for (let at = first, joined = ""; joined.length < word.length; at++) {
        joined += groups[at].words[0];
        bits |= 1 << at;
      }
      joins.push({ word, bits });
    }
    start = end - 1;
  }
  return joins;
}
