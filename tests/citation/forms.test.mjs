/** The browser's forms of citation, held to the golden files of the generator's. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

const golden = (name) => readFileSync(`${process.env.GOLDEN}/${name}`, "utf-8");
const { parseEntry } = await import(`${process.env.CITE_MODULES}/entry.js`);
const { header, toCsl, toRis, toRow } = await import(`${process.env.CITE_MODULES}/forms.js`);
const { decode } = await import(`${process.env.CITE_MODULES}/tex.js`);

const papers = JSON.parse(golden("papers.references.json"));
const references = papers.map(([slug, bibtex, more]) => [slug, parseEntry(bibtex, more)]);

test("RIS is the generator's", () => {
  assert.equal(references.map(([, reference]) => toRis(reference)).join("\n"), golden("papers.ris"));
});

test("CSL-JSON is the generator's", () => {
  assert.deepEqual(references.map(([, reference]) => toCsl(reference)), JSON.parse(golden("papers.csl.json")));
});

test("the table is the generator's", () => {
  assert.equal(header() + references.map(([slug, reference]) => toRow(slug, reference)).join(""), golden("papers.csv"));
});

test("every letter that the generator encodes is decoded", () => {
  for (const line of golden("letters.txt").trimEnd().split("\n")) {
    const [letter, tex] = line.split("\t");
    assert.equal(decode(tex), letter);
  }
});

test("expressions stay TeX, and what was only shown as one stays too", () => {
  assert.equal(decode("{U$^2$-{Nets}} \\& $w^*_{\\min}$ of \\$x"), "U$^2$-Nets & $w^*_{\\min}$ of $x");
});

test("what no source gave is not invented", () => {
  assert.deepEqual(toCsl(parseEntry("@misc{key,\n  title = {Alone},\n}\n")), { id: "key", type: "document", title: "Alone" });
});
