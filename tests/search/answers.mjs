// Answers questions to a built index, read from the standard input; `brief` ones with slug and score of each hit alone.
import fs from "node:fs";
import path from "node:path";

const { site, questions, damage = {}, brief = false } = JSON.parse(fs.readFileSync(0, "utf8"));
const { openIndex } = await import(path.join(site, "assets/javascripts/search/engine.js"));

/** Files as they are, but for those that a test damages: "missing", "offline", or other bytes. */
async function fetch(url) {
  const name = decodeURIComponent(new URL(url).pathname.slice(1));
  const kind = Object.entries(damage).find(([start]) => name.startsWith(start))?.[1];
  if (kind === "offline") throw new TypeError("fetch failed");
  const file = path.join(site, name);
  if (kind === "missing" || !fs.existsSync(file)) return new Response("<h1>Not found</h1>", { status: 404 });
  const bytes = fs.readFileSync(file);
  if (kind === "cut") return new Response(bytes.subarray(0, bytes.length / 2));
  if (kind === "noise") return new Response(bytes.map((byte, at) => (at > 2 ? (byte * 31 + at) & 255 : byte)));
  if (kind === "page") return new Response("<h1>It works</h1>");
  return new Response(bytes);
}

const index = await openIndex("https://catalogue.example/", { fetch });
const answers = [];
for (const [query, options] of questions) {
  const answer = await index.search(query, options);
  const hits = brief ? answer.hits.map((hit) => [hit.slug, hit.score]) : answer.hits;
  answers.push({ ...answer, hits });
}
process.stdout.write(JSON.stringify(answers));
