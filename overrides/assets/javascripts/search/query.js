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
 * @typedef {{groups: Group[], phrases: Phrase[], choice?: Side[]}} Side what stands on one side of an OR, met when all of it is, and all sides where there is one
 * @typedef {{groups: Group[], phrases: Phrase[], choices: Side[][], excluded: Group[], title: string[], years?: number[],
 *   venues: string[], topics: string[], has: string[], isPlain: boolean, isOpen: boolean}} Query years are the first and last of each range,
 *   an excluded group is met by all of its words;
 *   an open one lists everything that its conditions leave
 */

/** Every word by itself: what the base step scores. @param {string} text @returns {Query} */
export function parseWords(text) {
  const title = titleWords(text.slice(0, MAX_QUERY));
  const groups = title.slice(0, MAX_GROUPS).map((word) => group([word]));
  return { ...nothing(), groups, title, isOpen: !text.trim() };
}

/** @param {string} text @param {{skipCommon?: boolean, isPlain?: boolean}} options @returns {Query} */
export function parse(text, { skipCommon = true, isPlain = false }) {
  const cut = text.slice(0, MAX_QUERY);
  const query = { ...nothing(), title: titleWords(cut) };
  let plain = "", isOr = false;
  /** @type {Side | null} */
  let before = null;
  for (const [whole, minus, key, quoted, bare] of isPlain ? [] : cut.matchAll(PART)) {
    if (whole === "OR" && query.groups.length + plain.length) {
      isOr = true;
      continue;
    }
    const value = quoted ?? bare;
    if (isOr || minus || key || quoted !== undefined) {
      before = addPlain(query, plain) ?? before;
      plain = "";
    }
    isOr &&= before !== null;
    const part = read(query, { minus: !!minus, key: key?.toLowerCase(), value, quoted: quoted !== undefined, isOr });
    if (!part) plain += ` ${whole}`;
    else query.isPlain = false;
    // No title is named by what has a sign of its own.
    if (part && (isOr || key || minus)) query.title = [];
    if (typeof part === "object") before = isOr && before ? either(query, before, part) : alone(query, part);
    isOr = false;
  }
  addPlain(query, isPlain ? cut : plain);
  query.isOpen = !query.groups.length && (!cut.trim() || !query.isPlain);
  return limited(query, skipCommon, /[\p{L}\p{N}]$/u.test(cut));
}

/** Take no more groups than are scored, the last of them as one that may still be typed. @param {Query} query @param {boolean} skipCommon @param {boolean} isTyped */
function limited(query, skipCommon, isTyped) {
  if (skipCommon) query.groups = withoutCommon(query);
  const last = query.groups.at(-1);
  if (last && isTyped) last.isLast = true;
  if (query.groups.length > MAX_GROUPS) query.groups = longest(query);
  return query;
}

/** @returns {Query} */
const nothing = () => ({ groups: [], phrases: [], choices: [], excluded: [], title: [], venues: [], topics: [], has: [], isPlain: true, isOpen: false });

/** @param {string[]} words @param {number} [fields] @param {number} [compound] @returns {Group} */
const group = (words, fields = 7, compound = 0, isRequired = false) => ({ words, fields, compound, isLast: false, isRequired });

/** Take one part with a meaning; false when it is plain words. @param {Query} query @param {{minus: boolean, key: string, value: string, quoted: boolean, isOr: boolean}} part @returns {Side | boolean} */
function read(query, { minus, key, value, quoted, isOr }) {
  const words = compounds(value);
  if (key && !(key in FIELDS)) return !minus && condition(query, key, value);
  if (!words.length) return false;
  const fields = FIELDS[key] || 7;
  if (minus) {
    // A dash before a number belongs to it.
    if (!key && !/^\p{L}/u.test(value)) return false;
    query.excluded.push(group(words.flat(), fields));
    return true;
  }
  const isRequired = quoted || Boolean(key);
  if (!isRequired && !isOr) return false;
  return { groups: addWords(query, words, { fields, isRequired }).flat(), phrases: quoted ? [{ words, fields }] : [] };
}

