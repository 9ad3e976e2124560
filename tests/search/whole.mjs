// The oracle: one whole lunr.js index without pipelines over the same words; writes the scores of each query by paper.
import fs from "node:fs";
import path from "node:path";

const { site, documents, queries } = JSON.parse(fs.readFileSync(0, "utf8"));
const { default: lunr } = await import(path.join(site, "assets/javascripts/search/lunr.js"));
const builder = new lunr.Builder();
builder.ref("slug");
builder.k1(1.2);
builder.b(0.5);
builder.field("title", { boost: 10 });
builder.field("authors", { boost: 10 });
builder.field("abstract", { boost: 1 });
for (const document of documents) builder.add(document);
const index = builder.build();
const answers = queries.map((words) => {
  const results = index.query((query) => words.forEach((term) => query.clause({ term, usePipeline: false })));
  return Object.fromEntries(results.map(({ ref, score }) => [ref, score]));
});
process.stdout.write(JSON.stringify(answers));
