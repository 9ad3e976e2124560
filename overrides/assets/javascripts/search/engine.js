// The search engine: runs in a Worker, on a page and in Node. Data comes only through `siteUrl` and `fetch`.
import { Facets, conditionsOf } from "./facets.js";
import { Finder } from "./finder.js";
import { compounds, spelling } from "./analyse.js";
import { MAX_QUERY, parse, parseWords } from "./query.js";
import { STEPS, shownFactor } from "./rank.js";
import { bestOf, fitsPhrases, papersOf, relaxedOf, wordsOf } from "./results.js";
import { NewRelease, Store } from "./store.js";

export { STEPS };

/** Hits that are looked at as they are displayed before they are put in order; a query of one or two words is often a name that many titles hold. */
const WINDOW = 10, SHORT_QUERY = 2, SHORT_QUERY_WINDOW = 30;
/** Papers whose facts are fetched to see whether a quoted name stands in them. */
const MAX_VERIFIED = 80;
const LINKS = ["code", "pdf", "arxiv", "doi", "project"];

/**
 * What may be asked besides the words. Facets are counted with every answer; `facets: false` saves the file of topics, code and PDFs
 * (23 KB at 20,000 papers) for callers that show none, and then only years and venues are counted. Years are numbers, 0 for unknown.
 * With `numbers` papers are told by the numbers that references know them by, and hits only as far as they decide the order.
 * `steps: []` is Lunr's own score of every word, without anything that stands on top.
 * @typedef {{limit?: number, offset?: number, topics?: string[], years?: number[], venues?: string[], code?: boolean,
 *   pdf?: boolean, facets?: boolean, sort?: "best" | "newest" | "cited", steps?: string[], numbers?: boolean}} Options
 * @typedef {{title: string, url: string, authors: string[], authorCount: number, year: number | null, venue: string | null,
 *   score: number, snippet: string, slug: string, topic: {slug: string, name: string} | null, links: string[],
 *   status: string}} Hit
 * @typedef {{missing: string[], corrected: Record<string, string[]>, query: string | null, partial: boolean}} Relaxed
 *   words that nothing has, what was taken for them, the query as it was answered, and whether hits may lack words
 * @typedef {{total: number, hits: Hit[], facets: import("./facets.js").Counts, relaxed: Relaxed | null,
 *   suggestions: string[], words: string[], problems: string[], canSortByCitations: boolean,
 *   numbers: {release: string, papers: number[]} | null}} Answer
 */

/** @param {URL | string} siteUrl the site's root @param {{fetch?: import("./store.js").Fetch}} [options] @returns {Promise<Index>} */
export async function openIndex(siteUrl, { fetch = (url, options) => globalThis.fetch(url, options) } = {}) {
  const root = new URL(siteUrl);
  if (!root.pathname.endsWith("/")) root.pathname += "/";
  return new Index(await Store.open(root, fetch));
}

export class Index {
  /** @param {Store} store replaced when the site is published anew */
  constructor(store) {
    this.store = store;
  }

  /** Fetch what every search needs, so that none of it is found out one file after the other; a fault is told by the search that meets it. */
  prepare() {
    for (const file of [this.store.runs(), this.store.lengths()]) file.catch(() => {});
  }

  /** @param {string} query @param {Options} [options] @returns {Promise<Answer>} */
  async search(query, options) {
    const { store } = this, text = String(query ?? ""), asked = optionsOf(options ?? {});
    try {
      return await answer(store, text, asked);
    } catch (error) {
      if (!(error instanceof NewRelease)) throw error;
      if (this.store === store) this.store = await Store.open(store.root, store.fetch);
      return answer(this.store, text, asked);
    }
  }
}