/** @param {Query} query @param {Side} side */
function alone(query, side) {
  query.phrases.push(...side.phrases);
  return side;
}

/** Either of what stands before and behind OR will do: two words as one group, more as sides of a choice. @param {Query} query @param {Side} before @param {Side} side @returns {Side} */
function either(query, before, side) {
  const [one] = before.groups, [other] = side.groups;
  const parts = before.groups.length + before.phrases.length + side.groups.length + side.phrases.length;
  if (!before.choice && parts === 2 && one.fields === other.fields) {
    one.words.push(...other.words);
    query.groups.splice(query.groups.indexOf(other), 1);
    return before;
  }
  if (!before.choice) query.choices.push((before.choice = [before]));
  const choice = before.choice;
  choice.push(side);
  query.phrases = query.phrases.filter((phrase) => !before.phrases.includes(phrase));
  const groups = choice.flatMap((item) => item.groups);
  const isRequired = groups.some((item) => item.isRequired);
  for (const item of groups) item.isRequired = isRequired;
  return { ...side, choice };
}

/** @param {Query} query @param {string} key @param {string} value */
function condition(query, key, value) {
  if (key === "year") {
    const found = YEARS.exec(value);
    if (!found) return false;
    const [, from, range, to, until] = found;
    query.years = [...(query.years ?? []), Number(from || 0), Number(until || to || (range ? 9999 : from))];
  } else if (key === "has") {
    if (!["code", "pdf"].includes(value.toLowerCase())) return false;
    query.has.push(value.toLowerCase());
  } else if (!compounds(value).length) return false;
  else (key === "venue" ? query.venues : query.topics).push(value);
  return true;
}

/** Plain words, each once; the last of them is what an OR behind them means. @param {Query} query @param {string} text @returns {Side | null} */
function addPlain(query, text) {
  const last = addWords(query, compounds(text), { isOnce: true }).at(-1);
  return last ? { groups: last, phrases: [] } : null;
}

/** Add a group for each word; those of one compound have a number in common. @param {Query} query @param {string[][]} words @param {{fields?: number, isRequired?: boolean, isOnce?: boolean}} options @returns {Group[][]} the groups of each compound */
function addWords(query, words, { fields = 7, isRequired = false, isOnce = false }) {
  let compound = Math.max(0, ...query.groups.map((item) => item.compound));
  return words.map((parts) => {
    const number = parts.length > 1 ? ++compound : 0;
    return parts.map((word) => {
      const known = isOnce && query.groups.find((item) => item.fields === 7 && item.words.length === 1 && item.words[0] === word);
      if (known) return known;
      const added = group([word], fields, number, isRequired);
      query.groups.push(added);
      return added;
    });
  });
}

/** Leave out common function words while three or more others remain; a side of a choice keeps its own. @param {Query} query */
function withoutCommon({ groups, choices }) {
  const sides = new Set(choices.flat().flatMap((side) => side.groups));
  const kept = groups.filter((item) => item.fields !== 7 || item.words.length > 1 || sides.has(item) || !STOP_WORDS.has(item.words[0]));
  return kept.length >= 3 ? kept : groups;
}

/** The longest words, which are the rarest, in their order; before all others the longest of each side of a choice. @param {Query} query */
function longest({ groups, choices }) {
  const length = (/** @type {Group} */ item) => item.words[0].length + (item.isLast ? 0.5 : 0);
  const byLength = (/** @type {Group[]} */ items) => [...items].sort((one, other) => length(other) - length(one));
  const first = choices.flat().map((side) => byLength(side.groups)[0]);
  const chosen = new Set([...new Set([...byLength(first), ...byLength(groups)])].slice(0, MAX_GROUPS));
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
