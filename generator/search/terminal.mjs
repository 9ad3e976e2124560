// Searches a built site from the terminal: the site's own engine, with files in the place of a network.
import { readFile } from "node:fs/promises";
import path from "node:path";
import { pathToFileURL } from "node:url";

const [site, words, limit] = process.argv.slice(2);
const ROOT = "https://site.invalid/";

/** @param {string} url */
async function fetchFile(url) {
  try {
    return new Response(await readFile(path.join(site, decodeURIComponent(url.slice(ROOT.length)))));
  } catch {
    return new Response("", { status: 404 });
  }
}

const engine = pathToFileURL(path.resolve(site, "assets/javascripts/search/engine.js")).href;
const { openIndex } = await import(engine);
const index = await openIndex(ROOT, { fetch: fetchFile });
const { total, hits, relaxed, suggestions, problems } = await index.search(words, { limit: Number(limit), facets: false });
const shown = hits.map((/** @type {any} */ hit) => ({ ...hit, url: hit.url.slice(ROOT.length) }));
process.stdout.write(JSON.stringify({ total, hits: shown, relaxed, suggestions, problems }));
