// Runs the same queries with Pagefind, through its own API, counting what it fetches.
import fs from "node:fs";
import path from "node:path";
import { ORIGIN, Served, timed } from "./served.mjs";

const [site, queriesFile, answersFile] = process.argv.slice(2);
const queries = JSON.parse(fs.readFileSync(queriesFile, "utf8"));
const served = new Served(site);
globalThis.window = { location: { origin: new URL(ORIGIN).origin, href: ORIGIN } };
globalThis.document = { querySelector: () => null, currentScript: null };
globalThis.location = window.location;
globalThis.fetch = served.fetch;

const pagefind = await import(path.join(site, "pagefind/pagefind.js"));
const open = () => pagefind.createInstance({ basePath: `${ORIGIN}pagefind/`, baseUrl: "/" });

/** The first ten results with what they display. */
async function ten(instance, text) {
  const { results } = await instance.search(text);
  return { total: results.length, hits: await Promise.all(results.slice(0, 10).map((result) => result.data())) };
}

const warm = await open();
const code = { bytes: served.size("pagefind/pagefind.js"), requests: 1 };

/** What a first search is sent. */
async function measured(text) {
  let cold;
  const first = await served.counting(code, async () => ten((cold = await open()), text));
  await cold.destroy();
  return first;
}

const answers = [];
for (const query of queries) {
  const { total, hits } = await ten(warm, query.text);
  const rank = hits.findIndex((hit) => hit.url === `/papers/${query.slug}/` || hit.meta.title === query.title) + 1;
  answers.push({ ...query, rank, total, first: hits[0]?.meta.title ?? "", ...(query.isMeasured && (await measured(query.text))) });
}
await timed(answers, (text) => ten(warm, text));
fs.writeFileSync(answersFile, JSON.stringify(answers));
// Its search keeps timers that would keep the process.
process.exit(0);
