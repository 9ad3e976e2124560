// When the words as typed find too little: joined neighbours, longer words, and words that a typing error hides.
import { STOP_WORDS, stem } from "./analyse.js";
import { completions, isTailOf, neighbours, splits, tailPlaces } from "./expand.js";
import { JOIN_BOOST, clause, sameWord } from "./finder.js";
import { Matches, bitCount } from "./match.js";

/** @typedef {import("./finder.js").Finder} Finder */

const ENOUGH = 10;
const MAX_COMPLETIONS = 40, MAX_COMPLETION_SHARDS = 5, MAX_LISTS = 3;
const MAX_NEIGHBOURS = 6, MAX_SUSPECTS = 4, MAX_SPLITS = 4;
const COMPLETION_BOOST = 0.6, NEIGHBOUR_BOOST = 0.8;
/** Longer words are seldom beginnings: only what lies beside them in their own file is tried. */
const SHORT_WORD = 4;

/** Neighbouring words as one: `sym metry`, `u net`. Short ones always, others when nothing has all words. @param {Finder} finder */
export async function addNeighbourJoins(finder) {
  const { groups } = finder.query;
  const nothing = groups.length > 1 && !finder.complete();
  const pairs = groups.slice(1).map((other, place) => ({ place, one: groups[place], other, word: groups[place].words[0] + other.words[0] }))
    .filter(({ one, other, word }) => one.words.length + other.words.length === 2 && one.fields + other.fields === 14 &&
      !(one.compound && one.compound === other.compound) &&
      (nothing || (word.length <= 6 && Math.min(one.words[0].length, other.words[0].length) <= 2)));
  const found = await Promise.all(pairs.map(({ word }) => finder.only(word)));
  pairs.forEach(({ place }, at) => finder.add(found[at].map((entry) => clause(entry, 3 << place, JOIN_BOOST, 7, true))));
}

/** The last word as the beginning of a longer one. @param {Finder} finder */
export async function addCompletions(finder) {
  const place = finder.query.groups.length - 1;
  const last = finder.query.groups[place];
  // Of words joined by OR the last is the one that may still be typed.
  const start = last?.words.at(-1) ?? "";
  if (!last?.isLast || start.length < 2 || finder.hasTitle() || isAnswered(finder, place)) return;
  const words = await (finder.counts[place] && start.length > SHORT_WORD ? beside(finder, start) : listed(finder, start));
  const found = await Promise.all(words.map((word) => finder.only(word)));
  finder.add(found.flat().map((entry) => clause(entry, 1 << place, COMPLETION_BOOST, last.fields, false)));
}

/** Whether enough papers have all words as they stand; a last word that is a word counts in titles only. @param {Finder} finder @param {number} place */
function isAnswered({ counts, matches, all }, place) {
  const seen = counts[place] ? matches.title : matches.met;
  let found = 0;
  for (let paper = 0; paper < seen.length; paper++) if (seen[paper] === all && ++found === ENOUGH) return true;
  return false;
}

/** Longer words in the file that holds the word itself, which is here already. @param {Finder} finder @param {string} start */
async function beside(finder, start) {
  const families = await finder.shardOf(start);
  const words = [...families.values()].flat().map(({ term }) => /** @type {[string, number]} */ ([term.word, term.count]));
  return completions([words], start, MAX_COMPLETIONS);
}

/** Longer words of the whole catalogue, those that few files hold. @param {Finder} finder @param {string} start */
async function listed(finder, start) {
  const { store } = finder;
  const words = completions(await finder.safely(() => store.listed("words", start, MAX_LISTS), []), start, MAX_COMPLETIONS);
  const shards = new Set();
  return words.filter((word) => {
    const shard = store.shardOf(stem(word));
    if (!shards.has(shard) && shards.size >= MAX_COMPLETION_SHARDS) return false;
    shards.add(shard);
    return true;
  });
}

/** Typing errors: first in words that no paper has, then in rare ones; the first letters are trusted first. @param {Finder} finder */
export async function correct(finder) {
  const { query: { groups }, matches, counts } = finder;
  const facts = Matches.any(matches.facts);
  const suspects = groups.map((_, place) => place)
    .filter((place) => groups[place].words.length === 1 && !(facts & (1 << place)))
    .sort((one, other) => counts[one] - counts[other]).slice(0, MAX_SUSPECTS);
  const { store } = finder;
  const lists = [
    (/** @type {string} */ word) => store.listed("words", word.slice(0, 2)),
    (/** @type {string} */ word) => tails(finder, word),
    (/** @type {string} */ word) => store.listed("words", word[0]),
  ];
  for (const place of suspects) {
    if (finder.complete()) return;
    await correctOne(finder, place, lists);
    if (!counts[place] && !finder.complete()) await split(finder, place);
  }
}

