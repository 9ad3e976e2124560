// One search: from the words of a query to the papers that have them, fetching only what these words need.
import { DamagedFile, decodePostings } from "./decode.js";
import { Matches, bitCount, bitsOf } from "./match.js";
import { compoundJoins } from "./query.js";
import { NewRelease } from "./store.js";
import { spelling, stem } from "./analyse.js";
import { weigh } from "./weights.js";
import { addCompletions, addNeighbourJoins, correct } from "./widen.js";

const ENOUGH = 10;
const FAMILY_BOOST = 0.5;
/** A join meets two words at once. */
export const JOIN_BOOST = 1.5;

/** @typedef {import("./store.js").Entry} Entry @typedef {import("./match.js").Clause} Clause @typedef {import("./query.js").Group} Group */

export class Finder {
  /** @param {import("./store.js").Store} store @param {import("./query.js").Query} query @param {Set<string>} steps */
  constructor(store, query, steps) {
    this.store = store;
    this.query = query;
    this.steps = steps;
    this.matches = new Matches(store.total);
    this.all = (1 << query.groups.length) - 1;
    /** Groups that every hit must meet. */
    this.required = bitsOf(query.groups, query.groups.filter((group) => group.isRequired));
    /** The sides of each choice: their groups as bits, and the phrases that each demands; a side beyond the limit of groups is none. */
    this.choices = query.choices.map((sides) => sides.map(({ groups, phrases }) => ({ bits: bitsOf(query.groups, groups), phrases })).filter(({ bits }) => bits));
    /** @type {Clause[]} */
    this.clauses = [];
    /** @type {string[]} */
    this.problems = [];
    /** @type {string[]} */
    this.suggestions = [];
    /** @type {Record<string, string[]>} */
    this.corrected = Object.create(null);
    /** @type {string | null} */
    this.parted = null;
    /** Papers that have each group's own words. */
    this.counts = query.groups.map(() => 0);
    this.excluded = new Set();
    /** @type {Uint16Array} */
    this.lengths = new Uint16Array(store.total);
    /** @type {import("./decode.js").Run[]} */
    this.runs = [];
    this.level = 0;
  }

  async run() {
    const { groups } = this.query;
    const { store } = this;
    const shards = groups.flatMap((group) => group.words.map((word) => this.shardOf(word)));
    const lengths = groups.length ? this.safely(() => store.lengths(), this.lengths) : this.lengths;
    [this.runs, this.lengths] = await Promise.all([store.runs(), lengths, ...shards]);
    await this.addGroups();
    if (this.steps.has("facts")) this.addFacts();
    await this.exclude();
    if (this.steps.has("joins")) await addNeighbourJoins(this);
    if (this.steps.has("prefix")) await addCompletions(this);
    if (this.steps.has("typos") && groups.length && !this.complete()) await correct(this);
    this.level = this.steps.has("coverage") ? this.levelOf() : 1;
  }

  /** Run, and take a file that cannot be had for empty; what is wrong is told. @template T @param {() => Promise<T>} task @param {T} otherwise */
  async safely(task, otherwise) {
    try {
      return await task();
    } catch (error) {
      if (error instanceof NewRelease) throw error;
      this.problems.push(error instanceof DamagedFile ? `A part of the search index is damaged: ${error.message}` : "A part of the search index could not be loaded.");
      return otherwise;
    }
  }

  /** The words that share a word's stem. @param {string} word @returns {Promise<Entry[]>} */
  async family(word) {
    return (await this.shardOf(word)).get(stem(word)) || [];
  }

  /** The file that would hold a word. @param {string} word @returns {Promise<Map<string, Entry[]>>} */
  shardOf(word) {
    const { store } = this;
    if (!store.shards.names) return Promise.resolve(new Map());
    return this.safely(() => store.shard(store.shardOf(stem(word))), new Map());
  }

  /** @param {string} word @returns {Promise<Entry[]>} */
  async only(word) {
    return (await this.family(word)).filter((entry) => entry.term.word === word);
  }

  /** Score words; one whose postings are damaged is left out. @param {Clause[]} clauses */
  add(clauses) {
    const { manifest, total } = this.store;
    for (const clause of clauses) {
      const { entry } = clause;
      const postings = this.postings(entry);
      if (!postings) continue;
      // Lengths that could not be had are zeros, once; at the next search they may be there.
      if (entry.weights?.lengths !== this.lengths) entry.weights = weigh(postings, this.lengths, manifest.lengths, total);
      this.matches.add(clause, this.steps.has("authors"));
      this.clauses.push(clause);
    }
    this.settle();
  }

