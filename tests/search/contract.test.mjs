// The engine's contract with everyone who calls it, over an index on disk: `SEARCH_SITE` names its folder, `SEARCH_PAPERS` says what is in it.
import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import test from "node:test";
import { pathToFileURL } from "node:url";
import { Worker } from "node:worker_threads";

const SITE = process.env.SEARCH_SITE, ENGINE = path.join(SITE, "assets/javascripts/search/engine.js");
const PAPERS = JSON.parse(fs.readFileSync(process.env.SEARCH_PAPERS, "utf8"));
const before = Object.getOwnPropertyNames(globalThis);
const { STEPS, openIndex } = await import(ENGINE);
const WORDS = PAPERS[7].title;

/** A network that serves the site below an address, and remembers what it was asked. */
function network(root) {
  const asked = [];
  const fetch = async (url) => {
    asked.push(url);
    const file = path.join(SITE, decodeURIComponent(new URL(url).pathname.slice(new URL(root).pathname.length)));
    const bytes = fs.existsSync(file) ? new Uint8Array(fs.readFileSync(file)) : null;
    // No more of a Response than the engine may count on.
    return bytes ? { ok: true, status: 200, arrayBuffer: async () => bytes.buffer } : { ok: false, status: 404 };
  };
  return { asked, fetch };
}

const ROOT = "https://catalogue.example/shelf/";
const open = () => openIndex(new URL(ROOT), network(ROOT));
const index = await open();

test("an answer has total, hits, facets and what was relaxed", async () => {
  const answer = await index.search(WORDS);
  const { title, url, authors, year, venue, score, snippet } = answer.hits[0];
  const paper = PAPERS[7];
  assert.deepEqual({ title, url, authors, year, venue }, { title: paper.title, url: `${ROOT}papers/${paper.slug}/`, authors: paper.authors, year: paper.year, venue: paper.venue });
  assert.ok(score > 0 && typeof snippet === "string" && answer.hits.length <= 10 && answer.total >= answer.hits.length);
  assert.deepEqual([answer.relaxed.missing, answer.relaxed.query], [[], null]);
});

test("counts of every facet come with an answer that asked for nothing", async () => {
  const { facets } = await index.search("");
  assert.deepEqual(Object.keys(facets).sort(), ["code", "pdf", "topics", "venues", "years"]);
  assert.equal(facets.topics.graphs, PAPERS.filter((paper) => paper.topics.includes("graphs")).length);
  assert.equal(facets.code, PAPERS.filter((paper) => paper.code).length);
  assert.equal(facets.pdf, PAPERS.filter((paper) => paper.pdf).length);
});

test("who shows no facets need not fetch them", async () => {
  const { asked, fetch } = network(ROOT);
  const { facets } = await (await openIndex(ROOT, { fetch })).search(WORDS, { facets: false });
  assert.deepEqual([facets.topics, facets.code, facets.pdf], [{}, null, null]);
  assert.deepEqual(asked.filter((url) => url.includes("/facets/")), []);
});

test("papers are told by their numbers in the order of slugs, and only the first are looked at", async () => {
  const slugs = PAPERS.map(({ slug }) => slug).sort();
  for (const query of ["", WORDS]) {
    const { asked, fetch } = network(ROOT);
    const { hits } = await index.search(query, { limit: 500 });
    const { numbers } = await (await openIndex(ROOT, { fetch })).search(query, { limit: 500, numbers: true, facets: false });
    assert.ok(hits.length > 1 && /^[0-9a-f]{10}$/.test(numbers.release));
    assert.deepEqual(numbers.papers.map((number) => slugs[number]), hits.map(({ slug }) => slug));
    assert.ok(asked.filter((url) => url.includes("/papers/")).length <= 30);
  }
  assert.equal((await index.search(WORDS)).numbers, null);
});