/** The options with what was left out, and nothing that makes no sense. @param {Options} options */
function optionsOf({ limit, offset, topics, years, venues, code, pdf, facets, sort, steps, numbers }) {
  const whole = (/** @type {number | undefined} */ value, /** @type {number} */ otherwise) => Math.max(0, Math.trunc(Number(value ?? otherwise)) || 0);
  return {
    limit: whole(limit, 10), offset: whole(offset, 0), sort, steps: new Set(steps ?? STEPS), wantsFacets: facets !== false, wantsNumbers: numbers === true,
    chosen: { topics: topics ?? [], years: (years ?? []).map((year) => Number(year) || 0), venues: venues ?? [], code: Boolean(code), pdf: Boolean(pdf) },
  };
}

/** @param {Store} store @param {string} text @param {ReturnType<typeof optionsOf>} options @returns {Promise<Answer>} */
async function answer(store, text, { limit, offset, sort, steps, chosen, wantsFacets, wantsNumbers }) {
  const found = await find(store, text, steps);
  const { finder, query } = found;
  const isFull = wantsFacets || chosen.topics.length > 0 || chosen.code || chosen.pdf || query.topics.length > 0 || query.has.length > 0;
  const facets = await Facets.load(store, isFull, finder.problems);
  const set = facets.narrow(await verified(store, finder, papersOf(finder)), conditionsOf(query), chosen);
  const order = sort === "newest" || sort === "cited" ? sort : query.groups.length ? "best" : "newest";
  const ordered = order === "best" ? bestOf(finder, set.papers, offset + limit) : await facets.sorted(set.papers, order, finder.problems);
  const papers = await inOrder(store, ordered, { finder, text, limit, offset, rerank: order === "best" && steps.has("shown"), wantsNumbers });
  return {
    total: set.papers.length, facets: set.counts, relaxed: found.relaxed,
    suggestions: set.papers.length ? [] : finder.suggestions, words: wordsOf(finder), problems: [...new Set(finder.problems)],
    canSortByCitations: "citations" in store.manifest.columns,
    hits: papers.flatMap(({ hit }) => hit ?? []), numbers: wantsNumbers ? await numbersOf(store, papers) : null,
  };
}

/** Names and titles in quotes are looked up in what hits show, where there are not too many to look at. @param {Store} store @param {Finder} finder @param {Uint32Array} papers */
async function verified(store, finder, papers) {
  const phrases = [finder.query.phrases, ...finder.choices.flat().map((side) => side.phrases)].flat();
  if (papers.length > MAX_VERIFIED || !phrases.some(({ fields }) => fields !== 7)) return papers;
  const fits = await Promise.all([...papers].map((paper) => finder.safely(async () => {
    const [, title, authors, authorCount] = await store.display(paper);
    return authorCount > authors.length || fitsPhrases(finder, paper, { title, authors, snippet: "" }, 3);
  }, true)));
  return papers.filter((_, at) => fits[at]);
}

/** @param {Store} store @param {string} text @param {Set<string>} steps */
async function find(store, text, steps) {
  if (!steps.size) return run(store, parseWords(text), steps);
  const skipCommon = steps.has("common");
  const query = parse(text, { skipCommon });
  const found = await run(store, query, steps);
  if (query.isPlain) return withSplit(store, found, steps);
  // Some titles hold what looks like syntax; one that equals the whole query is what was meant.
  const plain = await run(store, parse(text, { skipCommon, isPlain: true }), new Set([...steps].filter((step) => step !== "typos" && step !== "prefix")));
  return plain.finder.hasTitle() && !found.finder.hasTitle() ? plain : found;
}

/** Search again with a word parted, when that is the only way to find anything. @param {Store} store @param {{finder: Finder, query: import("./query.js").Query, relaxed: Relaxed | null}} found @param {Set<string>} steps */
async function withSplit(store, found, steps) {
  const parted = found.finder.parted;
  if (!parted) return found;
  const again = await run(store, parse(parted, { skipCommon: steps.has("common") }), new Set([...steps].filter((step) => step !== "typos")));
  return again.finder.complete() ? { ...again, relaxed: { missing: [], corrected: {}, query: parted, partial: false } } : found;
}

