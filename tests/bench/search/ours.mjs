// Runs queries against a built index as a browser would meet it: cold with nothing loaded, as the dialog asks, then warm.
// The code is the engine's; what shows the hits is not counted, for Pagefind's interface is not either.
import fs from "node:fs";
import path from "node:path";
import { ORIGIN, Served, timed } from "./served.mjs";

const [site, queriesFile, answersFile] = process.argv.slice(2);
const folder = path.join(site, "assets/javascripts/search");
const { openIndex } = await import(path.join(folder, "engine.js"));
const queries = JSON.parse(fs.readFileSync(queriesFile, "utf8"));

const served = new Served(site);
const modules = fs.readdirSync(folder).filter((name) => name.endsWith(".js"));
const needed = new Set();
(function follow(name) {
  if (needed.has(name)) return;
  needed.add(name);
  const text = fs.readFileSync(path.join(folder, name), "utf8");
  for (const [, other] of text.matchAll(/(?:from|import) "\.\/([^"]+)"/g)) follow(other);
})("engine.js");
const code = {
  bytes: modules.filter((name) => needed.has(name)).reduce((sum, name) => sum + served.size(`assets/javascripts/search/${name}`), 0),
  requests: needed.size,
};

const open = () => openIndex(ORIGIN, { fetch: served.fetch });
const warm = await open();

/** What a first search is sent, and what the first counts of facets cost beside it. */
async function measured(text) {
  let cold;
  const first = await served.counting(code, async () => (cold = await open()).search(text, { facets: false }));
  const counts = await served.counting({ bytes: 0, requests: 0 }, () => cold.search(text));
  return { ...first, facetBytes: counts.bytes };
}

const answers = [];
for (const query of queries) {
  const { hits, total } = await warm.search(query.text, { facets: false });
  const rank = hits.findIndex((hit) => hit.slug === query.slug || hit.title === query.title) + 1;
  answers.push({ ...query, rank, total, first: hits[0]?.title ?? "", ...(query.isMeasured && (await measured(query.text))) });
}
await timed(answers, (text) => warm.search(text));
fs.writeFileSync(answersFile, JSON.stringify(answers));