/** Words that another first letter than the typed one makes. @param {Finder} finder @param {string} typed @returns {Promise<import("./expand.js").Words[]>} */
async function tails({ store }, typed) {
  if (typed.length < 4) return [];
  const lists = new Set((await Promise.all(tailPlaces(typed).map((text) => store.listed("tails", text, 1)))).flat());
  const fits = isTailOf(typed);
  return [...lists].map((words) => words.filter(([tail]) => fits(tail)).map(([tail, weight]) => [tail.at(-1) + tail.slice(0, -1), weight]));
}

/**
 * @typedef {{word: string, family: import("./store.js").Entry[], support: number, inTitle: number}} Rated
 *   a word that may have been meant, and the most groups that a paper, and a title, meets with it
 */

/**
 * Take the words for a typed one that most other words go with; a word that exists yields only to a full match.
 * @param {Finder} finder @param {number} place @param {((word: string) => Promise<import("./expand.js").Words[]>)[]} lists from the likeliest on
 */
async function correctOne(finder, place, lists) {
  const { query: { groups }, counts, corrected } = finder;
  const { words: [word], fields } = groups[place];
  /** @type {Rated[]} */
  let rated = [];
  for (const list of lists) {
    rated.push(...(await rate(finder, place, await finder.safely(() => list(word), []))));
    // A title with all words is surely meant; until one is found, a wrong first letter is as likely as what some abstract has.
    if (rated.some((item) => item.inTitle === groups.length) || (list !== lists[0] && rated.some((item) => item.support === groups.length))) break;
  }
  const best = Math.max(0, ...rated.map((item) => item.support));
  if (counts[place] ? best < groups.length : !best) return;
  rated = rated.filter((item) => item.support === best).sort((one, other) => other.inTitle - one.inTitle).slice(0, groups.length > 1 ? 2 : 3);
  rated.forEach((item, at) => finder.add(finder.familyClauses(item.word, item.family, 1 << place, fields, NEIGHBOUR_BOOST / (at + 1))));
  corrected[word] = rated.map((item) => item.word);
}

/** @param {Finder} finder @param {number} place @param {import("./expand.js").Words[]} lists @returns {Promise<Rated[]>} */
async function rate(finder, place, lists) {
  const near = neighbours(lists, finder.query.groups[place].words[0], MAX_NEIGHBOURS);
  finder.suggestions.push(...near.slice(0, 3).map((item) => item.word));
  const families = await Promise.all(near.map((item) => finder.family(item.word)));
  return near.map(({ word }, at) => ({ word, family: families[at], ...support(finder, families[at], word, 1 << place) }));
}

/** The most groups that a paper, and a title, meets with this word in the place of a typed one. @param {Finder} finder @param {import("./store.js").Entry[]} family @param {string} word @param {number} bit */
function support(finder, family, word, bit) {
  const { met, title } = finder.matches;
  let most = 0, inTitle = 0;
  for (const entry of family.filter((item) => sameWord(item, word))) {
    const postings = finder.postings(entry);
    postings?.papers.forEach((paper, row) => {
      most = Math.max(most, bitCount(met[paper] | bit));
      if (postings.fields[row] & 1) inTitle = Math.max(inTitle, bitCount(title[paper] | bit));
    });
  }
  return { support: most, inTitle };
}

/** Keep the query with a word parted where most other words go with both halves, for a search of its own. @param {Finder} finder @param {number} place */
async function split(finder, place) {
  const { query: { groups }, matches: { met } } = finder;
  const word = groups[place].words[0];
  const known = await finder.safely(() => finder.store.listed("words", word.slice(0, 2)), []);
  const starts = new Map(known.flat());
  const likely = splits(word).map(([one, other]) => ({ one, other, weight: starts.get(one) ?? -1 }))
    .filter((item) => item.weight >= 0).sort((one, other) => other.weight - one.weight).slice(0, MAX_SPLITS);
  let most = 1;
  for (const { one, other } of likely) {
    const [firsts, seconds] = await Promise.all([one, other].map(async (half) => new Set((await finder.only(half)).flatMap((entry) => [...(finder.postings(entry)?.papers || [])]))));
    const found = Math.max(0, ...[...seconds].filter((paper) => firsts.has(paper) || STOP_WORDS.has(one)).map((paper) => bitCount(met[paper]) + 1));
    if (found <= most) continue;
    most = found;
    finder.parted = groups.map((group, at) => (at === place ? `${one} ${other}` : group.words[0])).join(" ");
  }
}