test("a repeated search gives equal hits, in the same index and in another", async () => {
  const first = await index.search(WORDS);
  assert.deepEqual(await index.search(WORDS), first);
  assert.deepEqual(await (await open()).search(WORDS), first);
});

test("searches at the same time do not disturb each other", async () => {
  const queries = PAPERS.slice(0, 30).map((paper) => paper.title);
  const alone = [];
  for (const query of queries) alone.push(await index.search(query));
  const other = await open();
  assert.deepEqual(await Promise.all(queries.map((query) => other.search(query))), alone);
});

test("nothing is kept outside an index", async () => {
  const [one, other] = [network(ROOT), network(ROOT)];
  for (const { fetch } of [one, other]) await (await openIndex(ROOT, { fetch })).search(WORDS);
  assert.deepEqual(other.asked, one.asked);
  assert.deepEqual(Object.getOwnPropertyNames(globalThis), before);
});

for (const [what, root] of [["a URL", new URL(ROOT)], ["a text", ROOT], ["one without its slash", ROOT.slice(0, -1)], ["one with a query", `${ROOT}?a=b#c`], ["a root", "https://other.example/"], ["a file's", "file:///shelf/"]]) {
  test(`the site's address may be ${what}`, async () => {
    const base = String(root).includes("shelf") ? `${String(root).split("?")[0].replace(/\/$/, "")}/` : String(root);
    const { asked, fetch } = network(base);
    const { hits } = await (await openIndex(root, { fetch })).search(WORDS);
    assert.equal(hits[0].url, `${base}papers/${PAPERS[7].slug}/`);
    assert.ok(asked.every((url) => url.startsWith(`${base}search/`)));
  });
}

const ODD = [null, {}, { limit: "3" }, { limit: NaN }, { limit: -1 }, { limit: Infinity }, { limit: 2.7 }, { offset: "4" }, { offset: 1e9 }, { offset: -3 }, { sort: "oldest" }, { sort: null },
  { topics: null, years: null, venues: null }, { topics: [], years: [], venues: [] }, { steps: null }, { steps: ["unknown"] }, { steps: STEPS }, { code: false, pdf: false }];
for (const options of ODD) {
  test(`${JSON.stringify(options)} makes an answer`, async () => {
    const { total, hits } = await index.search(WORDS, options);
    assert.ok(total >= hits.length && total > 0);
    assert.ok(hits.every((hit) => hit.title));
  });
}
for (const options of [{ topics: ["unknown"] }, { topics: ["__proto__"] }, { years: [1066] }, { venues: ["constructor"] }]) {
  test(`${JSON.stringify(options)} leaves nothing`, async () => assert.equal((await index.search(WORDS, options)).total, 0));
}

/** The papers that a query finds, and those that fit, by their slugs. */
async function compared(query, fits) {
  const { hits, total, relaxed } = await index.search(query, { limit: PAPERS.length });
  assert.equal(total, hits.length);
  return { found: hits.map((hit) => hit.slug).sort(), expected: PAPERS.filter(fits).map((paper) => paper.slug).sort(), relaxed };
}

const NAMES = PAPERS.filter((paper) => paper.authors.length > 1).map((paper) => paper.authors[1]);
for (const [one, other] of [[NAMES[0], NAMES[1]], [NAMES[40], NAMES[7]]]) {
  test(`papers of ${one} or of ${other}`, async () => {
    const { found, expected, relaxed } = await compared(`author:"${one}" OR author:"${other}"`, ({ authors }) => authors.includes(one) || authors.includes(other));
    assert.ok(expected.length > 1);
    assert.deepEqual(found, expected);
    assert.equal(relaxed, null);
  });
}

test("a choice may be of a name and of a year's, and stands beside other conditions", async () => {
  const [one, other, third] = NAMES;
  const names = ({ authors }) => [one, other, third].some((name) => authors.includes(name));
  const { found, expected } = await compared(`author:"${one}" OR author:"${other}" OR author:"${third}" year:2010 OR year:2012..2024`, (paper) => names(paper) && (paper.year === 2010 || (paper.year > 2011 && paper.year < 2025)));
  assert.deepEqual(found, expected);
});

