// Runs the same queries with Pagefind, through its own API, counting what it fetches.
import fs from "node:fs";
import path from "node:path";
import zlib from "node:zlib";

const [site, queriesFile, answersFile] = process.argv.slice(2);
const ORIGIN = "https://catalogue.example";
const queries = JSON.parse(fs.readFileSync(queriesFile, "utf8"));
const files = new Map();

/** A file with its size as a server sends it; Pagefind's own are compressed already. */
function read(name) {
  if (!files.has(name)) {
    const place = path.join(site, name);
    const content = fs.existsSync(place) ? fs.readFileSync(place) : null;
    files.set(name, content && { content, sent: Math.min(zlib.gzipSync(content).length, content.length) });
  }
  return files.get(name);
}

let bytes = 0, requests = 0;
globalThis.window = { location: { origin: ORIGIN, href: `${ORIGIN}/` } };
globalThis.document = { querySelector: () => null, currentScript: null };
globalThis.location = window.location;
globalThis.fetch = async (url) => {
  const found = read(decodeURIComponent(new URL(url, ORIGIN).pathname));
  requests++;
  if (!found) return new Response("", { status: 404 });
  bytes += found.sent;
  return new Response(found.content);
};

const pagefind = await import(path.join(site, "pagefind/pagefind.js"));
const open = () => pagefind.createInstance({ basePath: `${ORIGIN}/pagefind/`, baseUrl: "/" });

/** The first ten results with what they display. */
async function ten(instance, text) {
  const { results } = await instance.search(text);
  return { total: results.length, hits: await Promise.all(results.slice(0, 10).map((result) => result.data())) };
}

const warm = await open();
const code = read("pagefind/pagefind.js").sent;
const answers = [];
for (const query of queries) {
  bytes = code;
  requests = 1;
  const { total, hits } = await ten(await open(), query.text);
  const measured = { bytes, requests };
  await ten(warm, query.text);
  const start = performance.now();
  await ten(warm, query.text);
  const ms = performance.now() - start;
  const rank = hits.findIndex((hit) => hit.url === `/papers/${query.slug}/` || hit.meta.title === query.title) + 1;
  answers.push({ ...query, rank, total, ms, ...measured, first: hits[0]?.meta.title ?? "" });
}
fs.writeFileSync(answersFile, JSON.stringify({ code, answers }));
// Its search keeps timers that would keep the process.
process.exit(0);
