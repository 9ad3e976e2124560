// Builds one lunr index of all records, with its own pipeline, and writes it as a site would publish it.
import fs from "node:fs";
import path from "node:path";

const [folder] = process.argv.slice(2);
const { default: lunr } = await import(path.join(folder, "lunr.mjs"));
const records = JSON.parse(fs.readFileSync(path.join(folder, "records.json"), "utf8"));
const index = lunr(function build() {
  this.ref("id");
  this.field("title", { boost: 10 });
  this.field("authors", { boost: 10 });
  this.field("year");
  this.field("abstract");
  for (const record of records) this.add(record);
});
fs.writeFileSync(path.join(folder, "index.json"), JSON.stringify(index));
