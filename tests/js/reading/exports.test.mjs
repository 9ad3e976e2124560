/** The list for other programs: Markdown by the generator's golden file, and what is stored where the catalogue has no more. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

const golden = (name) => readFileSync(`${process.env.GOLDEN}/${name}`, "utf-8");
const { parseEntry } = await import(`${process.env.MODULES}/cite/entry.js`);
const { toCsl } = await import(`${process.env.MODULES}/cite/forms.js`);
const { toMarkdown } = await import(`${process.env.MODULES}/cite/markdown.js`);
const { storedBibtex, storedReference, withNote } = await import(`${process.env.MODULES}/reading/exports.js`);
const { findSlugs, releaseOf } = await import(`${process.env.MODULES}/reading/names.js`);
const { empty, shown, withChange, withPaper, withSlugs } = await import(`${process.env.MODULES}/reading/list.js`);

const STORED = { id: "doi:10.9999/a_b", slug: "a", title: "50% of {moss} & $x_1^2$ for $5 #1_2~^\\", authors: ["Zoë Łąka", "The {Group}"], others: 2, venue: "ICIT & co", year: "2020", note: "", tags: [] };

test("Markdown is the generator's", () => {
  const papers = JSON.parse(golden("papers.references.json"));
  const made = papers.map(([, bibtex, more]) => toMarkdown(parseEntry(bibtex, more)));
  assert.deepEqual(made, golden("papers.md.txt").trimEnd().split("\n").map((line) => `${line}\n`));
});

test("a paper that the catalogue has no longer is cited from what is stored", () => {
  const bibtex = storedBibtex(STORED);
  assert.equal(bibtex, [
    "@misc{doi:10.9999-a-b,", "  title = {50\\% of \\{moss\\} \\& $x_1^2$ for \\$5 \\#1\\_2\\textasciitilde{}\\textasciicircum{}\\textbackslash{}},",
    "  author = {{Zoë Łąka} and {The \\{Group\\}} and others},", "  howpublished = {ICIT \\& co},", "  year = {2020},", "}", "",
  ].join("\n"));
  assert.deepEqual(toCsl(storedReference(STORED)), {
    id: STORED.id, type: "document", title: STORED.title, author: [{ literal: "Zoë Łąka" }, { literal: "The {Group}" }, { literal: "others" }],
    issued: { "date-parts": [[2020]] }, "container-title": "ICIT & co",
  });
  assert.equal(storedBibtex({ ...STORED, authors: [], others: 0, venue: "", year: "", title: "Alone" }), "@misc{doi:10.9999-a-b,\n  title = {Alone},\n}\n");
});

test("notes stand below their paper", () => {
  const reference = storedReference({ ...STORED, title: "Moss", others: 0, authors: ["Ada"], venue: "" });
  assert.equal(withNote({ entry: { ...STORED, note: "one\n\ntwo\n" }, reference, bibtex: "" }), "- **Moss** Ada. 2020.\n  > one\n\n  > two\n");
  assert.equal(withNote({ entry: STORED, reference, bibtex: "" }), "- **Moss** Ada. 2020.\n");
});

/** What the build publishes, in pieces of two names. */
const FILES = {
  "api/names/release.json": { version: 1, release: "r2" },
  "api/names/index.json": { version: 1, firsts: ["arxiv:1", "doi:2", "slug:old"] },
  "api/names/0.json.gz": { "arxiv:1": "one", "arxiv:2": "two" },
  "api/names/1.json.gz": { "doi:2": "two", "slug:gone": null },
  "api/names/2.json.gz": { "slug:old": "new" },
};

test("papers are found by identity, then by former address; of what is not known nothing is said", async () => {
  const asked = [];
  const get = async (path) => (asked.push(path), FILES[path]);
  const papers = [{ id: "arxiv:1", slug: "lost" }, { id: "title:x", slug: "old" }, { id: "slug:gone", slug: "gone" }, { id: "title:y", slug: "as-before" }];
  assert.deepEqual(await findSlugs(papers, get), ["one", "new", null, undefined]);
  assert.equal(new Set(asked).size, asked.length);
  assert.ok(asked.every((path) => /^api\/names\/(index\.json|\d\.json\.gz)$/.test(path)));
  assert.equal(await releaseOf(get), "r2");
});

test("a catalogue of another version or without papers says nothing", async () => {
  assert.deepEqual(await findSlugs([{ id: "a:1", slug: "a" }], async () => ({ version: 1, firsts: [] })), [undefined]);
  assert.deepEqual(await findSlugs([{ id: "a:1", slug: "a" }], async () => ({ version: 2, names: {} })), [undefined]);
  assert.equal(await releaseOf(async () => ({ version: 2 })), "");
});

test("two entries that have become one paper become one entry with the notes of both", () => {
  const facts = (id, slug) => ({ id, slug, title: id, authors: [], others: 0, venue: "", year: "" });
  let list = empty();
  for (const number of [3, 2, 1]) list = withChange(withPaper(list, facts(`a:${number}`, `old-${number}`), number), `a:${number}`, { note: `n${number}`, tags: [`t${number}`] }, 10);
  const next = withSlugs(list, new Map([["a:2", "old-1"], ["a:3", "old-1"]]), "r2", 20);
  assert.deepEqual(shown(next).map(({ id, note, tags }) => [id, note, tags]), [["a:1", "n1\n\nn2\n\nn3", ["t1", "t2", "t3"]]]);
});

test("what was found changes the list, and the release is remembered", () => {
  const facts = (id, slug) => ({ id, slug, title: id, authors: [], others: 0, venue: "", year: "" });
  const list = withPaper(withPaper(empty(), facts("a:1", "old"), 1), facts("a:2", "gone"), 2);
  const next = withSlugs(list, new Map([["a:1", "new"], ["a:2", null], ["a:3", "other"]]), "r2", 3);
  assert.deepEqual(shown(next).map(({ slug, gone }) => [slug, gone]), [["gone", true], ["new", false]]);
  assert.equal(next.rest.release, "r2");
  assert.deepEqual(withSlugs(next, new Map([["a:1", "new"]]), "r2", 9).entries, next.entries);
});