/** @param {Store} store @param {import("./query.js").Query} query @param {Set<string>} steps */
async function run(store, query, steps) {
  const finder = new Finder(store, query, steps);
  await finder.run();
  return { finder, query, relaxed: relaxedOf(finder) };
}

/**
 * The papers asked for, in the order that readers see; of those whose numbers are asked for, only the first need be looked at.
 * @param {Store} store @param {{paper: number, score: number}[]} ordered
 * @param {{finder: Finder, text: string, limit: number, offset: number, rerank: boolean, wantsNumbers: boolean}} options @returns {Promise<{paper: number, hit: Hit | null}[]>}
 */
async function inOrder(store, ordered, { finder, text, limit, offset, rerank, wantsNumbers }) {
  const { groups, phrases, choices } = finder.query;
  const window = !rerank ? 0 : groups.length <= SHORT_QUERY || phrases.length || choices.length ? SHORT_QUERY_WINDOW : WINDOW;
  const first = offset < window ? 0 : offset;
  const runs = await store.runs();
  const shown = async (/** @type {typeof ordered} */ papers) => (await Promise.all(papers.map(async ({ paper, score }) => {
    const facts = await finder.safely(() => store.display(paper), null);
    return facts ? [{ paper, hit: hitOf(store, runs, paper, score, facts) }] : [];
  }))).flat();
  const rest = ordered.slice(first || window, offset + limit);
  const [head, tail] = await Promise.all([shown(first ? [] : ordered.slice(0, window)), wantsNumbers ? rest.map(({ paper }) => ({ paper, hit: null })) : shown(rest)]);
  return [...reranked(head, text, finder), ...tail].slice(offset - first, offset - first + limit);
}

/** The numbers that references know papers by. @param {Store} store @param {{paper: number}[]} papers */
async function numbersOf(store, papers) {
  const numbers = await store.numbers("numbers");
  return { release: store.manifest.release, papers: papers.map(({ paper }) => numbers[paper]) };
}

/** @param {{paper: number, hit: Hit}[]} hits @param {string} text @param {Finder} finder */
function reranked(hits, text, finder) {
  const spelled = (/** @type {string} */ words) => compounds(words).flat().map(spelling);
  const query = compounds(text.slice(0, MAX_QUERY)).flat().map((word) => spelling(finder.corrected[word]?.[0] || word));
  const values = new Map(hits.map((found) => {
    const { paper, hit } = found;
    const shown = { title: spelled(hit.title), name: spelled(hit.title.split(": ")[0]), authors: hit.authors.map(spelled) };
    return [found, Math.min((fitsPhrases(finder, paper, hit) ? 1 : 0.01) * shownFactor(shown, query) * (hit.score || 1e-9), Number.MAX_VALUE)];
  }));
  const value = (/** @type {{paper: number, hit: Hit}} */ found) => values.get(found) || 0;
  return [...hits].sort((one, other) => value(other) - value(one));
}

/** @param {Store} store @param {import("./decode.js").Run[]} runs @param {number} paper @param {number} score @param {import("./store.js").Display} facts @returns {Hit} */
function hitOf(store, runs, paper, score, facts) {
  const [slug, title, authors, authorCount, venue, topic, links, snippet, status] = facts;
  const run = runs.find(({ end }) => paper < end) || runs[0];
  const named = store.manifest.topics[topic], series = store.manifest.venues[run.venue];
  return {
    title, url: new URL(`papers/${slug}/`, store.root).href, authors, authorCount, year: run.year || null,
    venue: typeof venue === "string" ? venue : series ? (venue ? `${series} ${run.year}` : series) : null, score, snippet, slug,
    topic: named ? { slug: named[0], name: named[1] } : null, links: LINKS.filter((_, bit) => links & (1 << bit)),
    status: status || "published",
  };
}
