// One search: from the words of a query to the papers that have them, fetching only what these words need.
import { DamagedFile, decodePostings } from "./decode.js";
import { lunrScores } from "./base.js";
import { Matches, bitCount } from "./match.js";
import { compoundJoins } from "./query.js";
import { factor } from "./rank.js";
import { NewRelease } from "./store.js";
import { compounds, spelling, stem } from "./analyse.js";
import { weigh } from "./weights.js";
import { addCompletions, addNeighbourJoins, correct } from "./widen.js";

const ENOUGH = 10;
/** Lunr scores so many candidates; the own loop, which chooses them, never disagreed with it. */
const CANDIDATES = 100;
/** Added to the score of a title that equals the query. */
const SAME_TITLE = 1e9;
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
    this.required = query.groups.reduce((bits, group, place) => bits | (group.isRequired ? 1 << place : 0), 0);
    /** @type {Clause[]} */
    this.clauses = [];
    /** @type {string[]} */
    this.problems = [];
    /** @type {string[]} */
    this.suggestions = [];
    /** @type {Record<string, string[]>} */
    this.corrected = {};
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
    this.runs = await store.runs();
    if (groups.length) {
      const loading = this.safely(() => store.lengths(), this.lengths);
      await Promise.all(groups.flatMap((group) => group.words.map((word) => this.shardOf(word))));
      this.lengths = await loading;
    }
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
      entry.weights ||= weigh(postings, this.lengths, manifest.lengths, total);
      this.matches.add(clause, this.steps.has("authors"));
      this.clauses.push(clause);
    }
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
    groups.forEach((group, place) => group.words.forEach((word, at) => {
      this.add(this.familyClauses(word, families[place][at], 1 << place, group.fields));
      this.counts[place] += families[place][at].reduce((sum, entry) => sum + (sameWord(entry, word) ? entry.term.count : 0), 0);
    }));
    joins.forEach(({ bits }, place) => this.add(joined[place].map((entry) => clause(entry, bits, JOIN_BOOST, 7, true))));
  }

  /** @param {string} word @param {Entry[]} family @param {number} bits @param {number} fields @param {number} [scale] @returns {Clause[]} */
  familyClauses(word, family, bits, fields, scale = 1) {
    const isWide = this.steps.has("family");
    return family.filter((entry) => isWide || entry.term.word === word)
      .map((entry) => clause(entry, bits, scale * (sameWord(entry, word) ? 1 : FAMILY_BOOST), fields, sameWord(entry, word)));
  }

  /** Years and words of venues meet the papers of their runs. */
  addFacts() {
    const venues = this.store.manifest.venues.map((name) => new Set(compounds(name).flat()));
    this.query.groups.forEach(({ words, fields }, place) => {
      if (fields !== 7) return;
      for (const { year, venue, start, end } of this.runs) {
        if (words.some((word) => word === String(year) || venues[venue]?.has(word))) this.matches.addRun(start, end, 1 << place);
      }
    });
  }

  async exclude() {
    await Promise.all(this.query.excluded.map(async ({ words, fields }) => {
      for (const entry of await this.family(words[0])) {
        const postings = this.postings(entry);
        postings?.papers.forEach((paper, row) => postings.fields[row] & fields && this.excluded.add(paper));
      }
    }));
  }

  complete() {
    return this.matches.met.some((bits) => bits === this.all);
  }

  /** The most groups that enough papers meet: all of them where ten papers do. */
  levelOf() {
    const counts = this.matches.histogram(this.query.groups.length);
    let level = this.query.groups.length;
    for (let found = counts[level] || 0; level > 1 && found < ENOUGH; found += counts[level]) level--;
    return level;
  }

  /** The papers that answer the query, before conditions. @returns {Uint32Array} */
  papers() {
    const { met } = this.matches;
    const found = [];
    const { groups, isOpen } = this.query;
    for (let paper = 0; paper < met.length; paper++) {
      if ((groups.length ? bitCount(met[paper]) >= this.level && (met[paper] & this.required) === this.required : isOpen) && !this.excluded.has(paper)) found.push(paper);
    }
    return Uint32Array.from(found);
  }

  /** The best papers in order, with their scores. @param {Uint32Array} papers @param {number} wanted */
  best(papers, wanted) {
    const factorOf = factor(this.steps), { score } = this.matches;
    const factors = papers.length ? Float64Array.from(papers, (paper) => this.factor(paper, factorOf)) : new Float64Array(0);
    const values = factors.map((value, at) => value * (score[papers[at]] || 1e-3));
    const count = Math.max(CANDIDATES, wanted);
    const least = values.length > count ? values.slice().sort()[values.length - count] : -1;
    const chosen = [...papers.keys()].filter((at) => values[at] >= least);
    const base = lunrScores(this.clauses, chosen.map((at) => papers[at]), this.steps.has("authors"));
    return chosen.map((at) => ({ paper: papers[at], score: (base.get(papers[at]) || 1e-6) * factors[at] }))
      .sort((one, other) => other.score - one.score || one.paper - other.paper);
  }

  /** @param {number} paper @param {(seen: import("./rank.js").Seen) => number} factorOf */
  factor(paper, factorOf) {
    const { met, exact, title, authors, facts } = this.matches;
    const value = factorOf({ groups: this.query.groups.length, met: met[paper], exact: exact[paper], title: title[paper], authors: authors[paper], facts: facts[paper] });
    return this.isTitle(paper) && this.steps.has("title") ? value * SAME_TITLE : value;
  }

  /** Whether the title has the query's words and no others. @param {number} paper */
  isTitle(paper) {
    const { title, exact, titleLength } = this.matches;
    return title[paper] === this.all && exact[paper] === this.all && titleLength[paper] === this.query.title.length;
  }

  hasTitle() {
    return this.query.groups.length > 0 && this.matches.title.some((_, paper) => this.isTitle(paper));
  }

  /** Whether the phrases of the query stand in what a hit shows. @param {{title: string, authors: string[], snippet: string}} hit @param {number} [within] the fields whose phrases are looked at, when not all */
  fitsPhrases(hit, within = 7) {
    return this.query.phrases.every(({ words, fields }) => {
      if (fields & ~within) return true;
      const phrase = ` ${words.flat().join(" ")} `;
      const texts = [fields & 1 ? [hit.title] : [], fields & 2 ? hit.authors : [], fields & 4 ? [hit.snippet] : []].flat();
      return texts.some((text) => ` ${compounds(text).flat().join(" ")} `.includes(phrase));
    });
  }

  /** The words that were looked for, to be marked in the hits. */
  words() {
    return [...new Set(this.clauses.map((item) => item.word))];
  }

  /** @returns {import("./engine.js").Relaxed | null} */
  relaxed() {
    const { groups } = this.query;
    const missing = groups.filter((_, place) => !this.matches.met.some((bits) => bits & (1 << place))).map((group) => group.words[0]);
    const isCorrected = Object.keys(this.corrected).length > 0;
    const partial = groups.length > 0 && this.level < groups.length;
    if (!missing.length && !isCorrected && !partial) return null;
    const query = isCorrected ? groups.map(({ words: [word] }) => this.corrected[word]?.[0] || word).join(" ") : null;
    return { missing, corrected: this.corrected, query, partial };
  }
}

/** @param {Entry} entry @param {number} bits @param {number} boost @param {number} fields @param {boolean} exact @returns {Clause} */
export const clause = (entry, bits, boost, fields, exact) => ({ word: entry.term.word, entry, bits, boost, fields, exact });

/** @param {Entry} entry @param {string} word */
export const sameWord = ({ term }, word) => term.word === word || spelling(term.word) === spelling(word);