  settle() {
    this.matches.settle(this.choices.map((sides) => sides.map(({ bits }) => bits)));
  }

  /** A word's postings, decoded once; null when they are damaged. @param {Entry} entry */
  postings(entry) {
    try {
      return (entry.postings ||= decodePostings(entry.term, this.store.total));
    } catch (error) {
      this.problems.push(`A part of the search index is damaged: ${error instanceof Error ? error.message : error}.`);
      return null;
    }
  }

  async addGroups() {
    const { groups } = this.query;
    const joins = this.steps.has("joins") ? compoundJoins(groups) : [];
    const [families, joined] = await Promise.all([
      Promise.all(groups.map((group) => Promise.all(group.words.map((word) => this.family(word))))),
      Promise.all(joins.map((join) => this.only(join.word))),
    ]);
    const clauses = groups.flatMap((group, place) => group.words.flatMap((word, at) => {
      this.counts[place] += families[place][at].reduce((sum, entry) => sum + (sameWord(entry, word) ? entry.term.count : 0), 0);
      return this.familyClauses(word, families[place][at], 1 << place, group.fields);
    }));
    this.add([...clauses, ...joins.flatMap(({ bits }, place) => joined[place].map((entry) => clause(entry, bits, JOIN_BOOST, 7, true)))]);
  }

  /** @param {string} word @param {Entry[]} family @param {number} bits @param {number} fields @param {number} [scale] @returns {Clause[]} */
  familyClauses(word, family, bits, fields, scale = 1) {
    const isWide = this.steps.has("family");
    return family.filter((entry) => isWide || entry.term.word === word)
      .map((entry) => clause(entry, bits, scale * (sameWord(entry, word) ? 1 : FAMILY_BOOST), fields, sameWord(entry, word)));
  }

  /** Years and words of venues meet the papers of their runs. */
  addFacts() {
    this.query.groups.forEach(({ words, fields }, place) => {
      if (fields !== 7) return;
      for (const { year, venue, start, end } of this.runs) {
        if (words.some((word) => word === String(year) || this.store.venueWords[venue]?.has(word))) this.matches.addRun(start, end, 1 << place);
      }
    });
    this.settle();
  }

  /** Papers that have every word of what is excluded go; a compound or a phrase is not each of its words. */
  async exclude() {
    await Promise.all(this.query.excluded.map(async ({ words, fields }) => {
      const [first, ...others] = await Promise.all(words.map((word) => this.having(word, fields)));
      for (const paper of first) if (others.every((papers) => papers.has(paper))) this.excluded.add(paper);
    }));
  }

  /** The papers that have a word, or one of its family. @param {string} word @param {number} fields @returns {Promise<Set<number>>} */
  async having(word, fields) {
    const found = new Set();
    for (const entry of await this.family(word)) {
      const postings = this.postings(entry);
      postings?.papers.forEach((paper, row) => postings.fields[row] & fields && found.add(paper));
    }
    return found;
  }

  complete() {
    return this.matches.met.includes(this.all);
  }

  /** The most groups that enough papers meet: all of them where ten papers do; never fewer than are demanded. */
  levelOf() {
    const counts = this.matches.histogram(this.query.groups.length), least = Math.max(1, bitCount(this.required));
    let level = this.query.groups.length;
    for (let found = counts[level] || 0; level > least && found < ENOUGH; found += counts[level]) level--;
    return level;
  }

  /** Whether the title has the query's words and no others. @param {number} paper */
  isTitle(paper) {
    const { title, exact, titleLength } = this.matches;
    return title[paper] === this.all && exact[paper] === this.all && titleLength[paper] === this.query.title.length;
  }

  hasTitle() {
    const { title } = this.matches;
    // A plain loop, for this looks at every paper and runs several times in a search.
    for (let paper = 0; paper < title.length; paper++) if (title[paper] === this.all && this.isTitle(paper)) return this.all > 0;
    return false;
  }
}

/** @param {Entry} entry @param {number} bits @param {number} boost @param {number} fields @param {boolean} exact @returns {Clause} */
export const clause = (entry, bits, boost, fields, exact) => ({ word: entry.term.word, entry, bits, boost, fields, exact });

/** @param {Entry} entry @param {string} word */
export const sameWord = ({ term }, word) => term.word === word || spelling(term.word) === spelling(word);
