// Runs the same queries with the one whole lunr index. Words go in as terms: its query parser is not for readers' text.
import fs from "node:fs";
import path from "node:path";
import zlib from "node:zlib";
import { timed } from "./served.mjs";

const [folder, queriesFile, answersFile] = process.argv.slice(2);
const { default: lunr } = await import(path.join(folder, "lunr.mjs"));
const queries = JSON.parse(fs.readFileSync(queriesFile, "utf8"));
const source = fs.readFileSync(path.join(folder, "index.json"));
const code = zlib.gzipSync(fs.readFileSync(path.join(folder, "lunr.mjs"))).length;
const bytes = code + zlib.gzipSync(source).length;
const index = lunr.Index.load(JSON.parse(source.toString()));
const titles = new Map(JSON.parse(fs.readFileSync(path.join(folder, "records.json"), "utf8")).map((record) => [record.id, record.title]));

/** @param {string} text */
const ask = (text) => index.query((query) => {
  for (const token of lunr.tokenizer(text)) query.term(token.toString(), {});
});

/** What a first search is sent is the same for all. */
const measured = { bytes, requests: 2 };

const answers = [];
for (const query of queries) {
  const results = ask(query.text);
  const hits = results.slice(0, 10).map((result) => result.ref);
  const rank = hits.findIndex((id) => id === query.slug || titles.get(id) === query.title) + 1;
  answers.push({ ...query, rank, total: results.length, first: titles.get(hits[0]) ?? "", ...(query.isMeasured && measured) });
}
await timed(answers, ask);
fs.writeFileSync(answersFile, JSON.stringify(answers));
