// The words or stems that the browser's side makes; without either, its stop words.
import fs from "node:fs";
import path from "node:path";

const { site, titles, words } = JSON.parse(fs.readFileSync(0, "utf8"));
const { STOP_WORDS, stem, titleWords } = await import(path.join(site, "assets/javascripts/search/analyse.js"));
process.stdout.write(JSON.stringify(titles?.map(titleWords) ?? words?.map(stem) ?? [...STOP_WORDS]));
