/** A list as an address: the same list where it is opened, nothing of what the reader wrote, no harm from a forged one. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { deflateRawSync } from "node:zlib";

const { fragmentOf, isShared, parseFragment } = await import(`${process.env.MODULES}/reading/link.js`);

const paper = (number) => ({ id: `doi:10.9999/${number}`, slug: `invented-${number}`, title: `Invented $x^${number}$ über`, authors: ["Ada Example", "Zoë van der Łąka"], others: 0, venue: "ICIT", year: "2020" });
const deflated = (value) => `#list=1${deflateRawSync(Buffer.from(typeof value === "string" ? value : JSON.stringify(value))).toString("base64url")}`;

test("what is shared is what is opened", async () => {
  const papers = Array.from({ length: 1000 }, (_, number) => paper(number));
  const fragment = await fragmentOf(papers);
  assert.ok(isShared(fragment));
  assert.match(fragment, /^#list=[\w-]+$/);
  assert.deepEqual(await parseFragment(fragment), { papers, unread: 0 });
});

test("it is the same without compression", async () => {
  const kept = globalThis.CompressionStream;
  globalThis.CompressionStream = undefined;
  const fragment = await fragmentOf([paper(1)]);
  globalThis.CompressionStream = kept;
  assert.deepEqual(await parseFragment(fragment), { papers: [paper(1)], unread: 0 });
});

test("notes, tags and marks stay with the reader", async () => {
  const { papers } = await parseFragment(await fragmentOf([{ ...paper(1), note: "secret", tags: ["secret"], read: true }]));
  assert.deepEqual(papers, [paper(1)]);
});

test("of many authors the first go along, and the others are counted", async () => {
  const { papers: [one] } = await parseFragment(await fragmentOf([{ ...paper(1), authors: ["A", "B", "C", "D", "E"], others: 2 }]));
  assert.deepEqual([one.authors, one.others], [["A", "B", "C"], 4]);
});

test("entries that cannot be read are counted", async () => {
  const { papers, unread } = await parseFragment(deflated([["doi:1", "a", "Title", ["Ada"], 0, "", ""], 7, ["doi:2", "b", ""], { title: "x" }]));
  assert.deepEqual([papers.length, unread], [1, 3]);
});

test("a forged address is refused: cut, of another kind, or unfolding without end", async () => {
  const whole = await fragmentOf([paper(1), paper(2)]);
  for (const fragment of [whole.slice(0, -9), "#list=", "#list=1", "#list=1%%%", "#list=9abc", deflated("{}"), deflated("not json"), deflated(`["${"x".repeat(5_000_000)}"]`)]) {
    await assert.rejects(parseFragment(fragment), undefined, fragment.slice(0, 40));
  }
  assert.equal(isShared("#abstract"), false);
});

test("addresses in a shared list are slugs or nothing", async () => {
  const { papers } = await parseFragment(deflated([["doi:1", "javascript:alert(1)", "Title"], ["doi:2", "../../x", "Title"]]));
  assert.deepEqual(papers.map(({ slug }) => slug), ["", ""]);
});
