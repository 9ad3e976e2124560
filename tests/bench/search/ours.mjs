// Runs queries against a built index as a browser would meet it: cold with nothing loaded, as the dialog asks, then warm.
// The code is the engine's; what shows the hits is not counted, for Pagefind's interface is not either.
import fs from "node:fs";
import path from "node:path";
import zlib from "node:zlib";

const [site, queriesFile, answersFile] = process.argv.slice(2);
const folder = path.join(site, "assets/javascripts/search");
const { openIndex } = await import(path.join(folder, "engine.js"));
const queries = JSON.parse(fs.readFileSync(queriesFile, "utf8"));

/** Sizes as a server sends them: compressed where that makes them smaller. */
const files = new Map();
function read(name) {
  if (!files.has(name)) {
    const place = path.join(site, name);
    const content = fs.existsSync(place) ? fs.readFileSync(place) : null;
    files.set(name, content && { content, sent: Math.min(zlib.gzipSync(content, { level: 6 }).length, content.length) });
  }
  return files.get(name);
}

const modules = fs.readdirSync(folder).filter((name) => name.endsWith(".js"));
const needed = new Set();
(function follow(name) {
  if (needed.has(name)) return;
  needed.add(name);
  const text = fs.readFileSync(path.join(folder, name), "utf8");
  for (const [, other] of text.matchAll(/(?:from|import) "\.\/([^"]+)"/g)) follow(other);
})("engine.js");
const code = modules.filter((name) => needed.has(name)).reduce((sum, name) => sum + read(`assets/javascripts/search/${name}`).sent, 0);

let bytes = 0, requests = 0;
const fetch = async (url) => {
  const found = read(decodeURIComponent(new URL(url).pathname));
  requests++;
  if (!found) return new Response("", { status: 404 });
  bytes += found.sent;
  return new Response(found.content);
};

const warm = await openIndex("https://catalogue.example/", { fetch });
const answers = [];
for (const query of queries) {
  bytes = code;
  requests = needed.size;
  // Every title is asked for its rank alone.
  const cold = query.kind === "every title" ? warm : await openIndex("https://catalogue.example/", { fetch });
  const { hits, total } = await cold.search(query.text, { facets: false });
  const measured = { bytes, requests };
  if (cold !== warm) await cold.search(query.text);
  const facetBytes = bytes - measured.bytes;
  if (cold !== warm) await warm.search(query.text);
  const start = performance.now();
  if (cold !== warm) await warm.search(query.text);
  const ms = performance.now() - start;
  const rank = hits.findIndex((hit) => hit.slug === query.slug || hit.title === query.title) + 1;
  answers.push({ ...query, rank, total, ms, ...measured, facetBytes, first: hits[0]?.title ?? "" });
}
fs.writeFileSync(answersFile, JSON.stringify({ code, answers }));
