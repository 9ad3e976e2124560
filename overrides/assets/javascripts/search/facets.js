// Conditions and counts: which papers of a result pass, and how many each value of a facet would leave.
import { compounds } from "./analyse.js";

/**
 * @typedef {{topics: Record<string, number>, years: Record<string, number>, venues: Record<string, number>, code: number | null, pdf: number | null}} Counts
 *   how many papers of the result have each value, under the conditions of the other facets; null or empty where not loaded
 * @typedef {{years?: number[], venues: string[], topics: string[], has: string[]}} Conditions what the query itself demands; years are the first and last of each range
 * @typedef {{topics: string[], years: number[], venues: string[], code: boolean, pdf: boolean}} Chosen what is demanded besides; empty for anything
 */

const TOPICS = 1, YEARS = 2, VENUES = 4, CODE = 8, PDF = 16;

/** @param {import("./query.js").Query} query @returns {Conditions} */
export const conditionsOf = ({ years, venues, topics, has }) => ({ years, venues, topics, has });

export class Facets {
  /** @param {import("./store.js").Store} store @param {import("./decode.js").Run[]} runs @param {any} memberships */
  constructor(store, runs, memberships) {
    this.store = store;
    this.runs = runs;
    this.memberships = memberships;
  }

  /** @param {import("./store.js").Store} store @param {boolean} isFull @param {string[]} problems */
  static async load(store, isFull, problems) {
    const runs = await store.runs();
    let memberships = null;
    try {
      memberships = isFull ? await store.memberships() : null;
    } catch {
      problems.push("The filters by topic, code and PDF could not be loaded.");
    }
    return new Facets(store, runs, memberships);
  }

  /** The papers that pass, and the counts. @param {Uint32Array} papers @param {Conditions} demanded @param {Chosen} chosen */
  narrow(papers, demanded, chosen) {
    const inQuery = this.failures({ ...this.named(demanded), ranges: demanded.years, code: demanded.has.includes("code"), pdf: demanded.has.includes("pdf") });
    const failed = this.failures({ ...chosen, topics: chosen.topics.length ? chosen.topics : undefined, venues: chosen.venues.length ? chosen.venues : undefined });
    const open = inQuery ? papers.filter((paper) => !inQuery[paper]) : papers;
    return { papers: failed ? open.filter((paper) => !failed[paper]) : open, counts: this.counts(open, failed) };
  }

  /** Topics and venues whose name has all the words that the query asks for. @param {Conditions} demanded */
  named({ topics, venues }) {
    const fits = (/** @type {string} */ name, /** @type {string} */ words) => {
      const has = new Set(compounds(name).flat());
      return compounds(words).flat().every((word) => has.has(word));
    };
    const { manifest } = this.store;
    return {
      topics: topics.length ? manifest.topics.filter(([slug, name]) => topics.some((words) => slug === words || fits(name, words))).map(([slug]) => slug) : undefined,
      venues: venues.length ? manifest.venues.filter((name) => venues.some((words) => fits(name, words))) : undefined,
    };
  }

  /** For each paper the facets that it fails, as bits; null when nothing is asked. @param {{topics?: string[], years?: number[], ranges?: number[], venues?: string[], code?: boolean, pdf?: boolean}} asked */
  failures({ topics, years, ranges, venues, code, pdf }) {
    const hasTopics = topics && this.memberships, hasYears = years?.length || ranges;
    if (!hasTopics && !hasYears && !venues && !code && !pdf) return null;
    const failed = new Uint8Array(this.store.total);
    if (hasTopics) this.failTopics(failed, topics);
    const names = venues && new Set(venues);
    for (const { year, venue, start, end } of this.runs) {
      let bits = 0;
      if (years?.length && !years.includes(year)) bits |= YEARS;
      if (ranges && !ranges.some((first, at) => at % 2 === 0 && year >= first && year <= ranges[at + 1])) bits |= YEARS;
      if (names && !names.has(this.store.manifest.venues[venue])) bits |= VENUES;
      if (bits) for (let paper = start; paper < end; paper++) failed[paper] |= bits;
    }
    if (this.memberships && (code || pdf)) {
      for (let paper = 0; paper < failed.length; paper++) {
        if (code && !hasBit(this.memberships.code, paper)) failed[paper] |= CODE;
        if (pdf && !hasBit(this.memberships.pdf, paper)) failed[paper] |= PDF;
      }
    }
    return failed;
  }

  /** @param {Uint8Array} failed @param {string[]} slugs */
  failTopics(failed, slugs) {
    const passing = new Uint8Array(failed.length);
    this.store.manifest.topics.forEach(([slug], place) => {
      if (slugs.includes(slug)) for (const paper of this.memberships.members[place]) passing[paper] = 1;
    });
    for (let paper = 0; paper < failed.length; paper++) if (!passing[paper]) failed[paper] |= TOPICS;
  }

  /** @param {Uint32Array} papers @param {Uint8Array | null} failed @returns {Counts} */
  counts(papers, failed) {
    // A value counts the papers that would be left if it were chosen: those that fail at most in its own facet.
    const passing = (/** @type {number} */ facet) => {
      const set = new Uint8Array(this.store.total);
      for (const paper of papers) if (!failed || !(failed[paper] & ~facet)) set[paper] = 1;
      return set;
    };
    const { manifest } = this.store;
    const sum = (/** @type {Uint8Array} */ set, /** @type {Iterable<number>} */ members) => {
      let found = 0;
      for (const paper of members) found += set[paper];
      return found;
    };
    const forTopics = passing(TOPICS);
    const members = this.memberships;
    const topics = members ? manifest.topics.map(([slug], place) => [slug, sum(forTopics, members.members[place])]) : [];
    return {
      topics: Object.fromEntries(topics.filter(([, count]) => count)),
      years: this.byRun(passing(YEARS), ({ year }) => year ? String(year) : "unknown"),
      venues: this.byRun(passing(VENUES), ({ venue }) => manifest.venues[venue] ?? ""),
      code: members && passing(CODE).reduce((count, one, paper) => count + (one && hasBit(members.code, paper)), 0),
      pdf: members && passing(PDF).reduce((count, one, paper) => count + (one && hasBit(members.pdf, paper)), 0),
    };
  }

  /** @param {Uint8Array} set @param {(run: import("./decode.js").Run) => string} nameOf @returns {Record<string, number>} */
  byRun(set, nameOf) {
    const counts = new Map();
    for (const run of this.runs) {
      let found = 0;
      for (let paper = run.start; paper < run.end; paper++) found += set[paper];
      const name = nameOf(run);
      if (found && name) counts.set(name, (counts.get(name) || 0) + found);
    }
    return Object.fromEntries(counts);
  }

  /** @param {Uint32Array} papers @param {"newest" | "cited"} sort @param {string[]} problems */
  async sorted(papers, sort, problems) {
    const key = sort === "cited" ? "citations" : "days";
    /** @type {Uint32Array} */
    let numbers = new Uint32Array(this.store.total);
    try {
      numbers = await this.store.numbers(key);
    } catch {
      problems.push("The order by " + (sort === "cited" ? "citations" : "date") + " could not be loaded.");
    }
    const years = new Uint16Array(this.store.total);
    if (sort === "newest") for (const { year, start, end } of this.runs) years.fill(year, start, end);
    return [...papers].sort((one, other) => years[other] - years[one] || numbers[other] - numbers[one] || one - other)
      .map((paper) => ({ paper, score: 0 }));
  }
}

/** @param {Uint8Array} bits @param {number} paper */
const hasBit = (bits, paper) => (bits[paper >> 3] >> (7 - (paper & 7))) & 1;
