// A page that stays open while the site is published anew: answers before and after.
import fs from "node:fs";
import path from "node:path";

const { old, new: renewed, queries } = JSON.parse(fs.readFileSync(0, "utf8"));
const { openIndex } = await import(path.join(old, "assets/javascripts/search/engine.js"));
let site = old;
const fetch = async (url) => {
  const file = path.join(site, decodeURIComponent(new URL(url).pathname));
  return fs.existsSync(file) ? new Response(fs.readFileSync(file)) : new Response("", { status: 404 });
};
const index = await openIndex("https://catalogue.example/", { fetch });
const before = await index.search(queries[0]);
site = renewed;
process.stdout.write(JSON.stringify([before, await index.search(queries[1])]));
