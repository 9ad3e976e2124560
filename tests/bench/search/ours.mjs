// Runs queries against a built index as a browser would meet it: cold with nothing loaded, as the dialog asks, then warm.
// The code is the engine's; what shows the hits is not counted, for Pagefind's interface is not either.
import fs from "node:fs";
import path from "node:path";
import { ORIGIN, Served } from "./served.mjs";

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
const code = modules.filter((name) => needed.has(name)).reduce((sum, name) => sum + served.read(`assets/javascripts/search/${name}`).sent, 0);

const open = () => openIndex(ORIGIN, { fetch: served.fetch });
const warm = await open();
const answers = [];
for (const query of queries) {
  served.bytes = code;
  served.requests = needed.size;
  // Every title is asked for its rank alone.
  const cold = query.kind === "every title" ? warm : await open();
  const { hits, total } = await cold.search(query.text, { facets: false });
  const measured = { bytes: served.bytes, requests: served.requests };
  if (cold !== warm) await cold.search(query.text);
  const facetBytes = served.bytes - measured.bytes;
  if (cold !== warm) await warm.search(query.text);
  const start = performance.now();
  if (cold !== warm) await warm.search(query.text);
  const ms = performance.now() - start;
  const rank = hits.findIndex((hit) => hit.slug === query.slug || hit.title === query.title) + 1;
  answers.push({ ...query, rank, total, ms, ...measured, facetBytes, first: hits[0]?.title ?? "" });
}
fs.writeFileSync(answersFile, JSON.stringify({ code, answers }));
