/** What was exported comes back as it was; what was damaged costs itself and is told by its place. */
import assert from "node:assert/strict";
import { test } from "node:test";

const { fileText, parseFile } = await import(`${process.env.MODULES}/reading/file.js`);
const { parseEntry } = await import(`${process.env.MODULES}/reading/entries.js`);
const { empty, joined, shown, withPaper, without } = await import(`${process.env.MODULES}/reading/list.js`);

const paper = (number) => ({ id: `arxiv:2001.${number}`, slug: `invented-${number}`, title: `Invented ${number}`, authors: ["Ada Example"], others: 1, venue: "ICIT 2020", year: "2020" });
const entry = (number) => parseEntry({ ...paper(number), note: `line\n${number}`, tags: ["a, b", "c"], read: true, added: 7 });
const many = Array.from({ length: 1000 }, (_, number) => entry(number));
const SITE = "https://shelf.example/";

test("a thousand papers come back with all that was written about them", () => {
  const { entries, faults, site } = parseFile(fileText(many, SITE));
  const kept = ({ place: _place, changed: _changed, removed: _removed, ...rest }) => rest;
  assert.deepEqual(entries.map(kept), many.map((one) => ({ ...kept(one), tags: ["a, b", "c"] })));
  assert.deepEqual([faults, site], [[], SITE]);
});

test("damaged lines are told by their number, and the others are read", () => {
  const lines = fileText(many, SITE).split("\n");
  lines[5] = lines[5].slice(0, 40);
  lines[700] = '{"id": "arxiv:1", "title": ""},';
  const { entries, faults, site } = parseFile(lines.join("\n"));
  assert.equal(entries.length, 998);
  assert.deepEqual(faults, ["line 6: this is no JSON", "line 701: the paper has no title"]);
  assert.equal(site, SITE);
});

test("a file that was cut gives what came before", () => {
  const text = fileText(many, SITE);
  const { entries, faults } = parseFile(text.slice(0, text.length / 2));
  assert.ok(entries.length > 450 && entries.length < 550);
  assert.equal(faults.length, 1);
});

test("bad papers of a sound file are told by their place", () => {
  const { entries, faults } = parseFile(JSON.stringify({ papers: [paper(1), 7, { title: "Alone" }, paper(2)] }));
  assert.deepEqual(entries.map(({ slug }) => slug), ["invented-1", "invented-2"]);
  assert.deepEqual(faults, ["paper 2: this is no paper", "paper 3: the paper has neither id nor slug"]);
});

test("a bare list and JSON Lines are read too", () => {
  assert.equal(parseFile(JSON.stringify([paper(1), paper(2)])).entries.length, 2);
  assert.equal(parseFile(`${JSON.stringify(paper(1))}\n${JSON.stringify(paper(2))}\n`).entries.length, 2);
});

test("what is no reading list is told, whatever it is", () => {
  for (const text of ["", "hello", "<html></html>", "{}", "3", "null", '"x"', '{"papers": 3}', "\u0000\u0001"]) {
    const { entries, faults } = parseFile(text);
    assert.deepEqual([entries.length, faults.length], [0, 1], text);
    assert.match(faults[0], /^this is no reading list/);
  }
  assert.match(parseFile('{"version": 2, "papers": []}').faults[0], /newer version/);
});

test("imported papers stand below the list in their order", () => {
  const list = withPaper(empty(), paper(1), 5);
  const { list: next, added } = joined(list, [entry(2), entry(3)], 10);
  assert.equal(added, 2);
  assert.deepEqual(shown(next).map(({ slug }) => slug), ["invented-1", "invented-2", "invented-3"]);
});

test("of a paper that is there already, nothing is lost that either says", () => {
  const mine = joined(empty(), [{ ...entry(1), note: "mine", tags: ["old"], read: false }], 5).list;
  const { list, added } = joined(mine, [entry(1)], 10);
  const [both] = shown(list);
  assert.deepEqual([added, both.note, both.tags, both.read], [0, "mine\n\nline\n1", ["old", "a, b", "c"], true]);
  assert.deepEqual(joined(list, [entry(1)], 20).list.entries, list.entries);
});

test("a paper that was taken off the list comes back when it is imported", () => {
  const list = without(withPaper(empty(), paper(1), 5), "arxiv:2001.1", 6);
  assert.equal(shown(joined(list, [entry(1)], 10).list).length, 1);
});

test("a paper is recognised by its address when the file names it otherwise", () => {
  const list = withPaper(empty(), { ...paper(1), id: "slug:invented-1" }, 5);
  assert.equal(joined(list, [entry(1)], 10).added, 0);
});