test("words of a side that is not quoted need not stand side by side", async () => {
  const [given, family] = NAMES[0].split(" ");
  const { found, expected } = await compared(`author:"${NAMES[5]}" OR author:${family}`, ({ authors }) => authors.includes(NAMES[5]) || authors.some((name) => name.split(" ")[1] === family));
  assert.ok(given && expected.length > 1);
  assert.ok(expected.every((slug) => found.includes(slug)));
});

test("an excluded name leaves those who share a part of it", async () => {
  const [given, family] = NAMES[0].split(" "), [{ year }] = PAPERS.filter(({ authors }) => authors.includes(NAMES[0]));
  const rest = PAPERS.filter((paper) => paper.year === year && !(paper.authors.some((name) => name.startsWith(given)) && paper.authors.some((name) => name.endsWith(family))));
  const { hits } = await index.search(`year:${year} -author:"${NAMES[0]}"`, { limit: PAPERS.length });
  assert.deepEqual(hits.map((hit) => hit.slug).sort(), rest.map((paper) => paper.slug).sort());
});

test("both sides of a choice found in one title do not make it the first of all", async () => {
  const { hits } = await index.search('title:"zzzqx" OR title:"the"');
  assert.ok(hits.length && hits.every((hit) => hit.score < 1e6));
});

test("limit and offset are parts of one order", async () => {
  const whole = (await index.search(WORDS.split(" ")[0], { limit: 40 })).hits.map((hit) => hit.slug);
  const part = (await index.search(WORDS.split(" ")[0], { limit: 5, offset: 12 })).hits.map((hit) => hit.slug);
  assert.deepEqual(part, whole.slice(12, 17));
});

test("without steps every word counts and nothing is guessed", async () => {
  const { hits, relaxed } = await index.search("zzzqx", { steps: [] });
  assert.deepEqual(hits, []);
  assert.deepEqual(relaxed?.corrected ?? {}, {});
});

test("what is not a text is taken for one", async () => {
  for (const query of [undefined, null, 42, {}, []]) assert.ok((await index.search(query)).total >= 0);
});

test("a file that never comes is given up, not waited for", async (context) => {
  context.mock.timers.enable({ apis: ["setTimeout"] });
  const opening = openIndex(ROOT, { fetch: () => new Promise(() => {}) });
  context.mock.timers.tick(60_000);
  await assert.rejects(opening, /did not come in time/);
});

test("it runs in a Worker", async () => {
  const script = `import { parentPort, workerData } from "node:worker_threads"; import fs from "node:fs"; import path from "node:path";
    const { openIndex } = await import(workerData.engine);
    const fetch = async (url) => new Response(fs.readFileSync(path.join(workerData.site, new URL(url).pathname)));
    parentPort.postMessage(await (await openIndex("https://a.example/", { fetch })).search(workerData.words));`;
  const worker = new Worker(new URL(`data:text/javascript,${encodeURIComponent(script)}`), { workerData: { engine: pathToFileURL(ENGINE).href, site: SITE, words: WORDS } });
  const answer = await new Promise((resolve, reject) => worker.on("message", resolve).on("error", reject));
  assert.equal(answer.hits[0].title, WORDS);
});

test("its modules import only from their own folder", () => {
  for (const name of fs.readdirSync(path.dirname(ENGINE)).filter((file) => file.endsWith(".js") && file !== "lunr.js")) {
    const text = fs.readFileSync(path.join(path.dirname(ENGINE), name), "utf8");
    const places = [...text.matchAll(/^(?:import|export)\b[^;]*?\bfrom "([^"]+)"/gm)].map((found) => found[1]);
    assert.ok(places.every((place) => place.startsWith("./")), `${name}: ${places}`);
  }
});
